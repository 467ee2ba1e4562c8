"""Sheet `contents`: what every sheet shows and what every column of a long sheet means."""

from collections.abc import Iterator

from allocator.report.sheet import TITLE_ROWS, titled_page
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
    """Sheets with links, then columns with meanings and units."""
    sheets = (
        Column("sheet", "Sheet", "text", width=20),
        Column("title", "Title", "text", width=30),
        Column("count", "Rows", width=14),
        Column("about", "What it shows", "prose", width=100),
    )
    frame = Frame("contents", sheets, row=TITLE_ROWS)
    listed = tuple(
        (table.name, "Briefing" if table.page else table.title, table.count, table.about)
        for table in tables
    )
    links = tuple(
        Label(frame.row + 1 + index, 0, table.name, "link", link=table.name)
        for index, table in enumerate(tables)
    )
    first = Block(frame, tuple((None, *row[1:]) for row in listed))
    legend = (
        Column("sheet", "Sheet", "text"),
        Column("column", "Column", "text"),
        Column("unit", "Unit", "text"),
        Column("meaning", "Meaning", "text"),
    )
    row = frame.row + first.height + 3
    second = Block(Frame("contents", legend, row=row), tuple(_columns(tables)))
    heading = Label(row - 2, 0, "Columns of the long sheets", "heading", columns=4)
    return titled_page(
        view,
        "contents",
        "Contents",
        "What every sheet shows. Cells on a pale ground are decisions of the plan; everything "
        "else is computed from them. The input stands in hidden sheets, each under its own name "
        "with input_ before it.",
        (first, second),
        labels=(*links, heading),
    )


def _columns(tables: tuple[Table, ...]) -> Iterator[Row]:
    for table in tables:
        if table.long:
            for column in table.blocks[0].frame.columns:
                yield table.name, column.header, UNIT[column.kind], column.help
