"""Tables -> an Excel workbook, drawn once and put in place whole."""

import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from allocator.errors import OutputError
from allocator.io.atomic_file import write_atomically
from allocator.io.charts import native_chart
from allocator.io.embedded_input import draw_input
from allocator.io.sheet_cells import SheetCells
from allocator.io.sheet_drawing import draw_block, draw_label
from allocator.io.styles import Formats
from allocator.tables.table import Table

# A plan carries no date: the same plan gives the same bytes on every day.
CREATED = datetime(2026, 1, 1)
A3, A4 = 8, 9
HEADER_LIMIT = 100
"""Characters of a text in a page header, which holds 255 in all, each "&" counted twice."""
ONE_PAGE = 45
"""Rows that are still easy to read when they are fitted onto one page."""


def require_writable(target: Path, source: Path, suffix: str = ".xlsx") -> None:
    """Raise OutputError for a target that could never take the result; touches nothing."""
    if target.suffix.lower() != suffix:
        raise OutputError(f"{target}: give the result a name that ends in {suffix}")
    try:
        reason = _obstacle(target, source)
    except OSError as error:
        reason = f"cannot be written: {error.strerror}"
    if reason:
        raise OutputError(f"{target} {reason}")


def _obstacle(target: Path, source: Path) -> str:
    if target.is_dir():
        return "is a folder; name a file in it"
    if target.exists() and source.exists() and target.samefile(source):
        return "is the input itself, which is never overwritten"
    folder = next(parent for parent in target.absolute().parents if parent.exists())
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        return f"cannot be written: {folder} is no folder one may write to"
    return ""


def write_plan(
    path: Path, tables: Sequence[Table], source: Mapping[str, SheetCells] | None = None
) -> Path:
    """Write the sheets of a plan, those of its input hidden behind; return where they went.

    That is `path`, or `name (2).xlsx` beside it where `path` is open in Excel. Raises OutputError
    when it can be written nowhere; then what was there before is untouched.
    """
    return write_atomically(path, workbook_bytes(tables, source))


def workbook_bytes(
    tables: Sequence[Table], source: Mapping[str, SheetCells] | None = None
) -> bytes:
    """The workbook, byte for byte the same for the same tables and input sheets."""
    target = BytesIO()
    workbook = Workbook(
        target,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    formats = Formats(workbook)
    for table in tables:
        _draw_sheet(workbook, formats, table)
    draw_input(workbook, source or {}, tables[0].marking)
    workbook.set_properties({"title": tables[0].title, "author": "allocator", "created": CREATED})
    workbook.close()
    return target.getvalue()


def _draw_sheet(workbook: Workbook, formats: Formats, table: Table) -> None:
    sheet = workbook.add_worksheet(table.name)
    _set_columns(sheet, table)
    for block in table.blocks:
        draw_block(sheet, formats, block, long=table.long)
    for label in table.labels:
        draw_label(sheet, formats, label)
    for row, height in table.heights.items():
        sheet.set_row(row, height)
    for chart in table.charts:
        sheet.insert_chart(
            chart.row,
            chart.column,
            native_chart(workbook, chart),
            {"object_position": 2, "description": chart.title},
        )
    _set_page(sheet, table)


def _set_columns(sheet: Worksheet, table: Table) -> None:
    widths: dict[int, int] = dict(enumerate(table.widths))
    for block in table.blocks:
        for position, column in enumerate(block.frame.columns, block.frame.column):
            widths[position] = max(widths.get(position, 0), column.characters)
    for position, width in widths.items():
        sheet.set_column(position, position, width)


def _set_page(sheet: Worksheet, table: Table) -> None:
    sheet.set_landscape()
    sheet.set_paper(A3 if table.large_paper else A4)
    short = not table.long and not table.breaks and table.count <= ONE_PAGE
    sheet.fit_to_pages(1, 1 if table.page or short else 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.hide_gridlines(2)
    marking = _header_text(table.marking)
    title = _header_text(" · ".join(filter(None, (table.title, table.what_if))))
    # A blank ends the number of the size, or a title such as "2030" would be read as part of it.
    sheet.set_header(f"&L&9 {title}&C&9&B {marking}&R&9 &A")
    sheet.set_footer(f"&L&9 allocator&C&9&B {marking}&R&9 Page &P of &N")
    sheet.print_area(0, 0, *_last_cell(table))
    if table.page:
        sheet.center_horizontally()
    if table.frozen != (0, 0):
        sheet.freeze_panes(*table.frozen)
    if table.frozen[0]:
        sheet.repeat_rows(0, table.frozen[0] - 1)
    if table.breaks:
        sheet.set_h_pagebreaks(list(table.breaks))
    # Period codes such as 2027 are text on purpose.
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _header_text(text: str) -> str:
    """A text for a page header, where "&" starts a command and space is scarce."""
    while len(text) + text.count("&") > HEADER_LIMIT:
        text = text[:-1]
    return text.replace("&", "&&")


def _last_cell(table: Table) -> tuple[int, int]:
    corners = [(0, len(table.widths) - 1)]
    corners += [
        (
            block.frame.row + block.height - 1,
            block.frame.column + len(block.frame.columns) - 1,
        )
        for block in table.blocks
    ]
    corners += [
        (label.row + label.rows - 1, label.column + label.columns - 1) for label in table.labels
    ]
    corners += [chart_corner(chart.row, chart.height) for chart in table.charts]
    return max(row for row, _ in corners), max(0, *(column for _, column in corners))


def chart_corner(row: int, height: int) -> tuple[int, int]:
    """The row a chart reaches down to, at the usual 20 pixels a row; its width is the page's."""
    return row + -(-height // 20), 0
