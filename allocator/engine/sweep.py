"""Neighbourhood search on a large program: some capabilities are decided anew, the rest stands.

Capabilities meet only in the states' money, crews, work and burdens. So one capability at a time,
with everything shared left free, is a small problem that CP-SAT closes at once; walking over all
of them from the status quo gives a plan near the bound in seconds. What single capabilities cannot
mend (money that one must give up for another) is left to groups of capabilities and of states.
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
PORTION = 1_500
"""Variables of a neighbourhood above which it is split by states."""
CHARGE = 2e-3
"""Deterministic seconds charged for any neighbourhood, so that trivial ones come to an end too."""
LEAST_STEP = 0.05
"""Deterministic seconds that a neighbourhood gets at the very end of a budget."""
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

    def run(
        self, aim: LinearForm, bound: int, masks: Iterator[Mask], patience: int | None = None
    ) -> None:
        """Improve `aim` over the neighbourhoods until the bound, the budget or the masks end.

        `patience`: so many neighbourhoods in a row may win nothing.
        """
        matrix, without = Matrix.of(self.program), 0
        for free in masks:
            if self.done(aim, bound) or without == patience:
                return
            if self.improve(matrix, aim, free):
                self.improved(self.vector)
                without = 0
            else:
                without += 1

    def done(self, aim: LinearForm, bound: int) -> bool:
        """Nothing is left to win or to spend."""
        return self.budget <= 0 or aim.value(self.vector) <= bound or self.watch.over()

    def improve(self, matrix: Matrix, aim: LinearForm, free: Mask) -> bool:
        """Decide the free variables anew; whether the aim got better.

        What CP-SAT returns is taken only if it keeps every row and bound of the program.
        """
        before = aim.value(self.vector)
        part = neighbourhood(matrix, aim, self.vector, free)
        self.budget -= CHARGE + OVERHEAD * len(self.program.index)
        found = answer(
            part.task,
            min(self.step, max(LEAST_STEP, self.budget)),
            self.watch,
            seed=self.random.randrange(2**30),
            relative_gap=CLOSE,
        )
        self.budget -= found.work
        if found.values is None:
            return False
        vector = self.vector.copy()
        vector[part.free] = found.values
        if aim.value(vector) > before or not self.program.holds(vector):
            return False
        self.vector = vector
        return aim.value(vector) < before


def capability_masks(program: Program, aim: LinearForm, vector: IntArray) -> Iterator[Mask]:
    """Every capability alone, with all that is shared; those that weigh most in the aim come first.

    Where the aim weighs capabilities directly, those that add nothing to it are left out.
    """
    capability = program.labels["capability"]
    shared = capability < 0
    own = capability[aim.variables]
    weights = np.zeros(int(capability.max(initial=-1)) + 1)
    terms = np.abs(aim.coefficients * vector[aim.variables]).astype(float)
    np.add.at(weights, own[own >= 0], terms[own >= 0])
    direct = bool(np.any(own >= 0))
    for code in np.argsort(-weights, kind="stable").tolist():
        if weights[code] > 0 or not direct:
            yield from _portions(program, shared | (capability == code))


def _portions(program: Program, free: Mask) -> Iterator[Mask]:
    """A neighbourhood whole, or, where it is large, one part after the other of its states.

    CP-SAT closed parts of 2,000 variables in a tenth of the time in which it made no headway on
    the 7,000 of the largest capability of the reference.
    """
    parts = max(1, round(np.count_nonzero(free) / PORTION))
    if parts == 1:
        yield free
        return
    state = program.labels["state"]
    everybody = (program.labels["capability"] < 0) | (state < 0)
    for part in range(parts):
        yield free & (everybody | (state % parts == part))


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
