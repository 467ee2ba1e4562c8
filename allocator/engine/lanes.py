"""Rounds of neighbourhoods that are decided side by side and merged into one assignment.

A round has the same number of lanes however many processes carry them out. What the lanes free of
blocks is disjoint; the shared variables are free in each. So each lane answers as if it alone
could use what is left of ceilings, crews and work, and the answers may not fit together. They are
merged by their changes: first all of them, then one after the other, the best first, and nothing
is taken that breaks a row. What was refused comes first in the next round, decided anew.

Why that is sound: the sum of the changes is checked in integers against every bound and row, and
shared variables that follow from decisions are computed anew from them. An accepted assignment is
therefore a plan, whatever the lanes did; and since the lanes, their seeds and the order of merging
depend on nothing but the round's number, so does the assignment.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

import numpy as np

from allocator.engine.choice import Choice
from allocator.engine.integer_search import Verdict, answer
from allocator.engine.kinds import View, drawn, relief
from allocator.engine.merit import Merit
from allocator.engine.neighbourhood import Mask, Matrix, neighbourhood
from allocator.engine.processes import Processes
from allocator.engine.searched import Searched
from allocator.engine.watch import Watch
from allocator.model.linear_form import IntArray

LANES = 4
"""Neighbourhoods of a round: a fixed number, so that processes reach no plan."""
CLOSE = 1e-4
"""Relative gap at which a neighbourhood is left."""
EASY = 0.3
"""A neighbourhood solved in so much of its budget could have been larger."""
CHARGE = 4e-3
"""Deterministic seconds charged for any neighbourhood, so that trivial ones come to an end too."""
OVERHEAD = 1e-7
"""Deterministic seconds charged per entry of the program for making a neighbourhood of it."""
RELIEF_SIZES = (1_600, 1_600, 4_500, 6_000)
"""Where the largest burden is the aim, every round begins with the state that bears it: with one
other, mostly, which takes next to no time, or with a handful."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What a lane found: values of the variables it had free, None where it found nothing."""

    free: IntArray
    values: IntArray | None
    verdict: Verdict
    work: float


@dataclass(frozen=True, slots=True)
class Decide:
    """The task of deciding the free variables anew while the others stand."""

    matrix: Matrix
    cost: IntArray
    vector: IntArray
    free: Mask
    budget: float
    seed: int

    def __call__(self, watch: Watch) -> Decided:
        """Decided within `budget` deterministic seconds."""
        part = neighbourhood(self.matrix, self.cost, self.vector, self.free)
        found = answer(part.task, self.budget, watch, seed=self.seed, relative_gap=CLOSE)
        return Decided(part.free, found.values, found.verdict, found.work)


@dataclass(slots=True)
class Lane:
    """A neighbourhood on its way through a round."""

    kind: str
    mask: Mask
    gain: int = 0
    taken: bool = False


@dataclass(slots=True)
class Rounds:
    """A search by rounds: the merit, the best assignment for it, and what is left to spend."""

    model: Searched
    processes: Processes
    merit: Merit
    vector: IntArray
    """Of the merit's program: the excess of its goals included."""
    choice: Choice
    random: Random
    step: float
    budget: float
    waiting: list[tuple[str, Mask]] = field(default_factory=list)
    """Neighbourhoods whose answers did not fit in."""

    def run(self, view: View) -> int:
        """One round; what the merit gained, in its own unit. 0 where the watch ended it."""
        lanes = self._lanes(view)
        answers = self.processes.results(
            Decide(
                self.merit.matrix,
                self.merit.cost,
                self.vector,
                self.merit.free(lane.mask),
                self.step,
                self.random.randrange(2**30),
            )
            for lane in lanes
        )
        before = self.merit.value(self.vector)
        changes = [self._change(lane, found) for lane, found in zip(lanes, answers, strict=True)]
        self._merge(lanes, changes)
        self._learn(lanes, answers)
        return before - self.merit.value(self.vector)

    def _lanes(self, view: View) -> list[Lane]:
        """Disjoint neighbourhoods: those that wait, then drawn ones."""
        shared = view.terrain.shared
        taken = np.zeros(len(shared), dtype=np.bool_)
        lanes: list[Lane] = []
        while len(lanes) < LANES:
            if view.relieving and not lanes:
                kind = relief.__name__
                mask = drawn(kind, view, self.random, self.random.choice(RELIEF_SIZES))
            elif self.waiting:
                kind, mask = self.waiting.pop(0)
            else:
                kind, size = self.choice.drawn()
                mask = drawn(kind, view, self.random, size)
            mask = (mask & ~taken) | shared
            taken |= mask & ~shared
            lanes.append(Lane(kind, mask))
        return lanes

    def _change(self, lane: Lane, found: Decided | None) -> IntArray | None:
        """The change that a lane's answer makes; None where it is no better."""
        if found is None or found.values is None:
            return None
        vector = self.vector.copy()
        vector[found.free] = found.values
        lane.gain = self.merit.value(self.vector) - self.merit.value(vector)
        if lane.gain < 0 or not np.any(vector != self.vector):
            return None
        return vector - self.vector

    def _merge(self, lanes: Sequence[Lane], changes: Sequence[IntArray | None]) -> None:
        found = [place for place, change in enumerate(changes) if change is not None]
        found.sort(key=lambda place: (-lanes[place].gain, place))
        if self._take(lanes, changes, found):
            return
        for place in found:
            if not self._take(lanes, changes, [place]) and lanes[place].gain > 0:
                self.waiting.append((lanes[place].kind, lanes[place].mask))

    def _take(
        self, lanes: Sequence[Lane], changes: Sequence[IntArray | None], places: list[int]
    ) -> bool:
        """Take the changes of some lanes together if they hold and the merit does not suffer."""
        if not places:
            return False
        vector = self.vector.copy()
        for place in places:
            change = changes[place]
            if change is not None:
                vector += change
        vector = self.merit.completed(self.model.settled(self.merit.own(vector)))
        if self.merit.value(vector) > self.merit.value(self.vector):
            return False
        if not self.merit.matrix.holds(vector):
            return False
        self.vector = vector
        for place in places:
            lanes[place].taken = True
        return True

    def _learn(self, lanes: Sequence[Lane], answers: Sequence[Decided | None]) -> None:
        fixed = CHARGE + OVERHEAD * len(self.merit.matrix.row_of)
        for lane, found in zip(lanes, answers, strict=True):
            work = fixed + (found.work if found is not None else 0.0)
            self.budget -= work
            gain = lane.gain * self.merit.unit if lane.taken else 0.0
            closed = found is not None and found.verdict == "optimal"
            easy = work < EASY * self.step
            if lane.kind != relief.__name__:
                self.choice.learn(lane.kind, gain, work, closed=closed, easy=easy)
