"""Tasks for solvers."""

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from allocator.engine.integer_search import IntegerTask, answer
from allocator.engine.linear_relaxation import Relax
from allocator.engine.neighbourhood import Matrix
from allocator.engine.watch import Watch
from allocator.model.linear_form import LinearForm
from allocator.model.program import Program
from allocator.model.sparse_rows import SparseRows


@dataclass(frozen=True, slots=True)
class MarketSplit:
    """Four equations over forty switches, which CP-SAT does not settle for hours."""

    seed: int
    log: Path
    budget: float = 1e9

    def __call__(self, watch: Watch) -> tuple[str, float]:
        with self.log.open("a") as log:
            log.write(f"{os.getpid()}\n")
        random = np.random.default_rng(self.seed)
        data = random.integers(1, 100, (4, 40))
        half = data.sum(axis=1) // 2
        rows = SparseRows(np.arange(5) * 40, np.tile(np.arange(40), 4), data.ravel(), half, half)
        free = np.zeros(40, np.int64)
        task = IntegerTask(free, free + 1, rows, free)
        found = answer(task, self.budget, watch, seed=self.seed)
        return found.verdict, found.work


@dataclass(frozen=True, slots=True)
class Bound:
    """The linear bound of a program."""

    program: Program
    aim: LinearForm

    def __call__(self, watch: Watch) -> int:
        return Relax(Matrix.of(self.program), self.aim)(watch).bound
