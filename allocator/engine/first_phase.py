"""The first phase: a plan that holds the rows that the status quo breaks, or none exists."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from random import Random

import numpy as np

from allocator.domain.outcome import Infeasible, Undecided
from allocator.domain.policy import AimName
from allocator.domain.quantity import MILLE, ceil_div
from allocator.engine.burdens import Burdens
from allocator.engine.choice import Choice
from allocator.engine.effort import Budget
from allocator.engine.elastic import Elastic, elastic
from allocator.engine.kinds import FEW, KINDS, View
from allocator.engine.lanes import Rounds
from allocator.engine.linear_relaxation import Relax
from allocator.engine.merit import Goal, Merit
from allocator.engine.nearby import nearby_goals
from allocator.engine.neighbourhood import Mask, Matrix
from allocator.engine.processes import Processes
from allocator.engine.progress import FIRST_PHASE, Observer, Progress
from allocator.engine.searched import Searched
from allocator.engine.terrain import Terrain
from allocator.engine.watch import Watch
from allocator.engine.whole import least
from allocator.model.linear_form import IntArray

WORTH_KEEPING: frozenset[AimName] = frozenset({"shortfall", "spread", "cost", "reliance"})
"""Aims that are watched while rows are mended near a plan."""
ASIDE = 0.02
"""What an aim weighs then that gets worse by all it was, against a row broken by its own size."""
PATIENCE = 12
"""Rounds that may win nothing in a row."""


@dataclass(slots=True)
class FirstPhase:
    """Drives out the slack of elastic rows."""

    model: Searched
    start: IntArray
    budget: Budget
    watch: Watch
    processes: Processes
    observer: Observer
    seed: int
    whole: bool
    verdict_only: bool = False
    """Stop as soon as it is known whether there is a plan; else the least violation is sought."""
    near: Mapping[AimName, int] | None = None
    """What is good enough of the aims, where the start is near a plan that reached it."""
    eased: Elastic | None = None
    """What may give way; by default every elastic row, each by itself."""
    problem: Elastic = field(init=False)
    matrix: Matrix = field(init=False)
    vector: IntArray = field(init=False)
    bound: int = 0

    def __post_init__(self) -> None:
        self.problem = self.eased or elastic(self.model.program)
        self.matrix = Matrix.of(self.problem.program)
        self.vector = self.problem.vector(self.start)

    def outcome(self) -> IntArray | Infeasible | Undecided:
        """An assignment that holds every row; or that none exists; or neither."""
        self.lessen()
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

    def lessen(self) -> None:
        """Drive the slack out, and its bound up, as far as the budget allows."""
        self._tell("start")
        if self.whole:
            self._by_whole()
        else:
            self._by_rounds()
        self._tell("done")

    def _slack(self) -> int:
        return self.problem.slack.value(self.vector)

    def _by_whole(self) -> None:
        program, slack = self.problem.program, self.problem.slack
        found = least(program, slack, self.vector, self.budget.whole, self.watch, self.seed)
        self.vector, self.bound = found.vector, found.bound

    def _by_rounds(self) -> None:
        terrain = Terrain.of(self.problem.program, self.matrix)
        merit = Merit.of(self.matrix, self._goals())
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
        )
        with self.processes.sharing(merit.matrix, merit.cost):
            for pools in (False, True) if self.near else ():
                rounds.waiting = [("capabilities", mask) for mask in self._close_by(terrain, pools)]
                self._round(rounds, terrain, 0)
            masks = self._around_broken_rows(terrain)
            rounds.waiting = [("capabilities", mask) for mask in masks]
            self._round(rounds, terrain, len(rounds.waiting))
            if self._slack() > 0:
                task = Relax(self.matrix, self.problem.slack)
                relaxed = self.processes.results([task])[0]
                self.bound = max(0, relaxed.bound) if relaxed is not None else 0
                self._round(rounds, terrain, PATIENCE)

    def _goals(self) -> list[Goal]:
        """The slack above all; near a plan what it reached is not thrown away for nothing."""
        slack = Goal(self.problem.slack, 0, 1.0)
        if not self.near:
            return [slack]
        model, aims = self.model, [aim for aim in self.model.aims if aim in WORTH_KEEPING]
        burdens = Burdens.of(model.program, model.aims["spread"])
        worth = self.problem.whole * ASIDE
        return [slack, *nearby_goals(model, burdens, self.near, aims, worth)]

    def _round(self, rounds: Rounds, terrain: Terrain, patience: int) -> None:
        """Rounds until the slack is gone, the budget is, or `patience` of them won nothing."""
        without, states = 0, terrain.states
        while self._slack() > self.bound and without <= patience and rounds.budget > 0:
            if self.watch.over() or (self.verdict_only and self.bound > 0):
                return
            view = View(terrain, self.vector, [1.0] * len(terrain.sizes), states, FEW, ())
            without = 0 if rounds.run(view) else without + 1
            self.vector = rounds.merit.own(rounds.vector)
            self._tell("search")

    def _around_broken_rows(self, terrain: Terrain) -> Iterator[Mask]:
        """For each row that gives way, what it speaks of with all that is shared.

        That is its capabilities; a row of money alone (a floor) speaks of its states instead.
        """
        for touched in self._broken_rows():
            codes = np.unique(terrain.capability[touched])
            if codes[-1] >= 0:
                yield terrain.shared | np.isin(terrain.capability, codes[codes >= 0])
            else:
                members = np.unique(terrain.state[touched])
                yield terrain.shared | np.isin(terrain.state, members[members >= 0])

    def _close_by(self, terrain: Terrain, pools: bool) -> Iterator[Mask]:
        """For each row that gives way, what its own states decide of its capabilities, or all that
        pools do as well.

        Near a plan that is mostly enough, and a block of many lines and states takes far longer.
        """
        common = terrain.state < 0
        if pools:
            common = common | (terrain.pool >= 0)
        for touched in self._broken_rows():
            codes, members = terrain.capability[touched], terrain.state[touched]
            block = np.isin(terrain.capability, codes[codes >= 0])
            yield terrain.shared | (block & (common | np.isin(terrain.state, members)))

    def _broken_rows(self) -> Iterator[IntArray]:
        """The variables of each row that gives way."""
        program, amounts = self.problem.program, self.problem.amounts(self.vector)
        for (row, _), amount in zip(self.problem.sides, amounts, strict=True):
            if amount:
                yield program.index[int(program.start[row]) : int(program.start[row + 1])]

    def _tell(self, phase: str) -> None:
        """In thousandths of the rows' sizes; what is above zero is at least one."""
        value, bound = (
            ceil_div(MILLE * amount, self.problem.whole) for amount in (self._slack(), self.bound)
        )
        self.observer(Progress(FIRST_PHASE, value, bound, self.watch.seconds, phase))
