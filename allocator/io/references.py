"""Codes that rows name must be declared by another row."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from allocator.domain.problem import Problem
from allocator.io.layout import HOMES, SHEET_BY_NAME
from allocator.io.problems import problem, suggestion
from allocator.io.sheet_rows import Row, SheetRows, cell_column
from allocator.tables.input_sheet import InputColumn, InputSheet

PLEDGED = {
    "contribution": "capability",
    "order": "line",
    "expansion": "line",
    "pool_join": "pool",
    "pool_open": "pool",
}
"""What the code of a pledge names, by the pledge's object."""
CALLED = {"state": "member state", "provider": "outside provider", "line": "production line"}

Codes = Mapping[str, frozenset[str]]


def declared_codes(workbook: Mapping[str, SheetRows]) -> Codes:
    """Codes by kind of thing; a kind is left out where one of its codes cannot be read.

    Then a name that seems unknown may be that very code, and saying so would hide the true fault.
    A sheet that may be missing and is declares nothing.
    """
    known: dict[str, frozenset[str]] = {}
    for thing, (sheet, column) in HOMES.items():
        found = workbook.get(sheet)
        if found is None:
            if not SHEET_BY_NAME[sheet].required:
                known[thing] = frozenset()
        elif column in found.positions and all(column in row.values for row in found.rows):
            known[thing] = frozenset(_declared(found, column))
    return known


def _declared(found: SheetRows, column: str) -> Iterator[str]:
    for row in found.rows:
        yield from texts(row.values.get(column))


def texts(value: object) -> tuple[str, ...]:
    """The codes in a cell: one, several, or none."""
    if isinstance(value, tuple):
        return tuple(str(item) for item in value)
    return (str(value),) if value else ()


def named_codes(
    sheet: InputSheet, column: InputColumn, row: Row
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Codes a cell names, the kinds of things they may be, and words allowed besides."""
    if sheet.name == "pledges" and column.name == "code":
        thing = PLEDGED.get(str(row.values.get("object")))
        return texts(row.values.get("code")), (thing,) if thing else (), ()
    described = cell_column(sheet, column, row)
    if described is None or not described.refers:
        return (), (), ()
    return texts(row.values.get(column.name)), described.refers, described.words


def reference_problems(workbook: Mapping[str, SheetRows], codes: Codes) -> Iterator[Problem]:
    """A problem for every unknown code, with the nearest known one; its row counts as broken."""

    @cache
    def remedy(code: str, things: tuple[str, ...], words: tuple[str, ...]) -> str:
        known = sorted({*words, *(name for thing in things for name in codes.get(thing, ()))})
        homes = _listed(sorted({HOMES[thing][0] for thing in things}))
        return suggestion(code, known, f"use a code from {homes}, or add it there")

    for found in workbook.values():
        for row in found.rows:
            for column in found.sheet.columns:
                named, things, words = named_codes(found.sheet, column, row)
                if not things or any(thing not in codes for thing in things):
                    continue
                for code in named:
                    if code not in words and not any(code in codes[thing] for thing in things):
                        row.broken = True
                        row.doubtful.add(column.name)
                        what = f'unknown {_listed([CALLED.get(t, t) for t in things])} "{code}"'
                        address = found.address(row, column.name)
                        yield problem(address, what, remedy(code, things, words))


def _listed(words: Sequence[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
