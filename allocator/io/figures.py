"""Every cell of a saved plan against the same cell recomputed."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from allocator.domain.violation import Violation
from allocator.io.cell_difference import difference
from allocator.io.saved_sheets import BLANK, SavedSheet, rows_of, saved_sheets
from allocator.io.sheet_keys import Key, expected_key, saved_key
from allocator.tables.column import Column
from allocator.tables.frame import cell_name
from allocator.tables.plan_sheets import CHECK, EVIDENCE, cell_check, guarded
from allocator.tables.table import Block, Cell, Table

FAMILY = "figures"
MOST = 100
"""Differences named on one sheet; the rest is counted."""


def figure_violations(
    tables: Sequence[Table],
    path: Path,
    sheets: Mapping[str, SavedSheet] | None = None,
    *,
    moved: bool = False,
) -> list[Violation]:
    """Cells of the workbook at `path` that are not as recomputed; none when it may be believed.

    `sheets` are its cells where they have been read already. `moved` leaves out what follows the
    places and sources of the input's rows: evidence and wording on long sheets, and the pages.

    Rows of long sheets are matched by their keys, so sorting a sheet changes nothing. Decisions and
    keys that were changed after writing come first: what is recomputed follows from them. Raises
    PlanError for a file that cannot be read.
    """
    sheets = saved_sheets(path) if sheets is None else sheets
    changed: list[Violation] = []
    other: list[Violation] = []
    for table in tables:
        sheet = sheets.get(table.name)
        if sheet is None:
            other.append(_violation(table.name, (), "the sheet is missing"))
        elif table.long:
            changed.extend(_changed(table, sheet))
            other.extend(_first(table, _differing_rows(table, sheet, moved)))
        elif not moved:
            other.extend(_first(table, _differing_cells(table, sheet)))
    known = {table.name for table in tables}
    other.extend(
        _violation(name, (), "the sheet is not part of the plan")
        for name in sheets
        if name not in known
    )
    return [*changed, *other]


def _violation(address: str, subject: Key, message: str) -> Violation:
    return Violation(family=FAMILY, subject=subject, message=message, address=address)


def _at(table: Table, row: int, column: int, subject: Key, message: str) -> Violation:
    return _violation(f"{table.name}!{cell_name(row, column)}", subject, message)


def _first(table: Table, found: Iterator[Violation]) -> Iterator[Violation]:
    """The first differences of a sheet, then how many more there are."""
    yield from islice(found, MOST)
    more = sum(1 for _ in found)
    if more:
        yield _violation(table.name, (), f"{more} more cells differ")


def _changed(table: Table, sheet: SavedSheet) -> Iterator[Violation]:
    """Keys and decisions that no longer fit the check of their row."""
    columns = table.blocks[0].frame.columns
    if columns[-1].key != CHECK:
        return
    watched = guarded(columns)
    for row in rows_of(sheet):
        if row == 0:
            continue
        stored = sheet.get((row, len(columns) - 1), BLANK).value
        digits = stored.split("-") if isinstance(stored, str) else []
        if len(digits) != len(watched):
            yield _at(
                table,
                row,
                len(columns) - 1,
                saved_key(columns, sheet, row),
                "the row check is not what was written",
            )
            continue
        for position, digit in zip(watched, digits, strict=True):
            value = sheet.get((row, position), BLANK).value
            if cell_check(columns[position].header, value) != digit:
                yield _at(
                    table,
                    row,
                    position,
                    saved_key(columns, sheet, row),
                    f"{columns[position].header} reads {'nothing' if value is None else value!r}, "
                    "which is not what was written",
                )


def _differing_rows(table: Table, sheet: SavedSheet, moved: bool) -> Iterator[Violation]:
    """Cells of a long sheet, row by row as the keys say."""
    block = table.blocks[0]
    columns = block.frame.columns
    passed = {
        position
        for position, column in enumerate(columns)
        if column.key == CHECK or (moved and _follows_rows(column))
    }
    expected = {expected_key(columns, row): index for index, row in enumerate(block.rows, 1)}
    unseen = set(expected)
    for row, held in rows_of(sheet).items():
        if row == 0:
            yield from _compared(
                table,
                sheet,
                row,
                {
                    position: Cell(0, position, column.header, "text")
                    for position, column in enumerate(columns)
                },
                set(held),
                (),
            )
            continue
        key = saved_key(columns, sheet, row)
        if key not in unseen:
            reason = "stands here twice" if key in expected else "does not belong to the plan"
            yield _at(table, row, 0, key, f"the row {reason}")
            continue
        unseen.remove(key)
        cells = _row_cells(block, expected[key], passed)
        yield from _compared(table, sheet, row, cells, set(held) - passed, key)
    for key in sorted(unseen):
        yield _violation(table.name, key, "the row is missing")


def _follows_rows(column: Column) -> bool:
    """Whether its cells say where input rows stand or what they cite, or list things in words."""
    words = column.part == "figure" and column.kind in ("text", "prose")
    return column.key in EVIDENCE or words


def _row_cells(block: Block, index: int, passed: set[int]) -> dict[int, Cell]:
    """The expected cells of a row, but for those passed over; its check is judged apart."""
    return {
        position: Cell(index, position, value, column.kind)
        for position, (column, value) in enumerate(
            zip(block.frame.columns, block.rows[index - 1], strict=True)
        )
        if position not in passed
    }


def _compared(
    table: Table, sheet: SavedSheet, row: int, cells: dict[int, Cell], held: set[int], key: Key
) -> Iterator[Violation]:
    for position in sorted({*cells, *held}):
        message = difference(cells.get(position), sheet.get((row, position), BLANK), row)
        if message:
            yield _at(table, row, position, key, message)


def _differing_cells(table: Table, sheet: SavedSheet) -> Iterator[Violation]:
    """Cells of a page, each at its place."""
    expected = {(cell.row, cell.column): cell for cell in table.cells()}
    for row, column in sorted({*expected, *sheet}):
        message = difference(expected.get((row, column)), sheet.get((row, column), BLANK), row)
        if message:
            yield _at(table, row, column, (), message)
