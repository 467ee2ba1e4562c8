"""Whether a saved cell holds what it should: value, and formula where one belongs."""

import re

from allocator.io.saved_sheets import SavedCell
from allocator.tables.column import Formula, shown
from allocator.tables.table import Cell, plain

CLOSE = 1e-12
"""Relative difference that writing a number as text may make; one kEUR in EUR 10 bn is 1e-7."""
SPACES = re.compile(r"\s+")


def difference(expected: Cell | None, held: SavedCell, row: int) -> str:
    """What is wrong with a cell that stands in `row`, in words; empty when nothing is."""
    if expected is None:
        return f"holds {held.value!r} where nothing belongs"
    value = shown(expected.kind, plain(expected.value))
    if not _same(value, held.value):
        return f"reads {_words(held.value)}, recomputed: {_words(value)}"
    if isinstance(expected.value, Formula):
        if held.formula is None:
            return f"holds a plain value where {expected.value.text} belongs"
        wanted = _relative(expected.value.text, expected.row)
        if _relative(held.formula, row) != wanted:
            return f"computes ={held.formula.lstrip('=')}, not {expected.value.text}"
    elif held.formula is not None:
        return f"computes ={held.formula.lstrip('=')} where a plain value belongs"
    return ""


def _same(expected: int | float | str | None, held: float | str | bool | None) -> bool:
    if isinstance(expected, int | float):
        if isinstance(held, bool) or not isinstance(held, float):
            return False
        return abs(expected - held) <= CLOSE * max(1.0, abs(expected))
    return (expected or None) == held


def _words(value: float | str | bool | None) -> str:
    if isinstance(value, float):
        return f"{value:.12g}"
    return "nothing" if value is None else repr(value)


def _relative(formula: str, row: int) -> str:
    """A formula free of spaces and case, with its own row's number replaced.

    A sheet that was sorted keeps its formulas, with the row numbers changed.
    """
    text = SPACES.sub("", formula.lstrip("=")).upper()
    return re.sub(rf"(?<=[A-Z]){row + 1}(?!\d)", "#", text)
