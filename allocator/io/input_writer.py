"""An input workbook from rows of text: templates, examples and the reference scenario."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from allocator.domain.problem import Problem
from allocator.errors import InputError
from allocator.io.atomic_file import write_atomically
from allocator.io.input_help import HELP_HEADER, HELP_SHEET, HELP_WIDTHS, comment, help_rows
from allocator.io.input_looks import COMMENT_BOX, InputLooks, drop_down, width
from allocator.io.layout import (
    IGNORED,
    SETTING_BY_NAME,
    SHEET_BY_NAME,
    SHEETS,
    all_columns,
    described,
)
from allocator.io.typed_text import CellValue, typed_cell
from allocator.tables.input_sheet import InputColumn, InputSheet

TextRow = Mapping[str, str]
Rows = Mapping[str, Sequence[TextRow]]
CREATED = datetime(2026, 1, 1)
"""Fixed, so that equal rows give equal bytes."""
FROZEN = 4
"""Columns that stay in sight at most."""
SPARE_ROWS = 1_000
"""Rows below the last one that are formatted and have drop-downs."""


def write_input_workbook(path: Path, rows: Rows) -> Path:
    """Write a workbook of all input sheets and return where it went.

    Values are text as seed tables hold them: `12.5`, `65%`, `yes`, `-1:30;0:70`; they become typed
    cells by the kind of their column. Columns whose names start with `_` are kept as text. Equal
    rows give equal bytes. Raises InputError naming every value that does not fit, OutputError when
    the file cannot be written.
    """
    return write_atomically(path, input_workbook_bytes(rows))


def input_workbook_bytes(rows: Rows) -> bytes:
    """The workbook of `write_input_workbook`, unwritten."""
    problems = [
        _problem(name, "no such sheet in the layout") for name in rows if name not in SHEET_BY_NAME
    ]
    typed = {
        sheet.name: list(_typed_rows(sheet, rows.get(sheet.name, ()), problems)) for sheet in SHEETS
    }
    if problems:
        raise InputError(problems)
    content = BytesIO()
    workbook = Workbook(
        content,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    workbook.set_properties({"title": "allocator input", "created": CREATED})
    looks = InputLooks(workbook)
    for sheet in SHEETS:
        own = sorted({name for row in rows.get(sheet.name, ()) for name in row if _ignored(name)})
        _write_sheet(workbook.add_worksheet(sheet.name), looks, sheet, own, typed[sheet.name])
    _write_help(workbook.add_worksheet(HELP_SHEET), looks)
    workbook.close()
    return content.getvalue()


def _ignored(name: str) -> bool:
    return name.startswith(IGNORED)


def _problem(address: str, message: str) -> Problem:
    return Problem(address=address, message=message, remedy="correct the row")


def _typed_rows(
    sheet: InputSheet, rows: Sequence[TextRow], problems: list[Problem]
) -> Iterator[Mapping[str, CellValue]]:
    columns = {column.name: column for column in all_columns(sheet)}
    for number, row in enumerate(rows, 2):
        typed: dict[str, CellValue] = {}
        for name, value in row.items():
            column = columns.get(name)
            if column is None and not _ignored(name):
                problems.append(_problem(f"{sheet.name} row {number}", f'unknown column "{name}"'))
                continue
            try:
                typed[name] = _typed(sheet, column, row, value)
            except ValueError as error:
                problems.append(_problem(f"{sheet.name} row {number}, {name}", str(error)))
        yield typed


def _typed(sheet: InputSheet, column: InputColumn | None, row: TextRow, value: str) -> CellValue:
    if column is None:
        return value.strip() or None
    here = described(sheet, column, row)
    return typed_cell(here, value) if here else value


def _write_sheet(
    worksheet: Worksheet,
    looks: InputLooks,
    sheet: InputSheet,
    own: Sequence[str],
    rows: Sequence[Mapping[str, CellValue]],
) -> None:
    columns = {column.name: column for column in all_columns(sheet)}
    names = [*columns, *own]
    last = max(1, len(rows))
    worksheet.add_table(
        0,
        0,
        last,
        len(names) - 1,
        {
            "name": f"table_{sheet.name}",
            "style": "Table Style Medium 2",
            "columns": [{"header": name} for name in names],
        },
    )
    worksheet.freeze_panes(1, min(max(1, len(sheet.key)), FROZEN))
    worksheet.set_landscape()
    worksheet.fit_to_pages(1, 0)
    worksheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + SPARE_ROWS}"})
    for position, name in enumerate(names):
        column = columns.get(name)
        cells = [row.get(name) for row in rows]
        worksheet.set_column(position, position, width(name, cells), looks.cell(column))
        worksheet.write_string(0, position, name, looks.header(column))
        if column is not None:
            worksheet.write_comment(0, position, comment(column), COMMENT_BOX)
            if rule := drop_down(column):
                worksheet.data_validation(1, position, last + SPARE_ROWS, position, rule)
        for number, value in enumerate(cells, 1):
            if value is not None:
                here = column and described(sheet, column, rows[number - 1])
                _write_cell(worksheet, number, position, value, looks.cell(here))
    if sheet.name == "settings":
        _explain_settings(worksheet, looks, rows)


def _explain_settings(
    worksheet: Worksheet, looks: InputLooks, rows: Sequence[Mapping[str, CellValue]]
) -> None:
    """Each setting has a form of its own: its value gets that form, its key the help."""
    for number, row in enumerate(rows, 1):
        setting = SETTING_BY_NAME.get(str(row.get("key")))
        if setting is None:
            continue
        _write_cell(worksheet, number, 1, row.get("value"), looks.cell(setting, left=True))
        worksheet.write_comment(number, 0, comment(setting), COMMENT_BOX)
        if rule := drop_down(setting):
            worksheet.data_validation(number, 1, number, 1, rule)


def _write_cell(
    worksheet: Worksheet, row: int, column: int, value: CellValue, style: Format
) -> None:
    if value is None:
        worksheet.write_blank(row, column, None, style)
    elif isinstance(value, str):
        if worksheet.write_string(row, column, value, style):
            raise InputError([_problem(worksheet.name, "text longer than Excel can hold")])
    else:
        worksheet.write_number(row, column, value, style)


def _write_help(worksheet: Worksheet, looks: InputLooks) -> None:
    worksheet.freeze_panes(1, 2)
    for position, name in enumerate(HELP_HEADER):
        worksheet.set_column(position, position, HELP_WIDTHS[position], looks.prose)
        worksheet.write_string(0, position, name, looks.header(None))
    for number, row in enumerate(help_rows(), 1):
        for position, text in enumerate(row):
            worksheet.write_string(number, position, text, looks.prose)
