"""Relax and fix: a relaxation shares everything out, and one capability after the other is made
whole.

The relaxation says what each capability takes of every state's money, crews and work, and at what
prices. A block that is made whole sees the blocks before it in whole numbers and those after it at
their relaxed values, so what is scarce is already shared out; it pays the relaxation's prices for
what it takes of rows that it shares with others. Rows that only hold an aim or a share of work back
may be overstepped at a multiple of their price. The others are hard. But what a block must do, a
pledge or a whole lot, need not fit next to fractions of the rest: then it oversteps as little as it
can of the rows where it meets others, and the blocks after it give that back.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

import numpy as np

from allocator.engine.integer_search import Answer, IntegerTask, answer
from allocator.engine.kinds import PAIR
from allocator.engine.lanes import CHARGE, OVERHEAD
from allocator.engine.linear_bound import Floats, sided
from allocator.engine.neighbourhood import Mask, Matrix
from allocator.engine.processes import Processes
from allocator.engine.slack import Leave, side_left, with_slack
from allocator.engine.terrain import Terrain
from allocator.engine.watch import Watch
from allocator.model.linear_form import IntArray, LinearForm
from allocator.model.sparse_rows import FREE, SparseRows, starts

OVERSTEP = 1.25
"""A soft row may be overstepped at so many times its price."""
RETURN = 0.3
"""What a later block is paid, of its price, for a unit of a hard row that an earlier one took."""
CLOSE = 1e-3
"""Relative gap at which a block is left."""
SCALE = 2.0**34
"""The largest priced cost of a variable over its range, in whole numbers; and what it costs to
overstep a hard row by its largest coefficient."""
WHOLE_BLOCK = 1_500
"""Variables above which a block goes by portions at once."""
PORTION = 900
"""Variables of a portion, about."""
PER_PORTION, LEAST_PORTIONS = 300, 6
"""A block that CP-SAT does not close gets a portion for so many of its variables, and no fewer than
so many: portions overlap, and what one gives up another has to be there to take."""
SETTLED, MOST_TIMES = 3, 3
"""After those portions go on until so many in a row were closed, up to so many times as many."""
PORTION_STEP = 0.25
"""The part of a block's budget that a portion gets: it is far smaller, and there are many."""
LARGEST_OBJECTIVE = 2**62
"""CP-SAT refuses objectives whose absolute values may add up to more than about twice as much. Rows
of money that reach far, at the price of rows that hold, come to it."""
LESS = 1_024
"""When rows are given back all else weighs so many times less: a small step over a row would be
cheaper than any order that has to go for it."""
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


@dataclass(frozen=True, slots=True)
class Part:
    """A block with all that is shared, as a task; some of its rows may be overstepped."""

    task: IntegerTask
    own: int
    """So many of its variables are the program's; the others are what rows are overstepped by."""
    touched: IntArray
    """Rows with any of its variables."""
    slack: IntArray
    """The row of each of the other variables."""


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
    """Deterministic seconds, the making of tasks included."""
    _cost: IntArray = field(init=False)
    _penalty: IntArray = field(init=False)
    _price: IntArray = field(init=False)
    """What giving back a unit of each row is worth, in the scale of the cost."""
    _hard: Mask = field(init=False)
    _broken: IntArray = field(init=False)
    """By how much hard rows are overstepped."""
    _ended: bool = False
    """The clock or the user ended the search."""

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
        lump = np.ones(len(rows.lower))
        np.maximum.at(lump, self.matrix.row_of, np.abs(rows.data))
        # The fallback is a plan: what it breaks, in a block or not, only holds an aim back.
        self._hard = (self.soft == 0) & ~self._breaks(self.fallback)
        worth = np.maximum(self.soft, np.abs(self.prices))
        self._price = np.maximum(1, np.round(RETURN * scale * worth)).astype(np.int64)
        penalty = np.where(self._hard, SCALE / lump, OVERSTEP * scale * worth)
        self._penalty = np.maximum(1, np.round(penalty)).astype(np.int64)
        self._broken = np.zeros(len(rows.lower), dtype=np.int64)

    def run(self) -> IntArray:
        """Every block made whole, the largest first, and the shared variables rounded.

        What is still overstepped then is given back. Nobody can promise that this succeeds, or that
        the search is not ended before: see whether it holds.
        """
        sizes = self.terrain.sizes
        order = sorted(self.terrain.capabilities, key=lambda code: (-sizes[code], code))
        for block in order:
            self._make_whole(self.terrain.block(block))
        self._price_less()
        everything = np.ones(len(self.values), dtype=bool)
        self._give_back(everything)
        for block in reversed(order):
            self._give_back(self.terrain.block(block))
        self._give_back(everything)
        return np.round(self.values).astype(np.int64)

    def _breaks(self, vector: IntArray) -> Mask:
        """The rows that an assignment breaks."""
        rows = self.matrix.rows
        activity = rows.sums(rows.data * vector[rows.index])
        return (activity < rows.lower) | (activity > rows.upper)

    def _make_whole(self, block: Mask) -> None:
        size = int(np.count_nonzero(block))
        found = self._decide(block, self.step) if size <= WHOLE_BLOCK else None
        if found is None or found.values is None:
            self.values[block] = self.fallback[block]
        if found is None or found.verdict in ("feasible", "unknown"):
            self._by_portions(block, size)

    def _price_less(self) -> None:
        """Let nothing weigh as much as keeping hard rows."""
        self._cost = self._cost // LESS
        soft = np.maximum(1, self._penalty // LESS)
        self._penalty = np.where(self._hard, self._penalty, soft)

    def _give_back(self, mask: Mask) -> None:
        """Ask the states of rows that are overstepped for what they have in a mask, one by one."""
        index, row_of = self.matrix.rows.index, self.matrix.row_of
        members = np.unique(self.terrain.state[index[(self._broken > 0)[row_of]]])
        for state in members[members >= 0].tolist():
            part = self.terrain.within(mask, [state])
            if np.any(part[index] & (self._broken > 0)[row_of]):
                self._tried(part, self.step, self._returning)

    def _by_portions(self, block: Mask, size: int) -> None:
        """A block in parts, until CP-SAT closes them: open ones may hide much that is to be won."""
        planned, closed = max(LEAST_PORTIONS, size // PER_PORTION), 0
        for number, portion in enumerate(self._portions(block, size, MOST_TIMES * planned)):
            if number >= planned and closed >= SETTLED:
                break
            found = self._decide(portion, PORTION_STEP * self.step)
            closed = closed + 1 if found is not None and found.verdict == "optimal" else 0

    def _portions(self, block: Mask, size: int, count: int) -> Iterator[Mask]:
        """Parts of a block by states, each with what belongs to no state."""
        terrain = self.terrain
        members = np.unique(terrain.state[block & (terrain.state >= 0)]).tolist()
        few = max(PAIR, len(members) * PORTION // size)
        random = Random(size)
        for _ in range(count):
            yield terrain.within(block, random.sample(members, min(few, len(members))))

    @property
    def _holding(self) -> Leave:
        """Hard rows hold. One that is overstepped already is overstepped no further, and giving it
        back is worth a part of its price: a later block may do it for nothing, and this one would
        else give up all it has."""
        over = self._broken > 0
        price = np.where(over, self._price, self._penalty)
        most = np.where(over, self._broken, FREE)
        return Leave(~self._hard | over, price, most, np.zeros_like(self._broken))

    @property
    def _overstepping(self) -> Leave:
        """Any row where blocks meet may be overstepped further, as little as can be."""
        open_end = np.full_like(self._broken, FREE)
        return Leave(self._yielding, self._penalty, open_end, self._broken)

    @property
    def _returning(self) -> Leave:
        """What is overstepped is given back, whatever it costs."""
        open_end = np.full_like(self._broken, FREE)
        return Leave(self._yielding, self._penalty, open_end, np.zeros_like(self._broken))

    @property
    def _yielding(self) -> Mask:
        return ~self._hard | self.terrain.coupling

    def _decide(self, mask: Mask, budget: float) -> Answer | None:
        """Whole numbers for a mask and the shared variables; taken where they were found."""
        found = self._tried(mask, budget, self._holding)
        if found is None or found.verdict == "infeasible":
            found = self._tried(mask, budget, self._overstepping)
        return found

    def _tried(self, mask: Mask, budget: float, leave: Leave) -> Answer | None:
        """What CP-SAT finds where some rows may be overstepped; None once the search was ended."""
        if self._ended:
            return None
        free = mask | self.terrain.shared
        part = self._part(free, leave)
        found = self.processes.results([Answering(part.task, budget, CLOSE)])[0]
        if found is None:
            self._ended = True
            return None
        self.work += found.work + CHARGE + OVERHEAD * len(self.matrix.row_of)
        if found.values is not None:
            self.values[free] = found.values[: part.own]
            self._broken[part.touched] = leave.spared[part.touched]
            np.add.at(self._broken, part.slack, found.values[part.own :])
            self._broken[~self._hard] = 0
        return found

    def _part(self, free: Mask, leave: Leave) -> Part:
        """The rows that free variables touch, the rest folded in and rounded outward."""
        rows, row_of, count = self.matrix.rows, self.matrix.row_of, len(self.matrix.rows.lower)
        inside = free[rows.index]
        activity = np.zeros(count)
        np.add.at(activity, row_of, np.where(inside, 0.0, rows.data * self.values[rows.index]))
        low = side_left(rows.lower, activity, leave.spared, -ROUNDING)
        high = side_left(rows.upper, activity, leave.spared, ROUNDING)
        lengths = np.bincount(row_of[inside], minlength=count)
        part = SparseRows(
            start=starts(lengths),
            index=(np.cumsum(free) - 1)[rows.index[inside]],
            data=rows.data[inside],
            lower=low,
            upper=np.maximum(low, high),
        )
        lower, upper = self.matrix.lower[free], self.matrix.upper[free]
        own = len(lower)
        keep = (lengths > 0) & ~part.implied(lower, upper)
        part, kept = part.kept(keep), np.nonzero(keep)[0]
        slacked, slack, reach = with_slack(part, lower, upper, leave.rows[keep])
        hint = np.clip(np.round(self.values[free]).astype(np.int64), lower, upper)
        nothing = np.zeros_like(reach)
        lower = np.append(lower, nothing)
        upper = np.append(upper, np.minimum(reach, leave.most[kept[slack]]))
        cost = np.append(self._cost[free], leave.price[kept[slack]])
        task = IntegerTask(
            lower=lower,
            upper=upper,
            rows=slacked,
            cost=_coarse_enough(cost, np.maximum(np.abs(lower), np.abs(upper))),
            hint=np.append(hint, nothing),
        )
        return Part(task, own, np.nonzero(lengths > 0)[0], kept[slack])


def _coarse_enough(cost: IntArray, size: IntArray) -> IntArray:
    """Costs as they are, or in a coarser unit in which variables of such sizes cannot overflow.

    What costs anything still costs something.
    """
    most = sum(abs(each) * reach for each, reach in zip(cost.tolist(), size.tolist(), strict=True))
    bits = max(0, most.bit_length() - LARGEST_OBJECTIVE.bit_length() + 1)
    coarse: IntArray = np.sign(cost) * np.maximum(1, np.abs(cost) >> bits)
    return coarse
