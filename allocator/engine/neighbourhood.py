"""The part of a program that is decided anew while the rest stands still."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from allocator.engine.integer_search import IntegerTask
from allocator.model.linear_form import IntArray, LinearForm
from allocator.model.program import Program
from allocator.model.sparse_rows import FREE, SparseRows

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Matrix:
    """A program's rows with the row of every entry, made once for many neighbourhoods."""

    program: Program
    rows: SparseRows
    row_of: IntArray

    @classmethod
    def of(cls, program: Program) -> "Matrix":
        """The rows of a program."""
        rows = SparseRows(
            program.start, program.index, program.data, program.row_lower, program.row_upper
        )
        row_of = np.repeat(np.arange(len(program.rows)), np.diff(program.start))
        return cls(program, rows, row_of)


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Free variables and the task of choosing them; the others are folded into the rows' sides."""

    free: IntArray
    task: IntegerTask


def neighbourhood(matrix: Matrix, aim: LinearForm, vector: IntArray, free: Mask) -> Neighbourhood:
    """The rows that free variables touch and could break, the rest of `vector` folded in."""
    program = matrix.program
    inside = free[program.index]
    activity = matrix.rows.sums(np.where(inside, 0, program.data * vector[program.index]))
    number = np.cumsum(free) - 1
    row_of = matrix.row_of[inside]
    lengths = np.bincount(row_of, minlength=len(program.rows))
    rows = SparseRows(
        start=np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths))),
        index=number[program.index[inside]],
        data=program.data[inside],
        lower=np.where(program.row_lower > -FREE, program.row_lower - activity, -FREE),
        upper=np.where(program.row_upper < FREE, program.row_upper - activity, FREE),
    )
    lower, upper = program.lower[free], program.upper[free]
    rows = rows.kept((lengths > 0) & ~rows.implied(lower, upper))
    cost = np.zeros(len(vector), dtype=np.int64)
    cost[aim.variables] = aim.coefficients
    return Neighbourhood(
        free=np.nonzero(free)[0],
        task=IntegerTask(lower, upper, rows, cost[free], hint=vector[free]),
    )
