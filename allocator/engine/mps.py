"""A program and one aim in free-format MPS, so that any other solver can be asked the same.

Written to what CBC, HiGHS, SCIP and ortools read alike: one entry a line, all variables between
integer markers and with bounds of their own, rows with two sides as `G` with a range, and the
constant of the aim as the negative right-hand side of the objective row. Numbers are integers.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice

import numpy as np

from allocator.errors import ModelError
from allocator.model.linear_form import LinearForm
from allocator.model.program import Program
from allocator.model.sparse_rows import FREE

LINES = 2**14
"""Lines of a piece."""
REMARK = 200
"""Characters of a comment line."""
STEM = 60
"""Characters of a name before its number; CBC reads no more than 160 in all."""


def mps(
    program: Program, aim: str, form: LinearForm, remarks: Iterable[str] = ()
) -> Iterator[bytes]:
    """ "Minimise `form` over `program`" piece by piece: ASCII, always the same for the same input.

    Rows and variables are called `kind.code.code.number`, the number being their place in the
    program, from 0: it keeps names apart where codes were cut or had characters that MPS cannot
    take. The objective row is called `aim`. `remarks` become comment lines.
    """
    lines = _lines(program, aim, form, remarks)
    while piece := list(islice(lines, LINES)):
        yield ("\n".join(piece) + "\n").encode("ascii")


def _lines(program: Program, aim: str, form: LinearForm, remarks: Iterable[str]) -> Iterator[str]:
    _require_order(program)
    rows = [_name(row.family, row.codes, place) for place, row in enumerate(program.rows)]
    columns = [_name(one.kind, one.codes, place) for place, one in enumerate(program.variables)]
    for remark in remarks:
        yield f"* {ascii(remark)[1:-1][:REMARK]}"
    yield "NAME allocator"
    yield "ROWS"
    yield f" N {aim}"
    for sense, row in zip(_senses(program), rows, strict=True):
        yield f" {sense} {row}"
    yield "COLUMNS"
    yield " MARKER 'MARKER' 'INTORG'"
    yield from _entries(program, aim, form, rows, columns)
    yield " MARKER 'MARKER' 'INTEND'"
    yield "RHS"
    if form.constant:
        yield f" RHS {aim} {-form.constant}"
    yield from _sides(program, rows)
    yield "BOUNDS"
    yield from _bounds(program, columns)
    yield "ENDATA"


def _require_order(program: Program) -> None:
    """A range has no sign: a row whose sides cross would be written as one that can hold."""
    for row in np.nonzero(program.row_lower > program.row_upper)[0].tolist():
        raise ModelError(f"{program.rows[row]}: lower side above upper side")


def _name(kind: str, codes: tuple[str, ...], number: int) -> str:
    return f"{'.'.join(map(_legal, (kind, *codes)))[:STEM]}.{number}"


@cache
def _legal(code: str) -> str:
    """A code in the characters that every reader takes anywhere in a name."""
    return re.sub("[^A-Za-z0-9_-]", "_", code)


def _senses(program: Program) -> list[str]:
    """E, G, L or N (no side at all); a row with two sides is a G with a range."""
    low, high = program.row_lower > -FREE, program.row_upper < FREE
    same = program.row_lower == program.row_upper
    senses: list[str] = np.select((same, low, high), ("E", "G", "L"), "N").tolist()
    return senses


def _entries(
    program: Program, aim: str, form: LinearForm, rows: Sequence[str], columns: Sequence[str]
) -> Iterator[str]:
    """The matrix by column; a variable in no row and not in the aim is named all the same."""
    order = np.argsort(program.index, kind="stable")
    row_of = np.repeat(np.arange(len(rows)), np.diff(program.start))[order]
    data = program.data[order]
    ends = np.cumsum(np.bincount(program.index, minlength=len(columns)))
    prices = np.zeros(len(columns), dtype=np.int64)
    prices[form.variables] = form.coefficients
    begin = 0
    for column, price, end in zip(columns, prices.tolist(), ends.tolist(), strict=True):
        if price or begin == end:
            yield f" {column} {aim} {price}"
        entries = slice(begin, end)
        for row, value in zip(row_of[entries].tolist(), data[entries].tolist(), strict=True):
            yield f" {column} {rows[row]} {value}"
        begin = end


def _sides(program: Program, rows: Sequence[str]) -> Iterator[str]:
    """Right-hand sides other than 0, then the ranges."""
    low, high = program.row_lower, program.row_upper
    sides = np.where(low > -FREE, low, np.where(high < FREE, high, 0))
    for row in np.nonzero(sides)[0].tolist():
        yield f" RHS {rows[row]} {sides[row]}"
    yield "RANGES"
    for row in np.nonzero((low > -FREE) & (high < FREE) & (low != high))[0].tolist():
        yield f" RANGE {rows[row]} {high[row] - low[row]}"


def _bounds(program: Program, columns: Sequence[str]) -> Iterator[str]:
    """Every upper bound, since readers differ in what an integer without one may be."""
    for column, low, high in zip(
        columns, program.lower.tolist(), program.upper.tolist(), strict=True
    ):
        if low == high:
            yield f" FX BOUND {column} {low}"
            continue
        if low:
            yield f" LO BOUND {column} {low}"
        yield f" UP BOUND {column} {high}"
