"""Where to search next: the corners that leave least undecided.

What is largest between the points is halved first, so that points lie all over wherever the search
ends. In each corner the first aim is minimised; so halves are of the other aims.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import prod

from allocator.study.pareto.front import Corner, Front, Values, put


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a region: what is below a corner and not below `low`."""

    low: Values
    high: Values
    """Of the corner, and no more than just above the highest point."""
    corner: Corner

    @property
    def sides(self) -> Values:
        """How long it is by each aim, at least 1."""
        return tuple(max(1, top - low) for low, top in zip(self.low, self.high, strict=True))

    @property
    def rank(self) -> tuple[int, Corner]:
        """The largest first."""
        return -prod(self.sides), self.corner

    def __lt__(self, other: "Piece") -> bool:
        return self.rank < other.rank

    def longest(self, whole: Values) -> int | None:
        """The aim but the first of which it has the largest part of `whole`; None where no side can
        be halved."""
        sides = self.sides
        able = [aim for aim in range(1, len(sides)) if sides[aim] > 1]
        return max(able, key=lambda aim: (Fraction(sides[aim], whole[aim]), -aim), default=None)

    def halves(self, aim: int) -> "tuple[Piece, Piece]":
        """What is below the middle of an aim, and the rest."""
        middle = (self.low[aim] + self.high[aim]) // 2
        return (
            replace(self, high=put(self.high, aim, middle), corner=put(self.corner, aim, middle)),
            replace(self, low=put(self.low, aim, middle)),
        )


def cuts(
    front: Front, most: int, tried: Collection[Corner], *, halving: bool
) -> tuple[Corner, ...]:
    """Up to so many corners that were not tried, by what may be below them.

    With `halving` they are halves of regions as long as these can be halved, else whole regions,
    of which the last has been searched when the front is complete.
    """
    ideal, top = front.ideal, front.top
    whole = tuple(max(1, high - low) for low, high in zip(ideal, top, strict=True))
    pieces = [_piece(low, region, top) for region, low in front.regions.items()]
    heapify(pieces)
    chosen: list[Corner] = []
    while pieces and len(chosen) < most:
        piece = heappop(pieces)
        aim = piece.longest(whole) if halving else None
        corner = piece.corner
        if aim is not None:
            lower, upper = piece.halves(aim)
            corner = lower.corner
            heappush(pieces, upper)
            if front.is_empty(corner):
                continue
            heappush(pieces, lower)
        if corner not in tried and corner not in chosen:
            chosen.append(corner)
    return tuple(chosen)


def _piece(low: Values, region: Corner, top: Values) -> Piece:
    return Piece(low, tuple(map(min, region, top)), region)
