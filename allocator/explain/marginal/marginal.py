"""The worth of every limit that a plan has reached: what is tried, in which order.

First comes what each change is measured against. Then every cell is tried at the figure furthest
loosened and at the one that is tighter, then at those between, the furthest first, if they do not
follow: whoever has more room is never worse off, so that between two figures proven to be worth the
same there is no other worth, and a plan found with one figure is the best with each nearer one with
which it holds. For the same reason cells of a kind are first loosened several at once where an area
is decided anew: most are worth nothing, even together.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from allocator.domain.scenario import Scenario
from allocator.engine.area import Area
from allocator.engine.effort import WHOLE_SIZE
from allocator.engine.journal import Journal
from allocator.engine.processes import Processes
from allocator.engine.watch import Watch
from allocator.explain.marginal.answers import Answers, Job, Told
from allocator.explain.marginal.areas import area_of, stays_apart
from allocator.explain.marginal.exact import Solve
from allocator.explain.marginal.nearby import Change, Resettle, Settle, Side, batches
from allocator.explain.marginal.reached import Reached, reached
from allocator.explain.marginal.steps import steps_of
from allocator.explain.marginal.trial import JUDGED, Ground, Stand, Trial
from allocator.explain.marginal.units import Units
from allocator.explain.marginal.worth import Marginals, Worth
from allocator.report.view import View

Way = Literal["auto", "whole", "near"]
"""By the size of the program, each figure solved whole, or decided anew around the plan."""
TOGETHER = 10
"""Cells of one kind that are loosened at once."""
DEAR = frozenset({"rate", "outside support"})
"""Kinds of which some cell wins nearly always, so that each is tried by itself from the outset:
what is looked at are lines that are full and support that is used up, for what is short."""
EVERYWHERE = Area()
"""Stands for the whole program, which is solved anew."""


class Search:
    """The trials of a plan."""

    def __init__(
        self,
        view: View,
        journal: Journal,
        watch: Watch,
        *,
        seed: int = 0,
        workers: int = 1,
        way: Way = "auto",
        observer: Callable[[Told], None] = lambda _: None,
    ) -> None:
        self.view, self.seed = view, seed
        self.ground = Ground(judged(view.scenario), view.plan)
        self.answers = Answers(journal, watch, workers, observer)
        size = len(self.ground.model.program.variables)
        self.whole = size <= WHOLE_SIZE if way == "auto" else way == "whole"
        units = Units(view)
        cells = sorted(reached(view), key=self._urgency)
        self.steps = {one: steps_of(one, units) for one in cells}
        self.looser = {one.stipulation.name: steps.looser for one, steps in self.steps.items()}
        self.cells = {one.stipulation.name: one for one in cells}
        self.areas = {one.stipulation.name: self._area(one) for one in cells}

    def run(self) -> Marginals:
        """Everything tried, or as much as the watch allows."""
        answers = self.answers
        with (
            Processes(answers.workers, answers.watch) as processes,
            processes.sharing(self.ground),
        ):
            answers.seek(processes, self._bases())
            answers.seek(processes, self._sieve())
            self._sort_out()
            answers.seek(processes, self._jobs(self._first()))
            answers.seek(processes, self._jobs(self._between(slice(-1, None))))
            answers.seek(processes, self._jobs(self._between(slice(0, -1))))
        return Marginals(tuple(map(self._worth, self.steps)), self.whole, not answers.stopped)

    def _urgency(self, one: Reached) -> tuple[int, str, tuple[str, ...]]:
        """What keeps most short comes first, then what holds states back."""
        accounts = self.view.shortfalls.values()
        worst = sum(each.value for each in accounts if each.capability in one.capabilities)
        return -worst, one.stipulation.sheet, one.stipulation.key

    def _area(self, one: Reached) -> Area:
        if self.whole:
            return EVERYWHERE
        return area_of(self.view, one)

    def _base(self, name: tuple[str, tuple[str, ...]]) -> Stand:
        return self.answers.of(self.areas[name])

    def _bases(self) -> Iterator[Job]:
        """Things as they are."""
        for area in dict.fromkeys(self.areas.values()):
            whole = Solve(self.ground, (), self.seed)
            yield (area,), whole if self.whole else Settle(self.ground, area, self.seed)

    def _sieve(self) -> Iterator[Job]:
        """Cells of one kind and area, all loosened as far as they will be."""
        groups = () if self.whole else self._groups()
        changes = [
            self._change(group, "looser")
            for group in groups
            if len(group) > 1 and group[0].kind not in DEAR
        ]
        for batch in self._batches(changes):
            yield tuple(change.trials for change in batch), Resettle(self.ground, batch, self.seed)

    def _groups(self) -> Iterator[tuple[Trial, ...]]:
        """The furthest figures of neighbouring cells, several at a time."""
        alike: dict[tuple[Area, str], list[Trial]] = {}
        for one, steps in self.steps.items():
            for figure in steps.looser[-1:]:
                key = self.areas[one.stipulation.name], one.stipulation.kind
                alike.setdefault(key, []).append(_trial(one, figure))
        for trials in alike.values():
            for at in range(0, len(trials), TOGETHER):
                yield tuple(trials[at : at + TOGETHER])

    def _sort_out(self) -> None:
        """What is worth nothing together is worth nothing alone. Where aims could not be proven
        even with things as they are, what was not found together is not looked for alone; no one
        of the cells can win more than all together, whose bounds it gets."""
        for group in self._groups():
            base, together = self._base(group[0].name), self.answers.of(group)
            if len(group) > 1 and together.as_good_as(base):
                stand = replace(base, bounds=together.bounds, plan=None)
                for trial in group:
                    nearer = self.looser[trial.name][:-1]
                    self.answers.known[trial] = replace(stand, holds_at=nearer)

    def _first(self) -> Iterator[Change]:
        """The furthest figures of which nothing is known, and those that leave less room."""
        known = self.answers.known
        for trial in (trial for group in self._groups() for trial in group):
            if trial not in known:
                yield self._change((trial,), "looser", self.looser[trial.name][:-1])
        for one, steps in self.steps.items():
            for figure in steps.tighter:
                yield self._change((_trial(one, figure),), "tighter")
            for figure in steps.other:
                yield self._change((_trial(one, figure),), "either")

    def _between(self, places: slice) -> Iterator[Change]:
        """Looser figures that do not follow from what is known."""
        for one, steps in self.steps.items():
            known, between = self._known(one), steps.looser[:-1]
            for figure in between[places]:
                if figure not in known:
                    nearer = between[: between.index(figure)]
                    yield self._change((_trial(one, figure),), "looser", nearer)

    def _change(
        self, trials: tuple[Trial, ...], side: Side, nearer: tuple[int, ...] = ()
    ) -> Change:
        name = trials[0].name
        apart = all(stays_apart(self.view.scenario, self.cells[t.name], t.figure) for t in trials)
        return Change(trials, side, self.areas[name], self._base(name), nearer, apart)

    def _known(self, one: Reached) -> dict[int, Stand]:
        """What is known of a cell's figures: with more room nobody is worse off, so that between
        two looser figures that are worth the same there is no other worth."""
        steps, known = self.steps[one], self.answers.known
        tried = {figure: known.get(_trial(one, figure)) for figure in steps.all}
        stands = {figure: stand for figure, stand in tried.items() if stand is not None}
        for stand in tuple(stands.values()):
            stands = dict.fromkeys(stand.holds_at, stand) | stands
        line = [(one.stipulation.own, self._base(one.stipulation.name))]
        line += [(figure, stands[figure]) for figure in steps.looser if figure in stands]
        for (low, worth), (high, other) in pairwise(line):
            if worth.same_as(other):
                between = (each for each in steps.looser if min(low, high) < each < max(low, high))
                stands |= dict.fromkeys(between, other)
        return stands

    def _jobs(self, wanted: Iterable[Change]) -> Iterator[Job]:
        """A solve for each where programs are small; else looser figures go together, first."""
        if self.whole:
            for change in wanted:
                yield change.trials, Solve(self.ground, change.trials, self.seed)
            return
        for batch in self._batches(sorted(wanted, key=lambda change: change.side != "looser")):
            asked = tuple(change.trials[0] for change in batch)
            yield asked, Resettle(self.ground, batch, self.seed)

    def _batches(self, changes: Iterable[Change]) -> list[tuple[Change, ...]]:
        """The changes whose areas could be decided as things are."""
        return batches(change for change in changes if change.base.verdict == "found")

    def _worth(self, one: Reached) -> Worth:
        return Worth(one, self.steps[one], self._base(one.stipulation.name), self._known(one))


def _trial(one: Reached, figure: int) -> Trial:
    return Trial(*one.stipulation.name, figure)


def judged(scenario: Scenario) -> Scenario:
    """The scenario with its aims up to the last in which worth is told: the others take time."""
    last = max(scenario.policy.aims.index(aim) for aim in JUDGED)
    policy = scenario.policy.model_copy(update={"aims": scenario.policy.aims[: last + 1]})
    return scenario.replaced(policy=policy)
