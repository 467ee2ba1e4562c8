"""How far a figure must be changed for what taking the limit away would win."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from allocator.domain.plan import Plan
from allocator.domain.quantity import ceil_div
from allocator.engine.watch import Watch
from allocator.explain.marginal.reached import Name
from allocator.explain.shortfall.oracle import UNKNOWN, Found, Relieve
from allocator.explain.shortfall.question import Question, Reliefs
from allocator.explain.stipulations.all import altered
from allocator.explain.stipulations.stipulation import Stipulation
from allocator.verify.verify import violations

HALVINGS = 3
"""Of what a plan makes use of where the limit was taken away first."""
Figures = tuple[tuple[Name, int], ...]
DOUBLINGS = 4
"""From a useful unit on; where that does not do, the limit is taken away first."""


@dataclass(frozen=True, slots=True)
class Sized:
    """A change and what it brings: the figures in the place of the own ones, and the rest gone."""

    figures: Figures
    dropped: frozenset[Name]
    found: Found


@dataclass(frozen=True, slots=True)
class Size:
    """The task of finding the least change of a cell that leaves no more than `target` missing.

    The figure is moved by one useful unit, two, four and so on until as few are missing, at last as
    far as it holds nothing back, and then back as far as that plan holds. `unit` is None for what
    is a yes or no.
    """

    question: Question
    name: Name
    unit: int | None
    target: int
    seed: int

    def __call__(self, watch: Watch) -> Sized:
        """The change, priced."""
        one = self.question.known[self.name]
        gone = frozenset({self.name})
        if self.unit is None:
            return Sized((), gone, self._priced(Reliefs(gone), watch))
        sign = -1 if one.loosens == "down" else 1
        for doubling in range(DOUBLINGS):
            figure = one.own + sign * self.unit * 2**doubling
            if figure < 0 or _beyond(one, figure):
                break
            reliefs = Reliefs(figures=((self.name, figure),))
            if self._least(reliefs, watch) <= self.target:
                found = self._priced(reliefs, watch)
                if found.verdict == "found":
                    return self._sized(figure, self.unit, found)
        found = self._priced(Reliefs(gone), watch)
        if one.open_value is None or found.verdict != "found":
            return Sized((), gone, found)
        return self._halved(self._sized(one.open_value, self.unit, found), watch)

    def _halved(self, sized: Sized, watch: Watch) -> Sized:
        """A plan may make use of more than it needs: half of the way is tried, and so on."""
        one, unit = self.question.known[self.name], self.unit or 1
        for _ in range(HALVINGS):
            ((_, figure),) = sized.figures
            steps = (abs(figure - one.own) // unit) // 2
            nearer = one.own + (unit if figure > one.own else -unit) * steps
            reliefs = Reliefs(figures=((self.name, nearer),))
            if not steps or self._least(reliefs, watch) > self.target:
                break
            found = self._priced(reliefs, watch)
            if found.verdict != "found":
                break
            sized = self._sized(nearer, unit, found)
        return sized

    def _sized(self, figure: int, unit: int, found: Found) -> Sized:
        wanted = ((self.name, figure, unit),)
        figures = drawn_in(self.question, frozenset(), wanted, found.plan)
        return Sized(figures, frozenset(), found)

    def _least(self, reliefs: Reliefs, watch: Watch) -> float:
        found = Relieve(self.question, reliefs, priced=False, seed=self.seed)(watch)
        return found.units if found.verdict == "found" else float("inf")

    def _priced(self, reliefs: Reliefs, watch: Watch) -> Found:
        if watch.over():
            return UNKNOWN
        return Relieve(self.question, reliefs, priced=True, seed=self.seed)(watch)


def _beyond(one: Stipulation, figure: int) -> bool:
    """At or past what holds nothing back."""
    if one.open_value is None:
        return False
    return figure <= one.open_value if one.loosens == "down" else figure >= one.open_value


def drawn_in(
    question: Question,
    dropped: frozenset[Name],
    wanted: Sequence[tuple[Name, int, int]],
    plan: Plan,
) -> Figures:
    """Figures, one after the other as few useful units from their own as the plan still holds with,
    without the cells that are dropped. Each comes as it is known to hold, with its unit."""
    known = question.known
    gone = {known[name]: known[name].open_value for name in dropped}
    least = {name: figure for name, figure, _ in wanted}
    for name, figure, unit in wanted:
        own = known[name].own

        def at(steps: int, own: int = own, figure: int = figure, unit: int = unit) -> int:
            return (
                min(figure, own + unit * steps) if figure > own else max(figure, own - unit * steps)
            )

        def holds(steps: int, name: Name = name, at: Callable[[int], int] = at) -> bool:
            tried = {**least, name: at(steps)}
            changes = {**gone, **{known[each]: tried[each] for each in tried}}
            return not violations(altered(question.scenario, changes), plan)

        least[name] = at(_fewest(holds, ceil_div(abs(figure - own), unit)))
    return tuple(least.items())


def _fewest(holds: Callable[[int], bool], most: int) -> int:
    """The least number that holds, where `most` does and all above one that does."""
    low, high = 0, most
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return high
