"""The front under search: points that were found, corners below which nothing is, what is left.

All is in whole numbers, one for each aim, less being better. A corner stands for what is strictly
below it in every aim. Regions are open corners: together they hold every value that no point is as
good as, which is so from the first region, of no limits, and stays so: where a point lies in a
region, what it is not as good as is less than the point in one aim at least, and so in one of the
regions that take its place. Regions within others are left out; these are the local upper bounds of
K. Klamroth, R. Lacour and D. Vanderpooten, On the representation of the search region in
multi-objective optimization, European Journal of Operational Research 245 (2015).
"""

from dataclasses import dataclass, field
from itertools import pairwise
from math import prod

Values = tuple[int, ...]
"""One for each aim."""
Corner = tuple[int, ...]
"""What is strictly below it in every aim."""


@dataclass(slots=True)
class Front:
    """What is known of the values that plans can have."""

    unlimited: Corner
    """Above everything that an aim can be."""
    points: set[Values] = field(default_factory=set)
    """Of plans found that none found is better than."""
    empty: list[Corner] = field(default_factory=list)
    """Corners below which no plan is, as far as is proven; none within another."""
    regions: dict[Corner, Values] = field(init=False)
    """Where plans may be that no found one is as good as, with what these have at least of each
    aim; none within another."""

    def __post_init__(self) -> None:
        self.regions = {self.unlimited: tuple(-limit for limit in self.unlimited)}

    def add(self, values: Values) -> None:
        """There is a plan with these values."""
        if any(covers(point, values) for point in self.points):
            return
        self.points = {point for point in self.points if not covers(values, point)}
        self.points.add(values)
        split = [region for region in self.regions if within(values, region)]
        for region in split:
            del self.regions[region]
        parts = {put(region, aim, value) for region in split for aim, value in enumerate(values)}
        # What was not split lies in no part: a part lies in a region that it did not lie in.
        for part in sorted(parts, reverse=True):
            if not self.is_empty(part) and not any(covers(part, other) for other in self.regions):
                self.regions[part] = self.least(part)

    def rule_out(self, corner: Corner) -> None:
        """No plan is below a corner."""
        if self.is_empty(corner):
            return
        self.empty = [other for other in self.empty if not covers(other, corner)]
        self.empty.append(corner)
        self.regions = {
            region: tuple(
                max(least, corner[aim]) if _reaches(corner, region, aim) else least
                for aim, least in enumerate(low)
            )
            for region, low in self.regions.items()
            if not covers(region, corner)
        }

    def is_empty(self, region: Corner) -> bool:
        """Whether no plan is in a region: it lies below a corner known to be empty."""
        return any(covers(region, corner) for corner in self.empty)

    def least(self, region: Corner) -> Values:
        """What plans of a region have at least of each aim, by the corners known to be empty."""
        return tuple(
            max(
                (corner[aim] for corner in self.empty if _reaches(corner, region, aim)),
                default=-self.unlimited[aim],
            )
            for aim in range(len(region))
        )

    @property
    def ideal(self) -> Values:
        """The least that is proven possible of each aim by itself."""
        return self.least(self.unlimited)

    @property
    def top(self) -> Values:
        """Just above the most of each aim among the points."""
        return tuple(max(each) + 1 for each in zip(*self.points, strict=True))

    def undecided(self) -> tuple[int, int]:
        """Of how many values between the least possible and the highest found it is not known
        whether a plan is as good, and how many values there are."""
        if not self.points:
            return 1, 1
        low, high = self.ideal, self.top
        whole = prod(top - bottom for bottom, top in zip(low, high, strict=True))
        return _unknown(list(self.points), self.empty, low, high), whole


def within(values: Values, corner: Corner) -> bool:
    """Whether values are strictly below a corner in every aim."""
    return all(value < limit for value, limit in zip(values, corner, strict=True))


def covers(values: Values, others: Values) -> bool:
    """Whether values are at or below others in every aim."""
    return all(value <= other for value, other in zip(values, others, strict=True))


def put(values: Values, aim: int, value: int) -> Values:
    """The same with another value of one aim."""
    return (*values[:aim], value, *values[aim + 1 :])


def _reaches(corner: Corner, region: Corner, aim: int) -> bool:
    """Whether a corner leaves nothing of a region but what is above it in one aim."""
    return all(corner[other] >= limit for other, limit in enumerate(region) if other != aim)


def _unknown(points: list[Values], empty: list[Corner], low: Values, high: Values) -> int:
    """Values from `low` up to below `high` that are at or above no point and below no corner.

    Slab by slab of the first aim: between two of its values that occur nothing changes.
    """
    if len(low) == 2:
        return _unknown_of_two(points, empty, low, high)
    total = 0
    for begin, end in _slabs(points, empty, low, high):
        beside = [point[1:] for point in points if point[0] <= begin]
        below = [corner[1:] for corner in empty if corner[0] > begin]
        total += (end - begin) * _unknown(beside, below, low[1:], high[1:])
    return total


def _unknown_of_two(points: list[Values], empty: list[Corner], low: Values, high: Values) -> int:
    """The same of two aims: what slabs leave between the lowest point and the highest corner."""
    slabs = _slabs(points, empty, low, high)
    waiting, tops, top = sorted(points, reverse=True), [], high[1]
    for begin, _ in slabs:
        while waiting and waiting[-1][0] <= begin:
            top = min(top, waiting.pop()[1])
        tops.append(top)
    ruling, bottom, total = sorted(empty), low[1], 0
    for (begin, end), most in zip(reversed(slabs), reversed(tops), strict=True):
        while ruling and ruling[-1][0] > begin:
            bottom = max(bottom, ruling.pop()[1])
        total += (end - begin) * max(0, most - bottom)
    return total


def _slabs(
    points: list[Values], empty: list[Corner], low: Values, high: Values
) -> list[tuple[int, int]]:
    """Between neighbouring values of the first aim that occur."""
    inside = {each[0] for each in (*points, *empty) if low[0] < each[0] < high[0]}
    return list(pairwise(sorted({low[0], *inside, high[0]})))
