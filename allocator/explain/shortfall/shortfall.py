"""Why a capability is short, and what would close it: by deciding anew with limits taken away.

First every kind of limit is taken away by itself. Kinds that win anything are halved down to single
cells. Then the fewest cells are looked for that together win all that can be won in time; and what
only shorter lead times could win is told with the first date at which anything new can arrive.
"""

from collections.abc import Callable, Sequence

from allocator.engine.processes import Processes
from allocator.engine.watch import Watch
from allocator.explain.marginal.reached import Name, Reached
from allocator.explain.marginal.units import Units
from allocator.explain.shortfall.asking import Asking
from allocator.explain.shortfall.dates import dates_of
from allocator.explain.shortfall.explanation import Explanation, Lever
from allocator.explain.shortfall.levers import THEMES, levers, preference, themes
from allocator.explain.shortfall.needed import broken_by
from allocator.explain.shortfall.oracle import Found
from allocator.explain.shortfall.question import Question, Reliefs
from allocator.explain.shortfall.sizes import Size, Sized, drawn_in
from allocator.explain.stipulations.stipulation import Stipulation
from allocator.report.view import View

MOST = 6
"""Cells of which it is worked out how far they must be changed."""
FAR = 2**12
"""Useful units by which a figure is moved that nothing but a blank cell would leave open."""


class Search:
    """The questions of one shortfall."""

    def __init__(
        self,
        view: View,
        capability: str,
        period: str,
        watch: Watch,
        *,
        seed: int = 0,
        workers: int = 1,
        observer: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.view, self.watch, self.seed, self.workers = view, watch, seed, workers
        self.question = Question(view.scenario, view.plan, capability, period)
        self.units, self.observer = Units(view), observer
        self.levers = levers(self.question)

    def run(self) -> Explanation:
        """The explanation, as far as the watch allows."""
        with (
            Processes(self.workers, self.watch) as processes,
            processes.sharing(self.question),
        ):
            asking = Asking(self.question, processes, self.watch, self.seed)
            return self._explained(asking)

    def _explained(self, asking: Asking) -> Explanation:
        question, groups = self.question, themes(self.levers)
        own = [one.name for one in self.levers if THEMES[one.kind] not in ("time", "support")]
        everything = [one.name for one in self.levers]
        self.observer("as things are, and without each kind of limit")
        base = asking.as_things_are()
        least, ever = asking.least([own, everything])
        self.observer("cells that win something by themselves")
        single, crowds = asking.winners(list(groups.values()), base.bound)
        self.observer("the fewest cells that win all there is")
        chosen = self._together(asking, own, single, least, base)
        self.observer("how far each must be changed")
        alone = self._sized(asking, single, base)
        return Explanation(
            question.capability,
            question.period,
            self.view.shortfalls[question.capability, question.period].missing,
            base,
            least,
            ever,
            alone,
            tuple(self._cells(names) for names in crowds),
            self._joint(asking, chosen, least, alone),
            dates_of(self.view, asking, own),
            not self.watch.over(),
            question.whole,
        )

    def _cells(self, names: Sequence[Name]) -> tuple[Stipulation, ...]:
        return tuple(self.question.known[name] for name in names)

    def _together(
        self,
        asking: Asking,
        own: Sequence[Name],
        single: Sequence[Name],
        least: int | None,
        base: Found,
    ) -> tuple[Name, ...]:
        """The fewest cells that reach the least: of those that win alone where these do."""
        if least is None or base.verdict != "found" or least >= base.bound:
            return ()
        allowed = set(own)
        winning = [name for name in single if name in allowed]
        winning.sort(key=lambda name: preference(self.question.known[name]))
        answers = asking.least([(name,) for name in winning] + [winning])
        for name, units in zip(winning, answers, strict=False):
            if units is not None and units <= least:
                return (name,)
        enough = answers[-1]
        if enough is not None and enough <= least:
            return asking.smallest(winning, least)
        plan = asking.planned(Reliefs(frozenset(own))).plan
        named = [*winning, *(name for name in own if name not in set(winning))]
        return asking.smallest(broken_by(self.question, named, plan), least)

    def _sized(self, asking: Asking, names: Sequence[Name], base: Found) -> tuple[Lever, ...]:
        """The easiest to change, those that win most first."""
        easy = sorted(names, key=lambda name: preference(self.question.known[name]))
        targets = asking.least([(name,) for name in easy])
        best = sorted(
            (units, place, name)
            for place, (name, units) in enumerate(zip(easy, targets, strict=True))
            if units is not None and units < base.bound
        )
        found = self._sizes(asking, [(name, units) for units, _, name in best[:MOST]])
        return tuple(lever for lever in found if lever is not None)

    def _sizes(
        self, asking: Asking, wanted: Sequence[tuple[Name, int | None]]
    ) -> list[Lever | None]:
        """How far each cell must be changed for so few to be missing."""
        tasks = [
            Size(self.question, name, self._unit(name), units or 0, self.seed)
            for name, units in wanted
        ]
        answers = asking.processes.results(tasks)
        return [
            None
            if sized is None or sized.found.verdict != "found"
            else Lever(self._cells((task.name,)), sized)
            for task, sized in zip(tasks, answers, strict=True)
        ]

    def _unit(self, name: Name) -> int | None:
        """A useful unit of the figure; None of what is a yes or no, or has two sides."""
        one = self.question.known[name]
        if one.measure == "yes" or one.loosens == "both" or one.kind == "customers":
            return None
        keeps = (self.question.capability,)
        looser, _ = self.units.next_to(Reached(one, keeps, (), ""))
        return None if looser is None or looser == one.own else abs(looser - one.own)

    def _joint(
        self, asking: Asking, names: tuple[Name, ...], least: int | None, alone: Sequence[Lever]
    ) -> Lever | None:
        """All of them taken away, then each figure as near to its own as that plan allows."""
        if not names:
            return None
        if len(names) == 1:
            known = (lever for lever in alone if lever.cells[0].name == names[0])
            return next(known, None) or self._sizes(asking, [(names[0], least)])[0]
        found = asking.priced(Reliefs(frozenset(names)))
        if found.verdict != "found":
            return None
        return Lever(self._cells(names), self._drawn(names, found))

    def _drawn(self, names: tuple[Name, ...], found: Found) -> Sized:
        """Figures where there are any, else the cells stay blank."""
        wanted: list[tuple[Name, int, int]] = []
        for name in names:
            unit, one = self._unit(name), self.question.known[name]
            if unit is not None:
                sign = -1 if one.loosens == "down" else 1
                figure = one.open_value
                if figure is None:
                    figure = max(0, one.own + sign * unit * FAR)
                wanted.append((name, figure, unit))
        gone = frozenset(names) - {name for name, _, _ in wanted}
        figures = drawn_in(self.question, gone, tuple(wanted), found.plan)
        return Sized(figures, gone, found)
