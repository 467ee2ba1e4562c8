"""Rounds of every kind of neighbourhood for a few goals, until they win nothing any more."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from allocator.engine.burdens import Burdens
from allocator.engine.choice import Choice
from allocator.engine.kinds import FEW, KINDS, View
from allocator.engine.lanes import Rounds
from allocator.engine.merit import Goal, Merit
from allocator.engine.neighbourhood import Matrix
from allocator.engine.processes import Processes
from allocator.engine.searched import Searched
from allocator.engine.terrain import Terrain
from allocator.engine.watch import Watch
from allocator.model.linear_form import IntArray


@dataclass(frozen=True, slots=True)
class Roaming:
    """A search of a large program that has neither a guide nor one aim to follow."""

    model: Searched
    """With all that the goals measure in its program and its completions."""
    processes: Processes
    watch: Watch
    step: float
    """Deterministic seconds of a neighbourhood."""
    budget: float
    """Deterministic seconds of all of them."""
    patience: int
    """Rounds that may win nothing in a row."""
    name: str
    """Its draws depend on it, and on nothing else."""
    kinds: Sequence[str] = tuple(KINDS)

    def best(
        self,
        goals: Sequence[Goal],
        start: IntArray,
        *,
        focused: Callable[[View], View] = lambda view: view,
        told: Callable[[IntArray], None] = lambda _: None,
    ) -> IntArray:
        """The best assignment found from one that holds every row.

        Before each round `focused` may say more of where to look; `told` hears of what it found.
        """
        program = self.model.program
        matrix = Matrix.of(program)
        terrain, merit = Terrain.of(program, matrix), Merit.of(matrix, goals)
        burdens = Burdens.of(program, self.model.aims["spread"])
        random, begun = Random(self.name), merit.completed(start)
        choice = Choice(list(self.kinds), random)
        rounds = Rounds(
            self.model, self.processes, merit, begun, choice, random, self.step, self.budget
        )
        own, without, apart = start, 0, [1.0] * len(terrain.sizes)
        with self.processes.sharing(merit.matrix, merit.cost):
            while rounds.budget > 0 and without < self.patience and not self.watch.over():
                states = [state for _, state in burdens.ranked(own)] or list(terrain.states)
                view = View(terrain, own, apart, states, FEW, ())
                without = 0 if rounds.run(focused(view)) else without + 1
                own = merit.own(rounds.vector)
                told(own)
        return own
