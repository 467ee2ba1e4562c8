"""The first phase: rows that the status quo may break get slack, and the slack is driven out."""

from dataclasses import dataclass, replace

import numpy as np

from allocator.domain.outcome import ElasticRow
from allocator.engine.extension import form_of, with_variables
from allocator.model.linear_form import IntArray, LinearForm
from allocator.model.program import Program, Variable
from allocator.model.sparse_rows import FREE


@dataclass(frozen=True, slots=True)
class Elastic:
    """A program whose elastic rows may give way, and the sum of what they give."""

    program: Program
    slack: LinearForm
    sides: tuple[tuple[int, int], ...]
    """(row, sign) that each slack variable serves: +1 its lower side, -1 its upper side."""
    first: int
    """Number of the first slack variable; those before it are the program's own."""

    def vector(self, start: IntArray) -> IntArray:
        """`start` with the slack its broken rows need; other slack is zero."""
        bare = np.append(start, np.zeros(len(self.sides), np.int64))
        activity = self.program.activity(bare)
        needed = [
            int(self.program.row_lower[row] - activity[row])
            if sign > 0
            else int(activity[row] - self.program.row_upper[row])
            for row, sign in self.sides
        ]
        return np.append(start, np.maximum(0, np.array(needed, dtype=np.int64)))

    def given(self, vector: IntArray) -> tuple[ElasticRow, ...]:
        """Rows that give way in an assignment, and by how much."""
        return tuple(
            ElasticRow(self.program.rows[row].family, self.program.rows[row].codes, amount)
            for (row, _), amount in zip(self.sides, vector[self.first :].tolist(), strict=True)
            if amount
        )

    def own(self, vector: IntArray) -> IntArray:
        """The assignment without its slack."""
        return vector[: self.first]


def elastic(program: Program) -> Elastic:
    """Slack for every side of every elastic row."""
    sides = [
        (row, sign)
        for row in np.nonzero(program.elastic)[0].tolist()
        for sign, bounded in (
            (1, program.row_lower[row] > -FREE),
            (-1, program.row_upper[row] < FREE),
        )
        if bounded
    ]
    count = len(program.variables)
    names = [
        Variable("slack", (program.rows[row].family, *program.rows[row].codes)) for row, _ in sides
    ]
    reach = np.array([_reach(program, row, sign) for row, sign in sides], dtype=np.int64)
    widened = with_variables(program, names, reach)
    widened = _in_rows(widened, [(row, sign, count + k) for k, (row, sign) in enumerate(sides)])
    slack = form_of([(1, count + k) for k in range(len(sides))])
    return Elastic(widened, slack, tuple(sides), count)


def _reach(program: Program, row: int, sign: int) -> int:
    """The most a side of a row can be broken by within the bounds of its variables."""
    entries = slice(int(program.start[row]), int(program.start[row + 1]))
    data, index = program.data[entries], program.index[entries]
    ends = data * program.lower[index], data * program.upper[index]
    if sign > 0:
        return max(0, int(program.row_lower[row]) - int(np.minimum(*ends).sum()))
    return max(0, int(np.maximum(*ends).sum()) - int(program.row_upper[row]))


def _in_rows(program: Program, added: list[tuple[int, int, int]]) -> Program:
    """The program with (row, coefficient, variable) entries put into existing rows."""
    row_of = np.repeat(np.arange(len(program.rows)), np.diff(program.start))
    rows = np.concatenate((row_of, [row for row, _, _ in added])).astype(np.int64)
    data = np.concatenate((program.data, [sign for _, sign, _ in added])).astype(np.int64)
    index = np.concatenate((program.index, [number for _, _, number in added])).astype(np.int64)
    order = np.argsort(rows, kind="stable")
    counts = np.bincount(rows, minlength=len(program.rows))
    return replace(
        program,
        start=np.concatenate((np.zeros(1, np.int64), np.cumsum(counts))),
        index=index[order],
        data=data[order],
    )
