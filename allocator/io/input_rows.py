"""The rows of an input workbook as text, in the form in which the input writer takes them."""

from collections.abc import Mapping
from datetime import datetime, time
from pathlib import Path

from allocator.io.input_help import HELP_SHEET
from allocator.io.layout import IGNORED, SETTING_BY_NAME, SHEET_BY_NAME, all_columns
from allocator.io.numbers import exact_decimal, plain
from allocator.io.raw_cells import Raw, Uncalculated, is_blank
from allocator.io.sheet_cells import SheetCells, sheet_cells
from allocator.io.sheet_header import HEADER_ROW
from allocator.io.workbook_file import workbook_file
from allocator.io.workbook_parts import workbook_parts
from allocator.tables.input_sheet import CellKind, InputColumn, InputSheet

TextRows = dict[str, list[dict[str, str]]]


def input_rows(path: Path) -> tuple[TextRows, tuple[str, ...]]:
    """Rows by sheet, the planner's own columns included, and the names of the planner's own sheets.

    For workbooks that `read_scenario` takes. Formulas are the values they were saved with.
    """
    file = workbook_file(path)
    parts = workbook_parts(file)
    rows: TextRows = {}
    for place in parts.sheets:
        if place.name in SHEET_BY_NAME:
            cells = sheet_cells(place, file.parts[place.part], parts)
            rows[place.name] = _rows(SHEET_BY_NAME[place.name], cells)
    names = [place.name for place in parts.sheets]
    return rows, tuple(n for n in names if n.startswith(IGNORED) and n != HELP_SHEET)


def _rows(sheet: InputSheet, cells: SheetCells) -> list[dict[str, str]]:
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
            {name: _text(_described(sheet, columns, raw, name), raw[name]) for name in raw}
        )
    return found


def _described(
    sheet: InputSheet, columns: Mapping[str, InputColumn], row: Mapping[str, Raw], name: str
) -> InputColumn | None:
    """The column of a cell; of the value of a setting the setting itself."""
    if sheet.name == "settings" and name == "value":
        return SETTING_BY_NAME.get(str(row.get("key")).strip())
    return columns.get(name)


def _text(column: InputColumn | None, raw: Raw) -> str:
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
