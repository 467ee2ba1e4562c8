"""Figures that were put into one model told apart: for each the rows as if it were the only one.

It takes figures with an area of which each row that the figure changes has a variable
(`areas.stays_apart`). Then a row that is another one than without the figures, and in which
variables of one area alone stand, is that figure's; every other figure has it as it was.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from allocator.domain.plan import Plan
from allocator.engine.area import Area
from allocator.engine.neighbourhood import Mask, Matrix
from allocator.explain.marginal.alike import comparable
from allocator.model.linear_form import IntArray
from allocator.model.model import Model
from allocator.model.program import Program, RowName
from allocator.model.sparse_rows import SparseRows

OF_STATES = ("crews", "loan", "carry")
"""What a model makes as low as it can be once all else is decided, state by state."""


def parted(base: Model, changed: Model, areas: Sequence[Area]) -> list[Matrix | None] | None:
    """For each area the rows and bounds of its own figure alone; no two areas have a capability,
    component or state in common.

    None in place of an area's where a row is another one that stands between areas or belongs to
    none of them: it may be due to any figure. None for all where the figures changed which
    variables there are, or the aims. Bounds of variables that belong to no area are the wider ones
    of both models, so that the rows may leave more room than the figure does and never less.
    """
    if not comparable(base, changed):
        return None
    before, after = base.program, changed.program
    differences = Differences.between(before, after)
    own = [area.own(base) for area in areas]
    touched = np.array([differences.touching(marks) for marks in own])
    owners = touched.sum(axis=0)
    found: list[Matrix | None] = []
    for area, marks, mine in zip(areas, own, touched, strict=True):
        concerned = differences.touching(area.free(base))
        if np.any(concerned & (owners != 1)):
            found.append(None)
            continue
        lower = np.where(marks, after.lower, np.minimum(before.lower, after.lower))
        upper = np.where(marks, after.upper, np.maximum(before.upper, after.upper))
        found.append(Matrix.from_rows(lower, upper, differences.made(mine)))
    return found


def own_plan(base: Model, changed: Model, area: Area, vector: IntArray) -> Plan:
    """The plan of an assignment with crews, loans and carry of an area's states as in the model
    with the figures, and those of other states as in the one without."""
    usual, other = base.plan(vector), changed.plan(vector)
    amounts = {
        name: {
            codes: amount
            for plan, mine in ((usual, False), (other, True))
            for codes, amount in getattr(plan, name).items()
            if (codes[0] in area.states) == mine
        }
        for name in OF_STATES
    }
    return replace(usual, **amounts)


@dataclass(frozen=True, slots=True)
class Differences:
    """Rows that are not the same in two programs of the same variables, numbered by name."""

    before: SparseRows
    after: SparseRows
    number_before: IntArray
    """Of each row: its difference, -1 where it is the same in the other program."""
    number_after: IntArray
    count: int

    @classmethod
    def between(cls, before: Program, after: Program) -> "Differences":
        """A row of each by name; of rows with one name, the first of each, and so on."""
        names, others = _numbered(before.rows), _numbered(after.rows)
        there = dict(zip(others, range(len(others)), strict=True))
        twin = np.array([there.get(name, -1) for name in names], dtype=np.int64)
        mine, theirs = before.sparse_rows, after.sparse_rows
        same = _same(mine, theirs, twin)
        known: dict[object, int] = {}
        number_before = np.full(len(names), -1, dtype=np.int64)
        number_after = np.full(len(others), -1, dtype=np.int64)
        for row in np.nonzero(~same)[0].tolist():
            number_before[row] = known.setdefault(names[row], len(known))
        unmatched = np.ones(len(others), dtype=np.bool_)
        unmatched[twin[same]] = False
        for row in np.nonzero(unmatched)[0].tolist():
            number_after[row] = known.setdefault(others[row], len(known))
        return cls(mine, theirs, number_before, number_after, len(known))

    def touching(self, marks: Mask) -> Mask:
        """Those in which, in either program, a variable stands that is marked."""
        found = np.zeros(self.count, dtype=np.bool_)
        for rows, number in ((self.before, self.number_before), (self.after, self.number_after)):
            found[number[rows.touching(marks) & (number >= 0)]] = True
        return found

    def made(self, mine: Mask) -> SparseRows:
        """The rows of the first program with some differences made."""
        changes = np.append(mine, False)  # -1 is no difference.
        kept = self.before.kept(~changes[self.number_before])
        return kept.followed_by(self.after.kept(changes[self.number_after]))


def _numbered(names: Sequence[RowName]) -> list[tuple[RowName, int]]:
    """Names with how many of the same stand before."""
    seen: Counter[RowName] = Counter()
    found = []
    for name in names:
        found.append((name, seen[name]))
        seen[name] += 1
    return found


def _same(rows: SparseRows, others: SparseRows, twin: IntArray) -> Mask:
    """Rows that are what their twins are, entry by entry."""
    lengths, their_lengths = np.diff(rows.start), np.diff(others.start)
    same = twin >= 0
    same &= lengths == their_lengths[twin]
    same &= (rows.lower == others.lower[twin]) & (rows.upper == others.upper[twin])
    entries = np.nonzero(np.repeat(same, lengths))[0]
    row_of = np.repeat(np.arange(len(twin)), lengths)[entries]
    theirs = others.start[twin[row_of]] + entries - rows.start[row_of]
    differs = (rows.index[entries] != others.index[theirs]) | (
        rows.data[entries] != others.data[theirs]
    )
    same[row_of[differs]] = False
    return same
