"""Relax and fix: a relaxation shares everything out, and one capability after the other is made
whole.

The relaxation says what each capability takes of every state's money, crews and work, and at what
prices. A block that is made whole sees the blocks before it in whole numbers and those after it at
their relaxed values, so what is scarce is already shared out; it pays the relaxation's prices for
what it takes of rows that it shares with others. Rows of the program stay hard. Those that only
hold an aim or a share of work back may be overstepped at a multiple of their price.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

import numpy as np

from allocator.engine.integer_search import Answer, IntegerTask, answer
from allocator.engine.linear_bound import Floats, sided
from allocator.engine.neighbourhood import Mask, Matrix
from allocator.engine.processes import Processes
from allocator.engine.terrain import Terrain
from allocator.engine.watch import Watch
from allocator.model.linear_form import IntArray, LinearForm
from allocator.model.sparse_rows import FREE, SparseRows

OVERSTEP = 1.25
"""A soft row may be overstepped at so many times its price."""
CLOSE = 1e-3
SCALE = 2.0**34
"""The largest priced cost of a variable over its range, in whole numbers."""
WHOLE_BLOCK = 2_700
"""Variables above which a block goes by portions at once."""
PORTION = 900
PER_PORTION = 300
"""A block that CP-SAT does not close gets a portion for so many of its variables."""
ROUNDING = 0.5
"""Relaxed values only nearly keep the rows. Sides are rounded outward by less than one, which is
nothing as soon as everything that is folded in is whole."""


@dataclass(frozen=True, slots=True)
class Answering:
    """A task for CP-SAT, in the form processes take."""

    task: IntegerTask
    budget: float
    gap: float

    def __call__(self, watch: Watch) -> Answer:
        """The answer within `budget` deterministic seconds."""
        return answer(self.task, self.budget, watch, relative_gap=self.gap)


@dataclass(slots=True)
class PricedPass:
    """A pass under way: `values` turn whole block by block."""

    matrix: Matrix
    terrain: Terrain
    aim: LinearForm
    values: Floats
    """Of the relaxation; whole where a block was decided."""
    prices: Floats
    soft: Floats
    """What a unit by which a row is overstepped is worth; 0 for rows that stay hard."""
    fallback: IntArray
    """A plan that takes little of what is shared: where a block starts that goes by portions."""
    processes: Processes
    step: float
    work: float = 0.0
    _cost: IntArray = field(init=False)
    _penalty: IntArray = field(init=False)

    def __post_init__(self) -> None:
        rows, terrain = self.matrix.rows, self.terrain
        charged = sided(self.matrix, np.where(terrain.coupling, self.prices, 0.0))
        cost = np.zeros(len(self.matrix.lower))
        np.add.at(cost, self.aim.variables, self.aim.coefficients.astype(float))
        np.subtract.at(cost, rows.index, charged[self.matrix.row_of] * rows.data)
        reach = (self.matrix.upper - self.matrix.lower).astype(float)
        largest = float(np.max(np.abs(cost) * reach * ~terrain.shared, initial=1.0))
        scale = 2.0 ** np.floor(np.log2(SCALE / largest))
        self._cost = np.round(np.where(terrain.shared, 0.0, cost) * scale).astype(np.int64)
        penalty = OVERSTEP * scale * self.soft
        self._penalty = np.maximum(1, np.round(penalty)).astype(np.int64)

    def run(self) -> IntArray:
        """Every block made whole, the largest first, and the shared variables rounded."""
        sizes = self.terrain.sizes
        for block in sorted(self.terrain.capabilities, key=lambda code: (-sizes[code], code)):
            self._make_whole(self.terrain.block(block))
        return np.round(self.values).astype(np.int64)

    def _make_whole(self, block: Mask) -> None:
        size = int(np.count_nonzero(block))
        found = self._decide(block, self.step) if size <= WHOLE_BLOCK else None
        if found is not None and found.verdict == "optimal":
            return
        if found is None or found.values is None:
            self.values[block] = self.fallback[block]
        for portion in self._portions(block, size):
            self._decide(portion, self.step / 4)

    def _portions(self, block: Mask, size: int) -> Iterator[Mask]:
        """Parts of a block by states, each with what belongs to no state."""
        terrain = self.terrain
        members = np.unique(terrain.state[block & (terrain.state >= 0)]).tolist()
        few = max(2, len(members) * PORTION // size)
        random = Random(size)
        for _ in range(max(6, size // PER_PORTION)):
            yield terrain.within(block, random.sample(members, min(few, len(members))))

    def _decide(self, mask: Mask, budget: float) -> Answer | None:
        """Whole numbers for a mask and the shared variables; taken where they were found."""
        free = mask | self.terrain.shared
        task = self._task(free)
        found = self.processes.results([Answering(task, budget, CLOSE)])[0]
        if found is not None:
            self.work += found.work
            if found.values is not None:
                self.values[free] = found.values[: int(np.count_nonzero(free))]
        return found

    def _task(self, free: Mask) -> IntegerTask:
        """The rows a mask touches, the rest folded in and rounded outward, soft rows with slack."""
        rows, count = self.matrix.rows, len(self.matrix.rows.lower)
        inside = free[rows.index]
        products = np.where(inside, 0.0, rows.data * self.values[rows.index])
        activity = np.zeros(count)
        np.add.at(activity, self.matrix.row_of, products)
        low, high = _side(rows.lower, activity, -ROUNDING), _side(rows.upper, activity, ROUNDING)
        high = np.maximum(low, high)
        touched = np.bincount(self.matrix.row_of[inside], minlength=count) > 0
        above = np.nonzero((self.soft > 0) & touched & (high < FREE))[0]
        below = np.nonzero((self.soft > 0) & touched & (low > -FREE))[0]
        own, slacks = int(np.count_nonzero(free)), len(above) + len(below)
        row_of = np.concatenate((self.matrix.row_of[inside], above, below))
        number = np.cumsum(free) - 1
        index = np.concatenate((number[rows.index[inside]], own + np.arange(slacks)))
        signs = np.repeat(np.array([-1, 1], dtype=np.int64), (len(above), len(below)))
        order = np.argsort(row_of, kind="stable")
        lengths = np.bincount(row_of, minlength=count)
        part = SparseRows(
            start=np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths))),
            index=index[order],
            data=np.concatenate((rows.data[inside], signs))[order],
            lower=low,
            upper=high,
        )
        nothing = np.zeros(slacks, np.int64)
        lower = np.append(self.matrix.lower[free], nothing)
        upper = np.append(self.matrix.upper[free], nothing + 2**31)
        penalty = self._penalty[np.concatenate((above, below))]
        return IntegerTask(
            lower=lower,
            upper=upper,
            rows=part.kept((lengths > 0) & ~part.implied(lower, upper)),
            cost=np.append(self._cost[free], penalty),
            hint=np.clip(
                np.append(np.round(self.values[free]).astype(np.int64), nothing), lower, upper
            ),
        )


def _side(side: IntArray, activity: Floats, rounding: float) -> IntArray:
    """What is left of a side; open sides stay open."""
    left = np.where(np.abs(side) < FREE, side - activity, 0.0) + rounding
    whole = np.ceil(left) if rounding < 0 else np.floor(left)
    return np.where(np.abs(side) < FREE, whole.astype(np.int64), side)
