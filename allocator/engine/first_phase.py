"""The first phase: a plan that holds the rows that the status quo breaks, or none exists."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random

import numpy as np

from allocator.domain.outcome import Infeasible, Undecided
from allocator.domain.quantity import MILLE, ceil_div
from allocator.engine.choice import Choice
from allocator.engine.effort import Budget
from allocator.engine.elastic import Elastic, elastic
from allocator.engine.kinds import FEW, KINDS, View
from allocator.engine.lanes import Rounds
from allocator.engine.linear_relaxation import Relax
from allocator.engine.merit import Goal, Merit
from allocator.engine.neighbourhood import Mask, Matrix
from allocator.engine.processes import Processes
from allocator.engine.progress import FIRST_PHASE, Observer, Progress
from allocator.engine.terrain import Terrain
from allocator.engine.watch import Watch
from allocator.engine.whole import least
from allocator.model.linear_form import IntArray
from allocator.model.model import Model

PATIENCE = 12
"""Rounds that may win nothing in a row."""


@dataclass(slots=True)
class FirstPhase:
    """Drives out the slack of elastic rows."""

    model: Model
    start: IntArray
    budget: Budget
    watch: Watch
    processes: Processes
    observer: Observer
    seed: int
    whole: bool
    problem: Elastic = field(init=False)
    matrix: Matrix = field(init=False)
    vector: IntArray = field(init=False)
    bound: int = 0

    def __post_init__(self) -> None:
        self.problem = elastic(self.model.program)
        self.matrix = Matrix.of(self.problem.program)
        self.vector = self.problem.vector(self.start)

    def outcome(self) -> IntArray | Infeasible | Undecided:
        """An assignment that holds every row; or that none exists; or neither."""
        self._tell("start")
        if self.whole:
            self._by_whole()
        else:
            self._by_rounds()
        self._tell("done")
        if self._slack() == 0:
            return self.problem.own(self.vector)
        rows = self.problem.given(self.vector)
        if self.bound <= 0:
            return Undecided(rows, not self.watch.ended)
        return Infeasible(
            rows,
            Fraction(self.bound, self.problem.whole),
            self.problem.binding(self.vector),
            reproducible=not self.watch.ended or self._slack() == self.bound,
        )

    def _slack(self) -> int:
        return self.problem.slack.value(self.vector)

    def _by_whole(self) -> None:
        program, slack = self.problem.program, self.problem.slack
        found = least(program, slack, self.vector, self.budget.whole, self.watch, self.seed)
        self.vector, self.bound = found.vector, found.bound

    def _by_rounds(self) -> None:
        terrain = Terrain.of(self.problem.program, self.matrix)
        merit = Merit.of(self.matrix, [Goal(self.problem.slack, 0, 1.0)])
        random = Random(f"{self.seed}|{FIRST_PHASE}")
        rounds = Rounds(
            self.model,
            self.processes,
            merit,
            merit.completed(self.vector),
            Choice(list(KINDS), random),
            random,
            self.budget.step,
            max(self.budget.search.values()),
            [("capabilities", mask) for mask in self._around_broken_rows(terrain)],
        )
        with self.processes.sharing(merit.matrix, merit.cost):
            self._round(rounds, terrain, len(rounds.waiting))
            if self._slack() > 0:
                task = Relax(self.matrix, self.problem.slack)
                relaxed = self.processes.results([task])[0]
                self.bound = max(0, relaxed.bound) if relaxed is not None else 0
                self._round(rounds, terrain, PATIENCE)

    def _round(self, rounds: Rounds, terrain: Terrain, patience: int) -> None:
        """Rounds until the slack is gone, the budget is, or `patience` of them won nothing."""
        without, states = 0, terrain.states
        while self._slack() > self.bound and without <= patience and rounds.budget > 0:
            if self.watch.over():
                return
            view = View(terrain, self.vector, [1.0] * len(terrain.sizes), states, FEW, ())
            without = 0 if rounds.run(view) else without + 1
            self.vector = rounds.merit.own(rounds.vector)
            self._tell("search")

    def _around_broken_rows(self, terrain: Terrain) -> Iterator[Mask]:
        """For each row that gives way, what it speaks of with all that is shared.

        That is its capabilities; a row of money alone (a floor) speaks of its states instead.
        """
        program = self.problem.program
        amounts = self.vector[self.problem.first :].tolist()
        for (row, _), amount in zip(self.problem.sides, amounts, strict=True):
            if not amount:
                continue
            touched = program.index[int(program.start[row]) : int(program.start[row + 1])]
            codes = np.unique(terrain.capability[touched])
            if codes[-1] >= 0:
                yield terrain.shared | np.isin(terrain.capability, codes[codes >= 0])
            else:
                members = np.unique(terrain.state[touched])
                yield terrain.shared | np.isin(terrain.state, members[members >= 0])

    def _tell(self, phase: str) -> None:
        """In thousandths of the rows' sizes; what is above zero is at least one."""
        value, bound = (
            ceil_div(MILLE * amount, self.problem.whole) for amount in (self._slack(), self.bound)
        )
        self.observer(Progress(FIRST_PHASE, value, bound, self.watch.seconds, phase))
