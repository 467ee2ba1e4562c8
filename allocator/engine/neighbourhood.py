"""The part of a program that is decided anew while the rest stands still."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from allocator.engine.integer_search import IntegerTask
from allocator.model.linear_form import IntArray
from allocator.model.program import Program
from allocator.model.sparse_rows import FREE, SparseRows, starts

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Matrix:
    """A program's numbers without its names, and the row of every entry: made once, sent once."""

    lower: IntArray
    upper: IntArray
    rows: SparseRows
    row_of: IntArray

    @classmethod
    def of(cls, program: Program) -> "Matrix":
        """The numbers of a program."""
        return cls.from_rows(program.lower, program.upper, program.sparse_rows)

    @classmethod
    def from_rows(cls, lower: IntArray, upper: IntArray, rows: SparseRows) -> "Matrix":
        """Bounds and rows as they are."""
        return cls(lower, upper, rows, np.repeat(np.arange(len(rows.lower)), np.diff(rows.start)))

    def holds(self, vector: IntArray) -> bool:
        """Whether an assignment keeps every bound and every row."""
        if np.any(vector < self.lower) or np.any(vector > self.upper):
            return False
        activity = self.rows.sums(self.rows.data * vector[self.rows.index])
        return bool(np.all((self.rows.lower <= activity) & (activity <= self.rows.upper)))


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Free variables and the task of choosing them; the others are folded into the rows' sides."""

    free: IntArray
    task: IntegerTask


def neighbourhood(matrix: Matrix, cost: IntArray, vector: IntArray, free: Mask) -> Neighbourhood:
    """The rows that free variables touch and could break, the rest of `vector` folded in.

    `cost` has a coefficient for every variable of the program.
    """
    rows = matrix.rows
    inside = free[rows.index]
    activity = rows.sums(np.where(inside, 0, rows.data * vector[rows.index]))
    number = np.cumsum(free) - 1
    lengths = np.bincount(matrix.row_of[inside], minlength=len(rows.lower))
    part = SparseRows(
        start=starts(lengths),
        index=number[rows.index[inside]],
        data=rows.data[inside],
        lower=np.where(rows.lower > -FREE, rows.lower - activity, -FREE),
        upper=np.where(rows.upper < FREE, rows.upper - activity, FREE),
    )
    lower, upper = matrix.lower[free], matrix.upper[free]
    part = part.kept((lengths > 0) & ~part.implied(lower, upper))
    return Neighbourhood(
        free=np.nonzero(free)[0],
        task=IntegerTask(lower, upper, part, cost[free], hint=vector[free]),
    )
