"""Tables on slides: lines of the same height, every text cut to its cell."""

from typing import Any

from pptx.util import Pt

from allocator.io.slide_room import Box
from allocator.io.slide_text import (
    INK,
    LEFT,
    MIDDLE,
    RIGHT,
    Line,
    add_lines,
    paint,
    place,
    text_box,
)
from allocator.io.styles import NAVY, PALE
from allocator.io.text_fit import cut, plain_text, width
from allocator.tables.slide import SlideTable

HEADING = 12
Rows = tuple[tuple[str, ...], ...]
SIZES = {26: 13, 21: 12, 17: 11, 0: 10}
"""Of cells, by the least height of a row; from the largest."""
CAPTION = 20
"""Height of the table's title."""
INSET = 4
LOWEST, HIGHEST = 14, 28
"""A row where there are many, and where there are few."""
WHITE = "#FFFFFF"


def draw_table(slide: Any, box: Box, table: SlideTable, about: str) -> Any:
    """Put a table on a slide; rows for which there is no room are counted in the last one."""
    title = cut(plain_text(table.title), HEADING, box.width)
    caption = Box(box.left, box.top, box.width, CAPTION)
    text_box(slide, "Caption", caption, [Line(title, HEADING, NAVY, bold=True)])
    rows = _kept(table, int((box.height - CAPTION) / LOWEST) - 1)
    high = min(HIGHEST, (box.height - CAPTION) / (len(rows) + 1))
    frame = slide.shapes.add_table(len(rows) + 1, len(table.headers), 0, 0, 0, 0)
    place(frame, Box(box.left, box.top + CAPTION, box.width, high * (len(rows) + 1)))
    frame.name = "Table"
    frame.element.nvGraphicFramePr.cNvPr.set("descr", about)
    native = frame.table
    native.horz_banding = False
    size = _size(table, rows, box.width, high)
    for row in native.rows:
        row.height = Pt(high)
    for column, part in enumerate(table.widths):
        wide = box.width * part / sum(table.widths)
        native.columns[column].width = Pt(wide)
        align = RIGHT if column in table.numbers else LEFT
        for index, texts in enumerate((table.headers, *rows)):
            text = cut(plain_text(texts[column]), size, wide - 2 * INSET)
            _write_cell(native.cell(index, column), index, text, size, align)
    return frame


def _size(table: SlideTable, rows: Rows, wide: float, high: float) -> int:
    """The largest size that its rows are high enough for and that cuts no cell; else the least."""
    parts = [wide * part / sum(table.widths) - 2 * INSET for part in table.widths]
    sizes = [size for least, size in SIZES.items() if high >= least]
    for size in sizes:
        texts = (zip(row, parts, strict=True) for row in (table.headers, *rows))
        if all(width(plain_text(text), size) <= room for row in texts for text, room in row):
            return size
    return sizes[-1]


def _kept(table: SlideTable, most: int) -> Rows:
    if len(table.rows) <= most:
        return table.rows
    left = len(table.rows) - most + 1
    rest = (f"and {left} more", *("" for _ in table.headers[1:]))
    return (*table.rows[: most - 1], rest)


def _write_cell(cell: Any, row: int, text: str, size: int, align: Any) -> None:
    head = row == 0
    paint(cell, NAVY if head else WHITE if row % 2 else PALE)
    cell.margin_left = cell.margin_right = Pt(INSET)
    cell.margin_top = cell.margin_bottom = 0
    cell.vertical_anchor = MIDDLE
    add_lines(cell.text_frame, [Line(text, size, WHITE if head else INK, bold=head)], align)
