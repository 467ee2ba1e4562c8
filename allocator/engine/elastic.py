"""The first phase: rows that the status quo may break get slack, and the slack is driven out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from allocator.domain.outcome import ElasticRow
from allocator.engine.extension import form_of, with_variables
from allocator.model.linear_form import IntArray, LinearForm
from allocator.model.program import Program, Variable
from allocator.model.sparse_rows import FREE, starts

GRAIN = 1_000
"""Weights are fine enough for a thousandth of a row's size."""
LARGEST_SUM = 2**48
"""No sum of slack is far above it, so that solvers count it exactly."""
NEIGHBOURS = 10
"""So many rows, at most, are named beside those that give way."""


@dataclass(frozen=True, slots=True)
class Elastic:
    """A program whose elastic rows may give way, and the sum of what they give.

    Money is counted in kEUR, forces in units: so each row's slack counts as a part of its own size.
    """

    program: Program
    slack: LinearForm
    """The sum, in whole weights."""
    whole: int
    """What a row counts that gives way by its own size."""
    sides: tuple[tuple[int, int], ...]
    """(row, sign) that slack serves: +1 its lower side, -1 its upper side."""
    served: IntArray
    """For each side the place of its slack variable; several may share one."""
    steps: IntArray
    """For each side by how much a unit of the slack moves it."""
    first: int
    """Number of the first slack variable; those before it are the program's own."""

    def vector(self, start: IntArray) -> IntArray:
        """`start` with the slack its broken rows need; other slack is zero."""
        count = len(self.slack.variables)
        activity = self.program.activity(np.append(start, np.zeros(count, np.int64)))
        gaps = [
            int(self.program.row_lower[row] - activity[row])
            if sign > 0
            else int(activity[row] - self.program.row_upper[row])
            for row, sign in self.sides
        ]
        needed = np.zeros(count, dtype=np.int64)
        np.maximum.at(needed, self.served, -(-np.array(gaps, dtype=np.int64) // self.steps))
        return np.append(start, needed)

    def amounts(self, vector: IntArray) -> list[int]:
        """By how much each side gives way in an assignment."""
        amounts: list[int] = (vector[self.first :][self.served] * self.steps).tolist()
        return amounts

    def given(self, vector: IntArray) -> tuple[ElasticRow, ...]:
        """Rows that give way in an assignment, and by how much."""
        return tuple(
            ElasticRow(self.program.rows[row].family, self.program.rows[row].codes, amount)
            for (row, _), amount in zip(self.sides, self.amounts(vector), strict=True)
            if amount
        )

    def binding(self, vector: IntArray) -> tuple[ElasticRow, ...]:
        """Elastic rows that hold with nothing to spare, and share a state or a capability with one
        that gives way: at most `NEIGHBOURS`, those that share more of them first."""
        amounts = self.amounts(vector)
        broken = [row for (row, _), amount in zip(self.sides, amounts, strict=True) if amount]
        activity = self.program.activity(vector)
        among = [self._places(row) for row in broken]
        shared: dict[int, int] = {}
        for row, sign in self.sides:
            side = self.program.row_lower if sign > 0 else self.program.row_upper
            if row not in broken and activity[row] == side[row]:
                shared[row] = max((len(self._places(row) & places) for places in among), default=0)
        nearest = sorted((row for row in shared if shared[row]), key=lambda row: -shared[row])
        return tuple(
            ElasticRow(self.program.rows[row].family, self.program.rows[row].codes, 0)
            for row in nearest[:NEIGHBOURS]
        )

    def _places(self, row: int) -> set[tuple[str, int]]:
        """The states and capabilities that a row speaks of."""
        start = self.program.start
        touched = self.program.index[int(start[row]) : int(start[row + 1])]
        return {
            (label, place)
            for label in ("state", "capability")
            for place in self.program.labels[label][touched].tolist()
            if place >= 0
        }

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
    reach = broken_by(program, sides)
    widened = with_variables(program, names, reach)
    widened = in_rows(widened, [(row, sign, count + k) for k, (row, sign) in enumerate(sides)])
    sizes = _sizes(program, sides, reach)
    whole = _whole(sizes, reach.tolist())
    slack = form_of([(max(1, whole // size), count + k) for k, size in enumerate(sizes)])
    places, ones = np.arange(len(sides)), np.ones(len(sides), dtype=np.int64)
    return Elastic(widened, slack, whole, tuple(sides), places, ones, count)


def broken_by(program: Program, sides: Sequence[tuple[int, int]]) -> IntArray:
    """The most each side can be broken by within the bounds of the variables."""
    least, most = program.sparse_rows.reach(program.lower, program.upper)
    reach = [
        program.row_lower[row] - least[row] if sign > 0 else most[row] - program.row_upper[row]
        for row, sign in sides
    ]
    return np.maximum(0, np.array(reach, dtype=np.int64))


def _sizes(program: Program, sides: Sequence[tuple[int, int]], reach: IntArray) -> list[int]:
    """What each side asks for; where that is nothing, the most it can be broken by."""
    asked = [
        abs(int(program.row_lower[row] if sign > 0 else program.row_upper[row]))
        for row, sign in sides
    ]
    return [size or max(1, most) for size, most in zip(asked, reach.tolist(), strict=True)]


def _whole(sizes: Sequence[int], reach: Sequence[int]) -> int:
    """The weight of a row that gives way by its own size: a thousandth of the largest row still
    counts, unless sums would grow too large; a row above it then counts as if it had this size."""
    total = sum(-(-most // size) for most, size in zip(reach, sizes, strict=True))
    return max(1, min(GRAIN * max(sizes, default=1), LARGEST_SUM // max(1, total)))


def in_rows(program: Program, added: list[tuple[int, int, int]]) -> Program:
    """The program with (row, coefficient, variable) entries put into existing rows."""
    row_of = np.repeat(np.arange(len(program.rows)), np.diff(program.start))
    rows = np.concatenate((row_of, [row for row, _, _ in added])).astype(np.int64)
    data = np.concatenate((program.data, [sign for _, sign, _ in added])).astype(np.int64)
    index = np.concatenate((program.index, [number for _, _, number in added])).astype(np.int64)
    order = np.argsort(rows, kind="stable")
    counts = np.bincount(rows, minlength=len(program.rows))
    return replace(
        program,
        start=starts(counts),
        index=index[order],
        data=data[order],
    )
