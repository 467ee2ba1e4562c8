"""Tables -> an Excel workbook, drawn once and put in place whole."""

import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from allocator.errors import OutputError
from allocator.io.atomic_file import write_atomically
from allocator.io.chart_values import ChartValues
from allocator.io.charts import native_chart
from allocator.io.embedded_input import draw_input
from allocator.io.page_setup import SEPARATOR, cut_before_end, set_page
from allocator.io.sheet_cells import SheetCells
from allocator.io.sheet_drawing import draw_block, draw_label
from allocator.io.styles import Formats
from allocator.tables.table import Block, Chart, Table
from allocator.tables.text import printable

# A plan carries no date: the same plan gives the same bytes on every day.
CREATED = datetime(2026, 1, 1)
PROPERTY_LIMIT = 250
"""Characters of a document property, of which Excel holds 255."""
PIXELS, PADDING, LINE = 7, 5, 20
"""Of a character and of the sides of a column; of a row of the usual height."""
USUAL_COLUMN = 64
"""Pixels of a column without a width of its own."""


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
    values = ChartValues(tables)
    for table in tables:
        _draw_sheet(workbook, formats, table, values)
    draw_input(workbook, source or {}, tables[0].marking)
    workbook.set_properties(_properties(tables[0]))
    workbook.close()
    return target.getvalue()


def _properties(first: Table) -> dict[str, Any]:
    """What file managers and archives show of the document, its marking above all."""
    title = SEPARATOR.join(filter(None, (first.title, first.what_if)))
    texts = {
        "title": title,
        "subject": first.about,
        "category": first.marking,
        "keywords": first.marking,
        "status": first.what_if,
        "author": "allocator",
    }
    shown = {name: cut_before_end(printable(text), PROPERTY_LIMIT) for name, text in texts.items()}
    return {**{name: text for name, text in shown.items() if text}, "created": CREATED}


def _draw_sheet(workbook: Workbook, formats: Formats, table: Table, values: ChartValues) -> None:
    sheet = workbook.add_worksheet(table.name)
    if table.hidden:
        sheet.hide()
    for position, width in _widths(table).items():
        sheet.set_column(position, position, width)
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
            native_chart(workbook, chart, values),
            {"object_position": 2, "description": chart.title},
        )
    set_page(sheet, table, _last_cell(table))
    # Period codes such as 2027 are text on purpose.
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _widths(table: Table) -> Mapping[int, int]:
    """Characters of every column that has a width of its own."""
    widths: dict[int, int] = dict(enumerate(table.widths))
    for block in table.blocks:
        for position, column in zip(block.frame.starts, block.frame.columns, strict=False):
            if column.span == 1:
                widths[position] = max(widths.get(position, 0), column.characters)
    return widths


def _last_cell(table: Table) -> tuple[int, int]:
    corners = [(0, len(table.widths) - 1)]
    corners += [
        (
            block.frame.row + block.height - 1,
            block.frame.starts[_printed(block)] - 1,
        )
        for block in table.blocks
    ]
    corners += [
        (label.row + label.rows - 1, label.column + label.columns - 1) for label in table.labels
    ]
    corners += [_chart_corner(chart, _widths(table)) for chart in table.charts]
    return max(row for row, _ in corners), max(0, *(column for _, column in corners))


def _printed(block: Block) -> int:
    """Columns up to the last one that is printed."""
    printed = [column.printed for column in block.frame.columns]
    return len(printed) - printed[::-1].index(True)


def _chart_corner(chart: Chart, widths: Mapping[int, int]) -> tuple[int, int]:
    """The row and the column that a chart reaches, in rows of the usual height."""
    column, reach = chart.column, 0
    while True:
        width = widths.get(column)
        reach += USUAL_COLUMN if width is None else PIXELS * width + PADDING
        if reach >= chart.width:
            return chart.row + -(-chart.height // LINE), column
        column += 1
