"""Neighbourhood search on a large program: some capabilities are decided anew, the rest stands.

Capabilities meet only in the states' money, crews, work and burdens. So one capability at a time,
with everything shared left free, is a small problem that CP-SAT closes at once; walking over all of
them from the status quo gives a plan near the bound in seconds. What single capabilities cannot mend
(money that one must give up for another) is left to pairs and to groups of states across several.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

import numpy as np

from allocator.engine.integer_search import answer
from allocator.engine.neighbourhood import Mask, Matrix, neighbourhood
from allocator.engine.watch import Watch
from allocator.model.linear_form import IntArray, LinearForm
from allocator.model.program import Program

OVERHEAD = 2e-7
"""Deterministic seconds charged per entry of a program for making a neighbourhood of it."""
CLOSE = 1e-4
"""Relative gap at which a neighbourhood is left."""
Improved = Callable[[IntArray], None]


@dataclass(slots=True)
class Sweep:
    """The state of a search: the program, the best assignment, and what is left of the budget."""

    program: Program
    vector: IntArray
    budget: float
    step: float
    watch: Watch
    random: Random
    improved: Improved = lambda _: None

    def run(self, aim: LinearForm, bound: int, masks: Iterator[Mask]) -> None:
        """Improve `aim` over the neighbourhoods until the bound, the budget or the masks end."""
        matrix = Matrix.of(self.program)
        for free in masks:
            if self.done(aim, bound):
                return
            self.improve(matrix, aim, free)

    def done(self, aim: LinearForm, bound: int) -> bool:
        """Nothing is left to win or to spend."""
        return self.budget <= 0 or aim.value(self.vector) <= bound or self.watch.over()

    def improve(self, matrix: Matrix, aim: LinearForm, free: Mask) -> bool:
        """Decide the free variables anew; whether the aim got better.

        A result is taken only when it keeps every row that the present assignment keeps.
        """
        before = aim.value(self.vector)
        part = neighbourhood(matrix, aim, self.vector, free)
        self.budget -= OVERHEAD * len(self.program.index)
        found = answer(
            part.task,
            min(self.step, max(0.1, self.budget)),
            self.watch,
            seed=self.random.randrange(2**30),
            relative_gap=CLOSE,
        )
        self.budget -= found.work
        if found.values is None:
            return False
        vector = self.vector.copy()
        vector[part.free] = found.values
        if not self.program.holds(vector):
            return False
        better = aim.value(vector) < before
        if aim.value(vector) <= before:
            self.vector = vector
        if better:
            self.improved(vector)
        return better


def capability_masks(program: Program, aim: LinearForm, vector: IntArray) -> Iterator[Mask]:
    """Every capability alone, together with all that is shared; those that weigh most come first."""
    capability = program.labels["capability"]
    shared = capability < 0
    weights = np.zeros(int(capability.max(initial=-1)) + 1)
    terms = np.abs(aim.coefficients * vector[aim.variables]).astype(float)
    own = capability[aim.variables]
    np.add.at(weights, own[own >= 0], terms[own >= 0])
    for code in np.argsort(-weights, kind="stable").tolist():
        yield shared | (capability == code)


def mixed_masks(program: Program, random: Random, capabilities: int, states: int) -> Iterator[Mask]:
    """Without end: in turn, a few capabilities whole, and a few states in twice as many."""
    capability, state = program.labels["capability"], program.labels["state"]
    shared = capability < 0
    codes = sorted(set(capability[capability >= 0].tolist()))
    members = sorted(set(state[state >= 0].tolist()))
    while codes:
        chosen = random.sample(codes, min(len(codes), capabilities))
        yield shared | np.isin(capability, chosen)
        chosen = random.sample(codes, min(len(codes), 3 * capabilities))
        group = random.sample(members, min(len(members), states))
        yield shared | (np.isin(capability, chosen) & ((state < 0) | np.isin(state, group)))
