"""The search for one aim of a large program: stages of rounds under a merit that learns."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

import numpy as np

from allocator.engine.choice import Choice
from allocator.engine.guide import Outlook
from allocator.engine.kinds import FEW, KINDS, STEADY_KINDS, View
from allocator.engine.lanes import Rounds
from allocator.engine.merit import Merit
from allocator.engine.neighbourhood import Matrix
from allocator.engine.processes import Processes
from allocator.engine.targets import Targets
from allocator.engine.terrain import Terrain
from allocator.engine.watch import Watch
from allocator.model.linear_form import IntArray

STAGE = 2
"""Rounds after which thresholds and weights are set anew."""
STAGES_WITHOUT = 4
"""So many stages in a row may win nothing."""
NEAR = 1.12
"""Where the threshold of burdens starts, as a multiple of the bound."""
HEAVIER = 1.3
"""The burden of a state that is still above the threshold weighs so much more in the next stage:
the weights find the states that are hardest to relieve."""
HEAVIEST = 100.0
"""No more than so much: what else a merit weighs must not vanish beside it."""
TIGHT = 0.97
"""A ceiling used to this share is a limit."""
Told = Callable[[IntArray, int, str, int], None]
"""Hears of the best plan, the bound, what is being done, and rounds so far."""


@dataclass(slots=True)
class Hunt:
    """The search for one aim: the best plan, and the walker, a plan that is better by the merit."""

    processes: Processes
    watch: Watch
    matrix: Matrix
    """With what is held as rows: every plan on the way keeps it."""
    terrain: Terrain
    targets: Targets
    best: IntArray
    tell: Told
    budget: float
    """Deterministic seconds, those of the start included."""
    step: float
    seed: int
    in_force: IntArray | None = None
    """What is walked back to, where the aim is steadiness."""
    spent: float = 0.0
    rounds: int = 0
    walker: IntArray = field(init=False)
    emphasis: dict[int, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.walker = self.best

    @property
    def _bound(self) -> int:
        return self.targets.outlook.relaxed.bound

    @property
    def _floor(self) -> int:
        return self.targets.floor

    def value(self, vector: IntArray) -> int:
        """The aim at an assignment."""
        return self.targets.model.aims[self.targets.aim].value(vector)

    def over(self) -> bool:
        """Nothing is left to win or to spend."""
        left = self.budget - self.spent
        return left <= 0 or self.value(self.best) <= self._floor or self.watch.over()

    def start(self, candidate: IntArray) -> None:
        """Walk from a candidate, which keeps every row, where that is the better place to be."""
        self.record(candidate)
        merit = self._merit()
        here, there = merit.completed(self.walker), merit.completed(candidate)
        if merit.value(there) < merit.value(here):
            self.walker = candidate

    def record(self, vector: IntArray) -> bool:
        """Keep a better plan; whether it was one."""
        if self.value(vector) >= self.value(self.best):
            return False
        self.best = vector
        self._say()
        return True

    def _say(self) -> None:
        self.tell(self.best, self._bound, "search", self.rounds)

    def run(self) -> None:
        """Stages until there is nothing left to win or to spend."""
        random = Random(f"{self.seed}|{self.targets.aim}")
        kinds = KINDS if self.in_force is None else STEADY_KINDS
        choice, without = Choice(list(kinds), random), 0
        while not self.over() and without < STAGES_WITHOUT:
            without = 0 if self._stage(choice, random) else without + 1

    def _stage(self, choice: Choice, random: Random) -> bool:
        """Some rounds under the same merit; whether anything was won."""
        merit, threshold = self._merit(), self._threshold()
        rounds = Rounds(
            self.targets.model,
            self.processes,
            merit,
            merit.completed(self.walker),
            choice,
            random,
            self.step,
            self.budget - self.spent,
        )
        won, before = False, rounds.budget
        with self.processes.sharing(merit.matrix, merit.cost):
            for _ in range(STAGE):
                gained = rounds.run(self._view(merit.own(rounds.vector)))
                self.rounds += 1
                self._say()
                own = merit.own(rounds.vector)
                won = self.record(own) or gained > 0 or won
                if rounds.budget <= 0 or self.watch.over():
                    break
        self.spent += before - rounds.budget
        self.walker = merit.own(rounds.vector)
        self.reweigh(threshold)
        return won

    def reweigh(self, threshold: int) -> None:
        """Lean on the burdens that stand out."""
        for burden, state in self.targets.burdens.ranked(self.walker):
            if burden > threshold:
                grown = self.emphasis.get(state, 1.0) * HEAVIER
                self.emphasis[state] = min(HEAVIEST, grown)

    def _merit(self) -> Merit:
        goals = self.targets.goals(self.walker, self._threshold(), self.emphasis)
        return Merit.of(self.matrix, goals)

    def _threshold(self) -> int:
        """A little above the bound; once the best plan is there, half the way on to the bound."""
        near, best = int(self._floor * NEAR), self.value(self.best)
        return near if best > near else (self._floor + best) // 2

    def _view(self, vector: IntArray) -> View:
        ranked = self.targets.burdens.ranked(vector)
        high = sum(1 for burden, _ in ranked if burden > self._threshold())
        states = [state for _, state in ranked] or list(self.terrain.states)
        return View(
            terrain=self.terrain,
            vector=vector,
            apart=apart_from(self.targets.outlook, self.terrain, vector),
            burdened=states,
            above=high or FEW,
            relieving=self.targets.aim == "spread",
            limited=self._limited(vector),
            changed=None if self.in_force is None else vector != self.in_force,
        )

    def _limited(self, vector: IntArray) -> list[int]:
        """States with a shared variable or row near its upper end."""
        terrain, matrix = self.terrain, self.matrix
        near = terrain.shared & (terrain.state >= 0) & (matrix.upper > 0)
        near &= vector >= TIGHT * matrix.upper
        return [int(state) for state in np.unique(terrain.state[near])]


def apart_from(outlook: Outlook, terrain: Terrain, vector: IntArray) -> list[float]:
    """For each capability, how far its use of shared rows is from the guide's, in its prices."""
    guide = outlook.ahead or outlook.own
    count = len(terrain.sizes)
    if guide is None:
        return [1.0] * count
    rows, row_of = guide.matrix.rows, guide.matrix.row_of
    block = terrain.capability[rows.index]
    meeting = guide.terrain.coupling[row_of] & (block >= 0)
    change = vector[: len(guide.values)] - guide.values
    worth = (guide.prices[row_of] * rows.data * change[rows.index])[meeting]
    place, key = np.unique(row_of[meeting] * count + block[meeting], return_inverse=True)
    sums = np.abs(np.bincount(key, weights=worth, minlength=len(place)))
    return [float(total) for total in np.bincount(place % count, sums, minlength=count)]
