"""The rows of an input workbook as text, in the form in which the input writer takes them."""

from collections.abc import Callable, Mapping
from datetime import datetime, time
from pathlib import Path

from allocator.io.input_help import HELP_SHEET
from allocator.io.layout import IGNORED, SHEET_BY_NAME, all_columns, described
from allocator.io.numbers import exact_decimal, plain
from allocator.io.raw_cells import Raw, Uncalculated, is_blank
from allocator.io.sheet_cells import SheetCells, sheet_cells
from allocator.io.sheet_header import HEADER_ROW
from allocator.io.workbook_file import workbook_file
from allocator.io.workbook_parts import workbook_parts
from allocator.tables.input_sheet import CellKind, InputColumn, InputSheet

TextRows = dict[str, list[dict[str, str]]]
Edit = Callable[[str, int, dict[str, str]], None]
"""Changes the texts of a row, given the names of the sheet and the number of the row in it."""


def input_rows(
    path: Path, edit: Edit = lambda _sheet, _number, _row: None
) -> tuple[TextRows, tuple[str, ...]]:
    """Rows by sheet, the planner's own columns included, and the names of the planner's own sheets.

    For workbooks that `read_scenario` takes. Formulas are the values they were saved with.
    """
    file = workbook_file(path)
    parts = workbook_parts(file)
    rows: TextRows = {}
    for place in parts.sheets:
        if place.name in SHEET_BY_NAME:
            cells = sheet_cells(place, file.parts[place.part], parts)
            rows[place.name] = _rows(SHEET_BY_NAME[place.name], cells, edit)
    names = [place.name for place in parts.sheets]
    return rows, tuple(n for n in names if n.startswith(IGNORED) and n != HELP_SHEET)


def _rows(sheet: InputSheet, cells: SheetCells, edit: Edit) -> list[dict[str, str]]:
    header = {
        place: str(raw).strip()
        for place, raw in cells.rows.get(HEADER_ROW, {}).items()
        if not is_blank(raw)
    }
    columns = {column.name: column for column in all_columns(sheet)}
    found = []
    for number in sorted(cells.rows):
        row = cells.rows[number]
        if number == HEADER_ROW or all(is_blank(row.get(place)) for place in header):
            continue
        raw = {name: row.get(place) for place, name in header.items()}
        found.append(
            {name: cell_text(_column(sheet, columns.get(name), raw), raw[name]) for name in raw}
        )
        edit(sheet.name, number, found[-1])
    return found


def _column(
    sheet: InputSheet, column: InputColumn | None, row: Mapping[str, Raw]
) -> InputColumn | None:
    return None if column is None else described(sheet, column, row)


def cell_text(column: InputColumn | None, raw: Raw) -> str:
    """What stands in a cell of the column, as seed tables hold it: `12.5`, `65%`, `yes`."""
    if raw is None or isinstance(raw, Uncalculated):
        return ""
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if isinstance(raw, datetime | time):
        return raw.isoformat()
    if isinstance(raw, str):
        return raw.strip()
    number = exact_decimal(raw)
    if column is not None and column.kind is CellKind.SHARE:
        return f"{plain(number.scaleb(2))}%"
    return plain(number)
