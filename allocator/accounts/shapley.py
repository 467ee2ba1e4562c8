"""Shapley values of a joint cost that some of those who share it could also do without."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import comb, isqrt
from random import Random

from allocator.domain.quantity import ceil_div

MOST_SUMS = 2**16
"""Sizes and sums of groups that are told apart before orders are drawn instead."""
ORDERS = 2_000
SEED = 20_260_101

Sums = dict[tuple[int, int], int]
"""Number of groups by size and sum."""


@dataclass(frozen=True, slots=True)
class JointParts:
    """What each bears of a joint cost; the parts add up to it, or to all that is at stake."""

    parts: tuple[Fraction, ...]
    errors: tuple[int, ...] | None
    """Standard errors, rounded up; None where the parts are exact."""


def joint_parts(joint: int, stakes: Sequence[int], most_sums: int = MOST_SUMS) -> JointParts:
    """Shapley values of the game in which a group bears min(joint, sum of its stakes).

    A stake is the most that one of them would pay towards the joint cost. Exact, as long as groups
    with less than the joint cost at stake have no more than `most_sums` sizes and sums: up to 16
    members always. Else the mean over orders drawn with a fixed seed.
    """
    capped = [min(stake, joint) for stake in stakes]
    sums = _sums(joint, capped, most_sums)
    return _drawn(joint, capped) if sums is None else _exact(joint, capped, sums)


def _sums(joint: int, stakes: Sequence[int], most_sums: int) -> Sums | None:
    """Groups with less than the joint cost at stake; None where there are too many sums."""
    found: Sums = {(0, 0): 1} if joint else {}
    for stake in stakes:
        for (size, total), groups in list(found.items()):
            if total + stake < joint:
                key = (size + 1, total + stake)
                found[key] = found.get(key, 0) + groups
        if len(found) > most_sums:
            return None
    return found


def _exact(joint: int, stakes: Sequence[int], sums: Sums) -> JointParts:
    """Whoever comes to a group pays its stake, or what is left of the joint cost."""
    count, in_order = len(stakes), sorted(sums.items())
    parts: dict[int, Fraction] = {}
    for stake in sorted(set(stakes)):
        added = [0] * count
        for (size, total), groups in _without(stake, in_order).items():
            added[size] += groups * min(stake, joint - total)
        parts[stake] = sum(
            (Fraction(paid, count * comb(count - 1, size)) for size, paid in enumerate(added)),
            Fraction(0),
        )
    return JointParts(tuple(parts[stake] for stake in stakes), None)


def _without(stake: int, in_order: Sequence[tuple[tuple[int, int], int]]) -> Sums:
    """The groups that one with this stake is not in: all but those made by adding it to these."""
    left: Sums = {}
    for (size, total), groups in in_order:
        rest = groups - left.get((size - 1, total - stake), 0)
        if rest:
            left[size, total] = rest
    return left


def _drawn(joint: int, stakes: Sequence[int]) -> JointParts:
    """Means over orders in which all come to the group one by one."""
    random, places = Random(SEED), list(range(len(stakes)))
    sums, squares = [0] * len(stakes), [0] * len(stakes)
    for _ in range(ORDERS):
        random.shuffle(places)
        borne = [min(joint, total) for total in accumulate(stakes[place] for place in places)]
        for place, before, after in zip(places, (0, *borne[:-1]), borne, strict=True):
            sums[place] += after - before
            squares[place] += (after - before) ** 2
    errors = tuple(
        _root(ceil_div(ORDERS * square - total**2, ORDERS**2 * (ORDERS - 1)))
        for total, square in zip(sums, squares, strict=True)
    )
    return JointParts(tuple(Fraction(total, ORDERS) for total in sums), errors)


def _root(square: int) -> int:
    """Rounded up."""
    return 1 + isqrt(square - 1) if square else 0
