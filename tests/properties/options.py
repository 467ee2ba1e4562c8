"""Ways to decide: series that never fall, groups of states, growth and who pays for it."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from typing import Any

Decisions = dict[str, dict[tuple[str, ...], int]]
"""Values by decision and key, as a plan has them."""


@cache
def rising(most: int, length: int) -> tuple[tuple[int, ...], ...]:
    """All series from 0 to `most` that never fall."""
    if length == 0:
        return ((),)
    return tuple(
        (*head, value)
        for head in rising(most, length - 1)
        for value in range(head[-1] if head else 0, most + 1)
    )


def subsets(states: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """All groups of states, nobody and everybody included."""
    for chosen in product((False, True), repeat=len(states)):
        yield tuple(state for state, inside in zip(states, chosen, strict=True) if inside)


def over_time(
    key: tuple[str, ...], codes: Sequence[str], series: Sequence[int]
) -> dict[tuple[str, ...], int]:
    """The values of a series by key and period; zeros are left out."""
    return {(*key, code): value for code, value in zip(codes, series, strict=True) if value}


def merged(one: Decisions, other: Decisions) -> Decisions:
    """Both."""
    return {name: {**one.get(name, {}), **other.get(name, {})} for name in sorted({*one, *other})}


def growth(
    most: int, payers: Sequence[str], periods: int
) -> Iterator[tuple[tuple[int, ...], Mapping[str, tuple[int, ...]]]]:
    """Steps over time, with every way in which some states pay for them in tenths."""
    for steps in rising(most, periods):
        for paid in product(*(rising(10 * steps[-1], periods) for _ in payers)):
            if all(sum(tenths[t] for tenths in paid) == 10 * steps[t] for t in range(periods)):
                yield steps, dict(zip(payers, paid, strict=True))


def nonzero(values: Mapping[Any, int]) -> dict[tuple[str, ...], int]:
    """Decisions as a plan keeps them."""
    return {key: value for key, value in values.items() if value}
