"""Sheets `contents` and `columns`: what every sheet shows, and what the columns of lists mean."""

from collections.abc import Iterator

from allocator.report.sheet import CONTENTS, TITLE_ROWS, titled_page
from allocator.report.view import View
from allocator.tables.column import Column, Kind
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Label, Row, Table

UNIT: dict[Kind, str] = {
    "money": "EUR million",
    "percent": "per cent",
    "basis_points": "per cent",
    "thousandths": "units",
    "flag": "1 or 0",
    "text": "text",
    "code": "text",
    "prose": "text",
    "check": "text",
    "whole": "number",
    "decimal": "number",
    "seconds": "seconds",
}


def contents(view: View, tables: tuple[Table, ...]) -> Table:
    """Every sheet with a link."""
    columns = (
        Column("sheet", "Sheet", "text", width=22),
        Column("title", "Title", "text", width=30),
        Column("count", "Rows", width=8),
        Column("about", "What it shows", "prose", width=100),
    )
    frame = Frame(CONTENTS, columns, row=TITLE_ROWS)
    rows = tuple(
        (None, "Briefing" if table.page else table.title, table.count or None, table.about)
        for table in tables
    )
    links = tuple(
        Label(frame.row + 1 + index, 0, table.name, "link", link=table.name)
        for index, table in enumerate(tables)
    )
    return titled_page(
        view,
        CONTENTS,
        "Contents",
        "Every sheet; a click opens it. Cells on a pale ground are decisions of the plan, all "
        "else is computed from them. The input stands in hidden sheets (input_…). Sources and "
        "row checks of lists are not printed.",
        (Block(frame, rows),),
        labels=links,
    )


def legend(view: View, tables: tuple[Table, ...]) -> Table:
    """What every column of a long sheet means."""
    columns = (
        Column("sheet", "Sheet", "text", width=22),
        Column("column", "Column", "text", width=24),
        Column("unit", "Unit", "text", width=14),
        Column("meaning", "Meaning", "text", width=84),
    )
    return titled_page(
        view,
        "columns",
        "Columns of the long sheets",
        "Meaning and unit of every column of the sheets that list the plan row by row.",
        (Block(Frame("columns", columns, row=TITLE_ROWS), tuple(_columns(tables))),),
    )


def _columns(tables: tuple[Table, ...]) -> Iterator[Row]:
    for table in tables:
        if table.long:
            for column in table.blocks[0].frame.columns:
                yield table.name, column.header, UNIT[column.kind], column.help
