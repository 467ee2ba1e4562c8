"""What trials come to: for each cell the worth of other figures, and where it stays the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from allocator.domain.policy import AimName
from allocator.explain.marginal.trial import Missing, Stand
from allocator.explain.marginal.worth import Marginals, Worth
from allocator.explain.stipulations.stipulation import Stipulation

Certainty = Literal["exact", "settled", "between", "found", "no plan", "unknown"]
"""exact: both solves are proven. settled: both are, with all else as in the plan. between: two
whole solves with gaps. found: the same with all else as in the plan. no plan: proven that none
holds. unknown: no plan was found."""


class Gain(NamedTuple):
    """By how much an aim falls: what was found, and the least and the most that it can be."""

    found: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Step:
    """Neighbouring figures at which a cell is worth the same."""

    first: int
    last: int
    """The same as `first` where the worth of its neighbours is another, or not known."""
    tried: tuple[int, ...]
    """Those of them that were tried, or that follow from such; rising."""
    own: bool
    """Whether the cell's own figure is among them: then nothing changes."""
    gains: tuple[Gain, ...]
    """By aim; empty where there is no plan to compare."""
    won: Missing
    """Capability, period and units fewer missing in the plan found than without the change."""
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Ranked:
    """A cell with its steps, from the lowest figure up."""

    worth: Worth
    steps: tuple[Step, ...]

    @property
    def stipulation(self) -> Stipulation:
        """The cell."""
        return self.worth.reached.stipulation

    def at(self, figure: int) -> Step | None:
        """The step of a figure that was tried."""
        return next((step for step in self.steps if figure in step.tried), None)


def ranked(found: Marginals, aims: Sequence[AimName], judged: Sequence[AimName]) -> list[Ranked]:
    """The cells, those worth most for one unit more first, aim by aim in their order.

    Cells alike in that are ordered by what their furthest figure is worth, then by what one unit
    less costs, then by their place in the workbook.
    """
    places = [aims.index(aim) for aim in aims if aim in judged]
    cells = [Ranked(worth, tuple(_steps(worth, whole=found.whole))) for worth in found.worths]

    def worth_of(cell: Ranked, figures: Sequence[int]) -> tuple[int, ...]:
        steps = [step for step in map(cell.at, figures) if step is not None and step.gains]
        return max(
            (tuple(step.gains[at].found for at in places) for step in steps),
            default=(0,) * len(places),
        )

    def rank(cell: Ranked) -> tuple[object, ...]:
        tried = cell.worth.steps
        up, far = worth_of(cell, tried.looser[:1]), worth_of(cell, tried.looser[-1:])
        down = worth_of(cell, (*tried.tighter, *tried.other))
        order = [tuple(-gain for gain in gains) for gains in (up, far)]
        return (*order, down, cell.stipulation.sheet, cell.stipulation.key)

    return sorted(cells, key=rank)


def _steps(worth: Worth, *, whole: bool) -> Iterator[Step]:
    """Figures in rising order, those together that are proven to be worth the same."""
    own = worth.reached.stipulation.own
    stands = {**worth.stands, own: worth.base}
    group: list[int] = []
    for figure in sorted(stands):
        if group and not stands[figure].same_as(stands[group[-1]]):
            yield _step(worth, group, stands[group[0]], whole=whole)
            group = []
        group.append(figure)
    yield _step(worth, group, stands[group[0]], whole=whole)


def _step(worth: Worth, group: Sequence[int], stand: Stand, *, whole: bool) -> Step:
    own, base = worth.reached.stipulation.own, worth.base
    told = stand.verdict == base.verdict == "found"
    rows = zip(base.values, base.bounds, stand.values, stand.bounds, strict=True) if told else ()
    return Step(
        group[0],
        group[-1],
        tuple(figure for figure in group if figure != own),
        own in group,
        tuple(Gain(was - now, least - now, was - bound) for was, least, now, bound in rows),
        _won(base.missing, stand.missing) if told else (),
        _certainty(base, stand, whole=whole),
    )


def _won(before: Missing, after: Missing) -> Missing:
    """Units fewer missing, by capability and period; below zero where there are more."""
    was = {(code, period): units for code, period, units in before}
    now = {(code, period): units for code, period, units in after}
    return tuple(
        (*key, was.get(key, 0) - now.get(key, 0))
        for key in sorted({*was, *now})
        if was.get(key, 0) != now.get(key, 0)
    )


def _certainty(base: Stand, stand: Stand, *, whole: bool) -> Certainty:
    if stand.verdict == "none":
        return "no plan"
    if stand.verdict == "unknown" or base.verdict != "found":
        return "unknown"
    if base.proven and stand.proven:
        return "exact" if whole else "settled"
    return "between" if whole else "found"
