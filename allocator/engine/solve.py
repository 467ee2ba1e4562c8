"""From a model to its outcome: a first plan that holds, then the aims in order."""

from collections.abc import Callable, Iterator
from random import Random
from typing import Literal

import numpy as np

from allocator.domain.outcome import Infeasible, Outcome, Solved, Undecided
from allocator.engine.effort import BUDGETS, WHOLE_SIZE, Budget, Effort
from allocator.engine.elastic import Elastic, elastic
from allocator.engine.integer_search import answer
from allocator.engine.linear_bound import linear_bound
from allocator.engine.neighbourhood import Mask, Matrix, neighbourhood
from allocator.engine.progress import FIRST_PHASE, Observer, Progress, gap
from allocator.engine.staircase import PATIENCE, Staircase
from allocator.engine.sweep import Sweep, mixed_masks
from allocator.engine.watch import Watch
from allocator.errors import ModelError
from allocator.model.linear_form import IntArray
from allocator.model.model import Model
from allocator.model.program import Program

Path = Literal["auto", "whole", "large"]


def solve(
    model: Model,
    *,
    effort: Effort = "normal",
    time_limit: float | None = None,
    seed: int = 0,
    workers: int = 1,
    observer: Observer | None = None,
    stop: Callable[[], bool] | None = None,
    path: Path = "auto",
) -> Outcome:
    """The outcome of a model within an effort.

    Under `effort` alone the same model and seed always give the same outcome: every budget is in
    deterministic time. `time_limit` (seconds by the clock) and `stop` end the search early with the
    best plan so far. `workers` never changes a plan; this engine searches in one process and makes
    no use of more. `path` forces the way large or small programs are taken, for tests.
    """
    del workers
    watch = Watch(time_limit, stop)
    tell = observer or (lambda _: None)
    budget = BUDGETS[effort]
    whole = len(model.program.variables) <= WHOLE_SIZE if path == "auto" else path == "whole"
    start = model.status_quo()
    _require_sound(model.program, start)
    if not model.program.holds(start):
        phase = _FirstPhase(model.program, start, budget, watch, tell, seed, whole)
        outcome = phase.outcome()
        if not isinstance(outcome, np.ndarray):
            return outcome
        start = outcome
    staircase = Staircase(model.program, start, budget, watch, tell, seed, whole)
    results = staircase.climb(model)
    plan = model.plan(staircase.vector)
    return Solved(plan, results, reproducible=not watch.ended)


def _require_sound(program: Program, start: IntArray) -> None:
    """The status quo may break elastic rows only; anything else is a defect of the model."""
    if np.any(start < program.lower) or np.any(start > program.upper):
        raise ModelError("the status quo leaves the bounds of a variable")
    for row in np.nonzero(program.excess(start))[0].tolist():
        if not program.elastic[row]:
            raise ModelError(f"{program.rows[row]} does not hold in the status quo")


class _FirstPhase:
    """Looks for a plan that holds the elastic rows, or for the proof that there is none."""

    def __init__(
        self,
        program: Program,
        start: IntArray,
        budget: Budget,
        watch: Watch,
        observer: Observer,
        seed: int,
        whole: bool,
    ) -> None:
        self.problem: Elastic = elastic(program)
        self.vector = self.problem.vector(start)
        self.budget, self.watch, self.observer = budget, watch, observer
        self.seed, self.whole = seed, whole
        self.bound = 0

    def outcome(self) -> IntArray | Infeasible | Undecided:
        """An assignment that holds every row; or that none exists; or neither."""
        self._tell("start")
        if self.whole:
            self._by_whole()
        else:
            self._by_neighbourhoods()
        self._tell("done")
        if self._slack() == 0:
            return self.problem.own(self.vector)
        rows = self.problem.given(self.vector)
        return Infeasible(rows) if self.bound > 0 else Undecided(rows, not self.watch.ended)

    def _slack(self) -> int:
        return self.problem.slack.value(self.vector)

    def _by_whole(self) -> None:
        program, slack = self.problem.program, self.problem.slack
        everything = np.ones(len(self.vector), dtype=np.bool_)
        part = neighbourhood(Matrix.of(program), slack, self.vector, everything)
        found = answer(part.task, self.budget.whole, self.watch, seed=self.seed)
        if found.values is not None and program.holds(found.values):
            self.vector = found.values
        self.bound = max(0, found.bound or 0)

    def _by_neighbourhoods(self) -> None:
        program, slack = self.problem.program, self.problem.slack
        sweep = Sweep(
            program,
            self.vector,
            self.budget.search["shortfall"],
            self.budget.step,
            self.watch,
            Random(f"{self.seed}|{FIRST_PHASE}"),
        )
        sweep.run(slack, 0, self._around_broken_rows())
        if slack.value(sweep.vector) > 0:
            self.bound = max(0, linear_bound(program, slack, self.watch))
            masks = mixed_masks(program, sweep.random, capabilities=4, states=8)
            sweep.run(slack, self.bound, masks, PATIENCE)
        self.vector = sweep.vector

    def _around_broken_rows(self) -> Iterator[Mask]:
        """For each row that gives way, what it speaks of with all that is shared.

        That is its capabilities; a row of money alone (a floor) speaks of its states instead.
        """
        program = self.problem.program
        capability, state = program.labels["capability"], program.labels["state"]
        shared = capability < 0
        amounts = self.vector[self.problem.first :].tolist()
        for (row, _), amount in zip(self.problem.sides, amounts, strict=True):
            if not amount:
                continue
            entries = slice(int(program.start[row]), int(program.start[row + 1]))
            touched = program.index[entries]
            codes = np.unique(capability[touched])
            if codes[-1] >= 0:
                yield shared | np.isin(capability, codes)
            else:
                members = np.unique(state[touched])
                yield shared | np.isin(state, members[members >= 0])

    def _tell(self, phase: str) -> None:
        value = self._slack()
        seconds = self.watch.seconds
        found = gap(value, self.bound)
        self.observer(Progress(FIRST_PHASE, value, self.bound, found, seconds, phase))
