"""Burdens settled from the top: a level, how many states stand there or above, the next level.

Each round asks two questions of the whole program, with all rounds before it kept: how low can the
level be that at most as many states are above as were counted before; and how few states can stand
at that level or above. Which states these are stays open. Formulas: "spread" in docs/model.md.
"""

from collections.abc import Callable
from dataclasses import dataclass

from allocator.domain.leximin import BurdenCap, BurdenRound, Leximin
from allocator.engine.kept import Kept
from allocator.engine.watch import Watch
from allocator.engine.whole import least
from allocator.model.linear_form import IntArray, LinearForm
from allocator.model.program import Program

WINDOWS = 16
"""The first window in which a level is brought down is such a part of it."""


@dataclass(slots=True)
class Levelling:
    """The rounds under way."""

    kept: Kept
    """Everything before the spread, and the rounds so far, none of which has a tolerance."""
    vector: IntArray
    """Of the model; keeps all of that."""
    settle: Callable[[IntArray], IntArray]
    """Makes an assignment of the model as low as its decisions allow."""
    states: int
    """States with a burden."""
    limit: int
    """Rounds to be made; 0: as many as there are."""
    budget: float
    """Deterministic seconds for all rounds."""
    watch: Watch
    seed: int

    def run(self, level_bound: int) -> Leximin:
        """All rounds, as long as each is proven; `level_bound` is that of the largest burden."""
        rounds = [self._round(0, level_bound)]
        while rounds[-1].proven and not self._finished(rounds):
            counted = rounds[-1].states or 0
            rounds.append(self._round(counted, self._lowered(counted)))
        return Leximin(tuple(rounds), self._finished(rounds))

    def _finished(self, rounds: list[BurdenRound]) -> bool:
        last = rounds[-1]
        nothing_left = last.level == 0 or last.states == self.states
        return nothing_left or len(rounds) == self.limit

    def _burdens(self) -> list[int]:
        """From the largest; states that can have none are among the last."""
        found = sorted(self.kept.burdens.values(self.vector), reverse=True)
        return found + [0] * (self.states - len(found))

    def _level(self, above: int) -> int:
        """The level that at most `above` states are above: 0 where there are no more of them."""
        burdens = self._burdens()
        return burdens[above] if above < len(burdens) else 0

    def _round(self, above: int, level_bound: int) -> BurdenRound:
        level = self._level(above)
        self.kept = self.kept.capped(BurdenCap(level, above))
        if level == 0:
            return BurdenRound(0, level_bound, self.states, self.states)
        # A proven level is borne by one more state than are above it: else it could be lower.
        states_bound = self._thinned(level, above + 1) if level == level_bound else 0
        states = sum(burden >= level for burden in self._burdens())
        return BurdenRound(level, level_bound, states, states_bound)

    def _lowered(self, above: int) -> int:
        """Bring down the level that at most `above` states are above; its bound.

        Within a window below where it stands, so that flags have little to allow and relaxations
        say much; as long as the plan gets to the bottom of the window, a larger one follows.
        """
        level = self._level(above)
        window = max(1, level // WINDOWS)
        while level > 0:
            floor = max(0, level - window)
            program, rise, start = self.kept.lowering(self.vector, BurdenCap(level, above), floor)
            bound = self._improve(program, rise, start)
            level = self._level(above)
            if level > floor:
                return floor + bound if bound > 0 else 0
            window *= 2
        return 0

    def _thinned(self, level: int, fewest: int) -> int:
        """Bring down the number of states at a level or above; its bound, at least `fewest`."""
        kept, count = self.kept.counting(level - 1)
        start = kept.completed(self.vector)
        if count.value(start) <= fewest:
            return fewest
        return max(fewest, self._improve(kept.program, count, start))

    def _improve(self, program: Program, form: LinearForm, start: IntArray) -> int:
        """The bound of a form whose least becomes the plan, within what is left to spend."""
        if self.budget <= 0 or self.watch.over():
            return 0
        found = least(program, form, start, self.budget, self.watch, self.seed)
        self.budget -= found.work
        self.vector = self.settle(found.vector[: len(self.vector)])
        return found.bound
