"""What a search for a front came to, for those who read it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from allocator.domain.outcome import gap
from allocator.domain.policy import AimName
from allocator.study.pareto.front import Corner, Values, put
from allocator.study.pareto.search import Point, Search


@dataclass(frozen=True, slots=True)
class Figures:
    """What readers know a plan by."""

    shortfall: int
    """Weighted."""
    largest: int
    """Burden, basis points of the key money."""
    money: int
    """New money, kEUR."""
    european: Fraction
    """Share of what is required at the deadline that allies meet."""


@dataclass(frozen=True, slots=True)
class Plotted:
    """A point of the front."""

    point: Point
    bound: int
    """No plan that is as good in all other aims has less of the first."""
    figures: Figures

    @property
    def values(self) -> Values:
        """Of the aims."""
        return self.point.values

    @property
    def gap(self) -> Fraction:
        """How far the first aim may still be from the least, the others as they are."""
        return gap(self.values[0], self.bound)


@dataclass(frozen=True)
class Curve:
    """Points by the first aim, and how much of the front they are."""

    aims: tuple[AimName, ...]
    plotted: tuple[Plotted, ...]
    beaten: int
    """Plans found on the way that others are better than."""
    whole: bool
    """The program was taken whole, so that points are proven one by one."""
    complete: bool
    """There is no other point."""
    finished: bool
    """False where a clock or the user ended the search."""
    made: int
    """Searches."""
    left: tuple[tuple[Values, Corner], ...]
    """Where plans may be that were not found: at least so much of each aim and less than so much;
    a limit above everything stands for none."""
    undecided: Fraction
    """Of the values between the least proven possible and the highest found, the part of which it
    is not known whether a plan is as good."""
    unlimited: Corner
    """Limits above everything."""
    ideal: Values
    """The least proven possible of each aim by itself."""

    @cached_property
    def knee(self) -> int | None:
        """The place of the point that gives up least of all aims together, each counted from its
        least to its most on the front; None where no point gives up less than an end does."""
        if len(self.plotted) <= len(self.aims):
            return None
        given = [sum(self.parts(each.values)) for each in self.plotted]
        place = min(range(len(given)), key=given.__getitem__)
        return place if given[place] < 1 else None

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """For each aim the place of the first point that has least of it."""
        values = [each.values for each in self.plotted]
        return tuple(
            min(range(len(values)), key=lambda place: (values[place][aim], values[place]))
            for aim in range(len(self.aims))
        )

    def parts(self, values: Values) -> tuple[Fraction, ...]:
        """How far each aim is on the way from its least to its most on the front."""
        return tuple(
            Fraction(value - low, max(1, high - low))
            for value, (low, high) in zip(values, self._spans, strict=True)
        )

    @cached_property
    def _spans(self) -> tuple[tuple[int, int], ...]:
        """Least and most of each aim."""
        columns = zip(*(each.values for each in self.plotted), strict=True)
        return tuple((min(column), max(column)) for column in columns)

    def exchange(self, place: int) -> Fraction | None:
        """Of two aims: by how many per cent of itself the first falls to the point before, for each
        per cent by which the second rises; None at the end, or from nothing."""
        if len(self.aims) != 2 or not place:
            return None
        before, (first, second) = self.plotted[place - 1].values, self.plotted[place].values
        if first <= 0 or second <= 0:
            return None
        return Fraction(first - before[0], first) / Fraction(before[1] - second, second)


def curve(search: Search, figures: Callable[[Point], Figures]) -> Curve:
    """The curve of a search that has at least one point."""
    front, points = search.front, search.points
    part, whole = front.undecided()
    return Curve(
        search.common.aims,
        tuple(Plotted(each, _bound(search, each.values), figures(each)) for each in points),
        len(search.beaten),
        search.whole,
        search.complete,
        search.finished,
        search.made,
        _left(front.regions.items()),
        Fraction(part, whole),
        front.unlimited,
        front.ideal,
    )


def _bound(search: Search, values: Values) -> int:
    beside = put(tuple(value + 1 for value in values), 0, search.common.unlimited[0])
    return min(values[0], search.front.least(beside)[0])


def _left(regions: Iterable[tuple[Corner, Values]]) -> tuple[tuple[Values, Corner], ...]:
    return tuple(sorted((least, region) for region, least in regions))
