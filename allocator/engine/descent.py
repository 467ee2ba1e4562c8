"""A small program's plan that gives up the least of what a known plan is worth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from allocator.domain.leximin import BurdenCap
from allocator.domain.outcome import AimResult, Infeasible, Outcome, Solved, Undecided
from allocator.domain.plan import Plan
from allocator.domain.policy import AimName
from allocator.engine.distance import Distance
from allocator.engine.effort import Budget
from allocator.engine.first_phase import FirstPhase
from allocator.engine.kept import Kept
from allocator.engine.processes import Processes
from allocator.engine.progress import Observer, Progress
from allocator.engine.start import start_of
from allocator.engine.walk_back import decided
from allocator.engine.watch import Watch
from allocator.engine.whole import least
from allocator.errors import ModelError
from allocator.model.linear_form import IntArray
from allocator.model.model import Model


@dataclass(frozen=True, slots=True)
class Worth:
    """What a plan comes to."""

    plan: Plan
    aims: Mapping[AimName, int]
    """Its value of every aim."""
    burdens: Sequence[BurdenCap] = ()
    """States above levels of burden, where burdens below the largest count as well."""


def first_plan(
    model: Model,
    worth: Worth,
    budget: Budget,
    watch: Watch,
    tell: Observer,
    seed: int,
    processes: Processes,
    *,
    whole: bool,
) -> IntArray | Infeasible | Undecided:
    """The plan itself as far as it holds, or one near it that does."""
    start = start_of(model, worth.plan)
    if model.program.holds(start.vector):
        return start.vector
    near = worth.aims if start.near else None
    phase = FirstPhase(model, start.vector, budget, watch, processes, tell, seed, whole, near=near)
    return phase.outcome()


@dataclass(slots=True)
class Descent:
    """The aims of a small program in order, each held at its worth or at the least above it."""

    model: Model
    worth: Worth
    budget: Budget
    watch: Watch
    tell: Observer
    seed: int
    worse: bool = False
    """Whether an aim had to be given up."""

    def outcome(self) -> Outcome:
        with Processes(1, self.watch) as processes:
            vector = first_plan(
                self.model,
                self.worth,
                self.budget,
                self.watch,
                self.tell,
                self.seed,
                processes,
                whole=True,
            )
        if not isinstance(vector, np.ndarray):
            return vector
        kept = Kept.of(self.model.program, self.model.aims["spread"])
        results: list[AimResult] = []
        for aim in self.model.scenario.aims[:-1]:
            begun, form = self.watch.seconds, self.model.aims[aim]
            vector, bound = self._least(kept, aim, vector)
            vector = self._settled(kept, vector)
            found, enough = form.value(vector), self._enough(aim)
            kept = kept.holding(aim, form, max(found, enough))
            self.worse = self.worse or found > enough
            if aim == "spread" and not self.worse:
                kept, vector = self._below(kept, vector)
            bound = min(bound, found)
            results.append(AimResult(aim, found, found, bound, self.watch.seconds - begun))
            self.tell(Progress(aim, found, bound, self.watch.seconds, "done"))
        vector = self._settled(kept, self._nearest(kept, vector))
        aims = (replace(r, value=self.model.aims[r.name].value(vector)) for r in results)
        return Solved(self.model.plan(vector), tuple(aims), reproducible=not self.watch.ended)

    def _enough(self, aim: AimName) -> int:
        """What an aim is worth; nothing is enough once an aim before it has to be worse."""
        return -1 if self.worse else self.worth.aims[aim]

    def _settled(self, kept: Kept, vector: IntArray) -> IntArray:
        """What follows from the decisions is as low as they make it."""
        tight = self.model.tightened(vector)
        if not kept.program.holds(kept.completed(tight)):
            raise ModelError("an auxiliary variable does not follow from the decisions")
        return tight

    def _least(self, kept: Kept, aim: AimName, vector: IntArray) -> tuple[IntArray, int]:
        """The least of an aim and its bound; its worth is good enough where it is reached."""
        form = self.model.aims[aim]
        start = kept.completed(vector)
        if form.value(vector) <= self._enough(aim):
            return vector, form.least(kept.program.lower, kept.program.upper)
        found = least(kept.program, form, start, self.budget.whole, self.watch, self.seed)
        return kept.own(found.vector), found.bound

    def _nearest(self, kept: Kept, vector: IntArray) -> IntArray:
        """Of the plans that are left one that decides as little as can be in another way."""
        spans = decided(self.model, self.model.nearest(self.worth.plan))
        distance = Distance(kept.program)
        form = distance.least(spans)
        start = distance.completed(kept.completed(vector))
        found = least(distance.program, form, start, self.budget.step, self.watch, self.seed)
        return found.vector[: len(vector)]

    def _below(self, kept: Kept, vector: IntArray) -> tuple[Kept, IntArray]:
        """Each level of burden with no more states above it than there were, or the fewest."""
        for cap in self.worth.burdens:
            if not cap.states:
                continue
            counting, count = kept.counting(cap.level)
            start = counting.completed(vector)
            if count.value(start) > cap.states:
                found = least(
                    counting.program, count, start, self.budget.whole, self.watch, self.seed
                )
                start = found.vector
            vector = self._settled(kept, counting.own(start))
            most = max(cap.states, count.value(start))
            self.worse = self.worse or most > cap.states
            kept = kept.capped(BurdenCap(cap.level, most))
        return kept, vector
