"""What a comparison says of the decisions and of the input cells that differ."""

from collections import Counter
from collections.abc import Iterable

from allocator.report.prose import listing, number, verb
from allocator.study.compare.compare import Pair
from allocator.study.compare.decisions import UNIT
from allocator.study.compare.inputs import InputShift

MARKING = "classification"
"""The setting and the column that say how a plan and its rows are marked."""
MOST_KINDS = 4
"""Kinds of decisions, and sheets, that a sentence names."""


def decided(pair: Pair) -> str:
    """How many decisions differ, and of which kinds."""
    count = len(pair.decisions)
    if pair.same_decisions:
        return "the decisions are the same"
    if not count:
        return "the decisions on what both plans know are the same"
    tally = _tally(UNIT[shift.decision][0] for shift in pair.decisions)
    return f"{number(count, 'decision')} {verb(count, 'differs', 'differ')}: {tally}"


def inputs(pair: Pair) -> str:
    """How many cells of the input differ, and rows that only one input has."""
    if pair.same_input:
        return "the input is the same"
    cells = [shift for shift in pair.inputs if not shift.row]
    wording = [shift for shift in cells if shift.wording]
    parts = []
    if cells:
        among = f" ({len(wording):,} of them {_wording(wording)})" if wording else ""
        if len(wording) == len(cells):
            among = f" {_wording(wording)}"
        sheets = _tally(shift.sheet for shift in cells)
        parts.append(
            f"{number(len(cells), 'cell')} of the input "
            f"{verb(len(cells), 'differs', 'differ')}{among}: {sheets}"
        )
    for plan, rows in (
        (pair.first, [shift for shift in pair.inputs if shift.row and shift.after is None]),
        (pair.other, [shift for shift in pair.inputs if shift.row and shift.before is None]),
    ):
        if rows:
            sheets = _tally(shift.sheet for shift in rows)
            parts.append(
                f"{number(len(rows), 'row')} {verb(len(rows), 'stands', 'stand')} "
                f"in {plan.label} alone: {sheets}"
            )
    return "; ".join(parts)


def _wording(cells: list[InputShift]) -> str:
    """Where cells differ that no rule reads; a marking is named, for it goes on every page."""
    marked = sum(MARKING in (cell.column, *cell.key) for cell in cells)
    if marked == len(cells):
        return "in classification alone"
    return f"in names, {'classification, ' if marked else ''}sources and notes alone"


def _tally(names: Iterable[str]) -> str:
    """`orders (7), crews (6) and others`, the most frequent first; a single name without number."""
    tally = Counter(names)
    most = sorted(tally, key=lambda name: (-tally[name], name))
    if len(most) == 1:
        return most[0]
    if len(most) > MOST_KINDS:
        return f"{', '.join(f'{name} ({tally[name]:,})' for name in most[:MOST_KINDS])} and others"
    return listing(f"{name} ({tally[name]:,})" for name in most)
