"""Codes that rows name must be declared by another row."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from allocator.domain.problem import Problem
from allocator.io.layout import HOMES, SCENARIOS, SHEET_BY_NAME, described
from allocator.io.problems import problem, suggestion
from allocator.io.sheet_rows import Row, SheetRows
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
    here = described(sheet, column, row.values)
    if here is None or not here.refers:
        return (), (), ()
    return texts(row.values.get(column.name)), here.refers, here.words


def reference_problems(workbook: Mapping[str, SheetRows], codes: Codes) -> Iterator[Problem]:
    """A problem for every unknown code, with the nearest known one; its row counts as broken."""

    @cache
    def remedy(code: str, things: tuple[str, ...], words: tuple[str, ...]) -> str:
        known = sorted({*words, *(name for thing in things for name in codes.get(thing, ()))})
        homes = _listed(sorted({HOMES[thing][0] for thing in things}))
        return suggestion(code, known, f"use a code from {homes}, or add it there")

    for found in workbook.values():
        here = _with_promised(codes, found) if found.sheet is SCENARIOS else codes
        for row in found.rows:
            for column in found.sheet.columns:
                named, things, words = named_codes(found.sheet, column, row)
                if not things or any(thing not in here for thing in things):
                    continue
                for code in named:
                    if code not in words and not any(code in here[thing] for thing in things):
                        row.broken = True
                        row.doubtful.add(column.name)
                        what = f'unknown {_listed([CALLED.get(t, t) for t in things])} "{code}"'
                        address = found.address(row, column.name)
                        yield problem(address, what, remedy(code, things, words))


def _with_promised(codes: Codes, scenarios: SheetRows) -> Codes:
    """The codes that scenarios may name: those of rows that they add, too, and groups they form."""
    known = {thing: set(named) for thing, named in codes.items()}
    for row in scenarios.rows:
        sheet = SHEET_BY_NAME.get(str(row.values.get("sheet")))
        if sheet is None or row.values.get("change") != "set":
            continue
        parts = str(row.values.get("key")).split(",")
        columns = {column.name: column for column in sheet.columns}
        for name, part in zip(sheet.key, parts, strict=False):
            if columns[name].defines in known:
                known[columns[name].defines].update(code.strip() for code in part.split(";"))
        target = columns.get(str(row.values.get("column")))
        if target is not None and target.defines in known:
            known[target.defines].update(texts(row.values.get("value")))
    return {thing: frozenset(named) for thing, named in known.items()}


def _listed(words: Sequence[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
