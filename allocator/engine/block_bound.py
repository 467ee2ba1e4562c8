"""A bound from blocks: what blocks share is paid for or left aside, and each is decided whole.

Blocks meet in few rows only. Give each of these a multiplier, move it into the aim, and the program
falls apart: the least of the aim is at least what the multipliers are worth, plus the least of
every block alone (Lagrangian relaxation; A. M. Geoffrion, Mathematical Programming Study 2, 1974).
Blocks are decided in whole numbers, so the bound is never below the linear one at the same
multipliers. Without any multipliers it says what the aim would be if money and people were no
object, which for the shortfall is nearly all there is to say.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from allocator.engine.integer_search import Answer, IntegerTask, answer
from allocator.engine.linear_bound import Floats, box_bound, sided
from allocator.engine.neighbourhood import Matrix
from allocator.engine.processes import Processes
from allocator.engine.terrain import Terrain
from allocator.engine.watch import Watch
from allocator.model.linear_form import IntArray, LinearForm
from allocator.model.sparse_rows import SparseRows

LIMIT = 2.0**58
"""What a block can cost stays below it: CP-SAT's objective must fit 63 bits, cuts and all."""
FINEST = 2.0**30
"""The finest grain of multipliers."""
NEAR = 1e-4
"""Relative gap at which a block is left: its proven bound counts, not its value."""
TOGETHER = 8
"""Blocks in one task: they are small, and so is what travels with each."""


@dataclass(frozen=True, slots=True)
class Bounded:
    """What the blocks say."""

    bound: int
    """Proven: no assignment of the program has a lower aim."""
    work: float
    """Deterministic seconds that were used."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """The task of bounding a few blocks."""

    tasks: tuple[IntegerTask, ...]
    budget: float

    def __call__(self, watch: Watch) -> tuple[Answer, ...]:
        """The answers, each within `budget` deterministic seconds."""
        return tuple(answer(task, self.budget, watch, relative_gap=NEAR) for task in self.tasks)


def block_bound(
    matrix: Matrix,
    terrain: Terrain,
    aim: LinearForm,
    multipliers: Floats | None,
    processes: Processes,
    budget: float,
) -> Bounded:
    """The bound of any multipliers of the rows in which blocks meet, in exact integers.

    `multipliers` has one for every row; those of other rows, and those that point at an open side,
    count as 0. `budget` is for one block, in deterministic seconds: a block that is not closed
    within it counts with what is proven of it by then.
    """
    priced = _priced(matrix, terrain, aim, multipliers)
    if priced is None:
        return Bounded(box_bound(matrix, aim), 0.0)
    blocks = [task for task in _blocks(matrix, terrain, priced.cost) if np.any(task.cost)]
    parts = [tuple(blocks[first : first + TOGETHER]) for first in range(0, len(blocks), TOGETHER)]
    total, work = priced.constant, 0.0
    for part, found in zip(
        parts, processes.results(Blocks(part, budget) for part in parts), strict=True
    ):
        for place, task in enumerate(part):
            least = _least(task)
            if found is not None:
                work += found[place].work
                proven = found[place].bound
                least = least if proven is None else max(least, proven)
            total += least
    bound = -(-total // priced.scale) + aim.constant
    return Bounded(max(bound, box_bound(matrix, aim)), work)


@dataclass(frozen=True, slots=True)
class _Priced:
    """An aim into which rows have moved, `scale` times itself."""

    cost: IntArray
    constant: int
    scale: int


def _priced(
    matrix: Matrix, terrain: Terrain, aim: LinearForm, multipliers: Floats | None
) -> _Priced | None:
    """None where the costs of the variables would be no exact numbers."""
    rows = matrix.rows
    weights = np.zeros(len(rows.lower))
    if multipliers is not None:
        weights = sided(matrix, np.where(terrain.coupling, multipliers, 0.0))
    size = np.abs(aim.dense(len(matrix.lower))).astype(np.float64)
    np.add.at(size, rows.index, np.abs(weights)[matrix.row_of] * np.abs(rows.data))
    reach = np.maximum(np.abs(matrix.lower), np.abs(matrix.upper)).astype(np.float64)
    most = max(1.0, float(size @ np.maximum(reach, 1.0)))
    if most > LIMIT:
        return None
    scale = int(min(FINEST, 2.0 ** np.floor(np.log2(LIMIT / most))))
    whole = np.trunc(weights * scale).astype(np.int64)
    cost = aim.dense(len(matrix.lower)) * scale
    np.subtract.at(cost, rows.index, whole[matrix.row_of] * rows.data)
    sides = np.where(whole > 0, rows.lower, rows.upper)
    constant = sum(int(whole[row]) * int(sides[row]) for row in np.nonzero(whole)[0].tolist())
    return _Priced(cost, constant, scale)


def _blocks(matrix: Matrix, terrain: Terrain, cost: IntArray) -> Iterator[IntegerTask]:
    """Each block with the rows that are its own; what is shared is a block as well."""
    rows = matrix.rows
    owner = np.where(terrain.coupling, -2, terrain.block_of_row)
    variables = np.argsort(terrain.capability, kind="stable")
    own_rows = np.argsort(owner, kind="stable")
    codes = np.arange(-1, len(terrain.sizes))
    ends = np.searchsorted(terrain.capability[variables], codes, side="right").tolist()
    starts = np.searchsorted(terrain.capability[variables], codes).tolist()
    row_ends = np.searchsorted(owner[own_rows], codes, side="right").tolist()
    row_starts = np.searchsorted(owner[own_rows], codes).tolist()
    for place in range(len(codes)):
        free = variables[starts[place] : ends[place]]
        chosen = own_rows[row_starts[place] : row_ends[place]]
        yield IntegerTask(
            matrix.lower[free], matrix.upper[free], _part(rows, chosen, free), cost[free]
        )


def _part(rows: SparseRows, chosen: IntArray, free: IntArray) -> SparseRows:
    """Some rows over some variables, which are in order and all they touch."""
    lengths = rows.start[chosen + 1] - rows.start[chosen]
    start = np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths)))
    entries = np.repeat(rows.start[chosen] - start[:-1], lengths) + np.arange(start[-1])
    return SparseRows(
        start=start,
        index=np.searchsorted(free, rows.index[entries]),
        data=rows.data[entries],
        lower=rows.lower[chosen],
        upper=rows.upper[chosen],
    )


def _least(task: IntegerTask) -> int:
    """The least cost within the bounds of the variables, rows left aside."""
    ends = np.where(task.cost > 0, task.lower, task.upper)
    return sum(
        cost * end for cost, end in zip(task.cost.tolist(), ends.tolist(), strict=True) if cost
    )
