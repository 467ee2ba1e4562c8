"""What a search minimises: a weighted sum of what stands above targets.

An aim alone is a poor guide. The largest burden says nothing to a neighbourhood that does not hold
the state at the top, and a plan that must never break what is held cannot pass from one good plan
to another. So the search minimises what several forms have above their targets: the aim above its
bound, burdens above a threshold, held aims above what they are held at. The rows of the program
stay hard throughout, and what is reported of a plan is always its aims themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log2

import numpy as np

from allocator.engine.neighbourhood import Mask, Matrix
from allocator.model.linear_form import IntArray, LinearForm
from allocator.model.sparse_rows import FREE, SparseRows

LIMIT = 2.0**58
"""The weighted sum stays near or below it: CP-SAT's objective must fit 63 bits, cuts and all."""
FINEST = 16
"""The smallest weight where the limit leaves room, so that ratios of weights keep their sense."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A form that should not stand above its target."""

    form: LinearForm
    target: int
    weight: float
    """What a unit above the target costs."""


@dataclass(frozen=True, slots=True)
class Merit:
    """A program with a variable more for each goal: what its form has above its target."""

    matrix: Matrix
    cost: IntArray
    """Whole weights of the excess, zero for all other variables."""
    goals: tuple[Goal, ...]
    unit: float
    """What one of the weighted sum is worth in the goals' own weights."""

    @classmethod
    def of(cls, matrix: Matrix, goals: Sequence[Goal]) -> "Merit":
        """The merit of goals, on the rows of a program."""
        count = len(matrix.lower)
        most = [goal.form.most(matrix.lower, matrix.upper) - goal.target for goal in goals]
        reach = np.maximum(0, np.array(most, dtype=np.int64))
        weights = np.array([goal.weight for goal in goals])
        total = float(weights @ reach.astype(float)) or 1.0
        scale = 2.0 ** floor(min(log2(LIMIT / total), log2(FINEST / weights.min())))
        whole = np.maximum(1, np.round(weights * scale)).astype(np.int64)
        return cls(
            matrix=Matrix.from_rows(
                np.append(matrix.lower, np.zeros(len(goals), np.int64)),
                np.append(matrix.upper, reach),
                _with_goals(matrix.rows, goals, count),
            ),
            cost=np.append(np.zeros(count, np.int64), whole),
            goals=tuple(goals),
            unit=1.0 / scale,
        )

    def completed(self, own: IntArray) -> IntArray:
        """An assignment of the program, with what its goals have above their targets."""
        above = [max(0, goal.form.value(own) - goal.target) for goal in self.goals]
        return np.append(own, np.array(above, dtype=np.int64))

    def own(self, vector: IntArray) -> IntArray:
        """The assignment without the excess."""
        return vector[: len(vector) - len(self.goals)]

    def value(self, vector: IntArray) -> int:
        """The weighted sum; 0 where every form is at or below its target."""
        count = len(self.goals)
        return int(self.cost[-count:] @ vector[-count:])

    def free(self, own: Mask) -> Mask:
        """A neighbourhood of the program, with the excess free as well."""
        return np.append(own, np.ones(len(self.goals), dtype=np.bool_))


def _with_goals(rows: SparseRows, goals: Sequence[Goal], count: int) -> SparseRows:
    """The rows, then for each goal: form - excess <= target."""
    lengths = [len(goal.form.variables) + 1 for goal in goals]
    start = rows.start[-1] + np.cumsum(np.array(lengths, dtype=np.int64))
    index, data = [rows.index], [rows.data]
    for place, goal in enumerate(goals):
        index.append(np.append(goal.form.variables, count + place))
        data.append(np.append(goal.form.coefficients, -1))
    sides = [goal.target - goal.form.constant for goal in goals]
    return SparseRows(
        start=np.concatenate((rows.start, start)),
        index=np.concatenate(index),
        data=np.concatenate(data),
        lower=np.append(rows.lower, np.full(len(goals), -FREE)),
        upper=np.append(rows.upper, np.array(sides, dtype=np.int64)),
    )
