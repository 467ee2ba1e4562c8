"""A bound from blocks: the rows in which blocks meet are left aside, and each is decided whole.

Blocks meet in few rows only. Without these the program falls apart, and the least of the aim is the
sum of the least of every block alone: what the aim would be if money and people were no object,
which for the shortfall is nearly all there is to say.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from allocator.engine.integer_search import Answer, IntegerTask, answer
from allocator.engine.neighbourhood import Matrix
from allocator.engine.processes import Processes
from allocator.engine.terrain import Labels, Terrain
from allocator.engine.watch import Watch
from allocator.model.linear_form import IntArray, LinearForm
from allocator.model.sparse_rows import SparseRows, starts

NEAR = 1e-4
"""Relative gap at which a block is left: its proven bound counts, not its value."""
TOGETHER = 8
"""Blocks in one task: they are small, and so is what travels with each."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """The task of bounding a few blocks."""

    tasks: tuple[IntegerTask, ...]
    budget: float

    def __call__(self, watch: Watch) -> tuple[Answer, ...]:
        """The answers, each within `budget` deterministic seconds."""
        return tuple(answer(task, self.budget, watch, relative_gap=NEAR) for task in self.tasks)


def block_bound(
    matrix: Matrix, terrain: Terrain, aim: LinearForm, processes: Processes, budget: float
) -> int:
    """Proven: no assignment of the program has a lower aim.

    `budget` is for one block, in deterministic seconds: a block that is not closed within it counts
    with what is proven of it by then, and one that the search did not get to with the bounds of
    its variables alone.
    """
    cost = aim.dense(len(matrix.lower))
    blocks = [task for task in _blocks(matrix, terrain, cost) if np.any(task.cost)]
    parts = [tuple(blocks[first : first + TOGETHER]) for first in range(0, len(blocks), TOGETHER)]
    found = processes.results(Blocks(part, budget) for part in parts)
    total = aim.constant
    for part, answers in zip(parts, found, strict=True):
        for place, task in enumerate(part):
            proven = answers[place].bound if answers is not None else None
            total += task.least if proven is None else max(task.least, proven)
    return total


def _blocks(matrix: Matrix, terrain: Terrain, cost: IntArray) -> Iterator[IntegerTask]:
    """Each block with the rows that are its own; what is shared is a block as well."""
    rows = matrix.rows
    codes = np.arange(-1, len(terrain.sizes))
    variables = _owned(terrain.capability, codes)
    own_rows = _owned(np.where(terrain.coupling, -2, terrain.block_of_row), codes)
    for free, chosen in zip(variables, own_rows, strict=True):
        yield IntegerTask(
            matrix.lower[free], matrix.upper[free], _part(rows, chosen, free), cost[free]
        )


def _owned(owners: Labels, codes: IntArray) -> list[IntArray]:
    """For each code the numbers of what it owns, in order; `owners` has the code of each number."""
    order = np.argsort(owners, kind="stable")
    first = np.searchsorted(owners[order], codes)
    last = np.searchsorted(owners[order], codes, side="right")
    return [order[begin:end] for begin, end in zip(first, last, strict=True)]


def _part(rows: SparseRows, chosen: IntArray, free: IntArray) -> SparseRows:
    """Some rows over some variables, which are in order and all they touch."""
    lengths = rows.start[chosen + 1] - rows.start[chosen]
    start = starts(lengths)
    entries = np.repeat(rows.start[chosen] - start[:-1], lengths) + np.arange(start[-1])
    return SparseRows(
        start=start,
        index=np.searchsorted(free, rows.index[entries]),
        data=rows.data[entries],
        lower=rows.lower[chosen],
        upper=rows.upper[chosen],
    )
