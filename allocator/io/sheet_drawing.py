"""Blocks and labels on a worksheet: values, live formulas with true values, shading."""

from collections.abc import Mapping
from functools import partial
from itertools import product
from math import ceil
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from allocator.io.styles import BAR, HEAT, WORDS, Formats
from allocator.tables.column import Column, Formula, Kind, Value, shown
from allocator.tables.frame import Frame, column_letters
from allocator.tables.table import LIGHTS, Block, Label, Row, plain

DOUBLE = 30
"""Points of a row of headers that may wrap once."""
UPRIGHT = 5.2
"""Points that a character of an upright header takes."""
SPREAD = 1.2
"""Characters of running text that fit where a column is one character wide."""
LINE = 13.5
"""Points of a line of wrapped text."""
TALLEST = 400.0
"""Points that a row may be high; spreadsheets end at 409."""


def draw_block(sheet: Worksheet, formats: Formats, block: Block, *, long: bool) -> None:
    """Headers, rows and totals of a block; a long sheet's block becomes an Excel table."""
    frame = block.frame
    if long:
        _make_excel_table(sheet, formats, block)
    else:
        _draw_headers(sheet, formats, block)
    usual, strong = _looks(formats, block), _looks(formats, block, strong=True)
    for index, row in enumerate(block.rows):
        looks = strong if index in block.strong else usual
        _draw_row(sheet, frame, index, row, looks)
    for index, position in sorted(block.marks):
        look = formats.body(frame.columns[position], mark=True)
        write(
            sheet,
            frame.row + 1 + index,
            frame.starts[position],
            block.rows[index][position],
            frame.columns[position].kind,
            look,
        )
    if block.total:
        _draw_row(sheet, frame, len(block.rows), block.totals, strong)
    _fit_rows(sheet, block)
    _shade(sheet, formats, block)


def _looks(formats: Formats, block: Block, *, strong: bool = False) -> list[Format]:
    return [
        formats.body(column, strong=strong, edge=column.key == block.edge)
        for column in block.frame.columns
    ]


def draw_label(sheet: Worksheet, formats: Formats, label: Label) -> None:
    """A free-standing cell, merged and linked where it says so."""
    look = formats.label(label.style, label.kind, label.number_format)
    row, column = label.row, label.column
    if label.columns > 1 or label.rows > 1:
        sheet.merge_range(row, column, row + label.rows - 1, column + label.columns - 1, "", look)
    if label.link:
        words = str(shown(label.kind, plain(label.value)))
        sheet.write_url(row, column, f"internal:'{label.link}'!A1", look, string=words)
    else:
        write(sheet, row, column, label.value, label.kind, look)


def write(sheet: Worksheet, row: int, column: int, value: Value, kind: Kind, look: Format) -> None:
    """One cell. A text never becomes a formula, and a formula always carries its true value."""
    if isinstance(value, Formula):
        sheet.write_formula(row, column, value.text, look, shown(kind, value.value))
        return
    held = shown(kind, value)
    if held is None:
        sheet.write_blank(row, column, None, look)
    elif isinstance(held, str):
        sheet.write_string(row, column, held, look)
    else:
        sheet.write_number(row, column, held, look)


def _draw_row(sheet: Worksheet, frame: Frame, index: int, values: Row, looks: list[Format]) -> None:
    row = frame.row + 1 + index
    for position, value in enumerate(values):
        _merge(sheet, frame, position, row, looks[position])
        kind = frame.columns[position].kind
        write(sheet, row, frame.starts[position], value, kind, looks[position])


def _merge(sheet: Worksheet, frame: Frame, position: int, row: int, look: Format) -> None:
    """Make one cell of those that a column takes."""
    first, last = frame.starts[position], frame.starts[position + 1] - 1
    if last > first:
        sheet.merge_range(row, first, row, last, "", look)


def _draw_headers(sheet: Worksheet, formats: Formats, block: Block) -> None:
    frame = block.frame
    for position, column in enumerate(frame.columns):
        look = _head(formats, block, column)
        _merge(sheet, frame, position, frame.row, look)
        write(sheet, frame.row, frame.starts[position], column.header, "text", look)
    longest = max(len(column.header) for column in frame.columns)
    upright = min(TALLEST, max(40, UPRIGHT * longest + 8))
    sheet.set_row(frame.row, upright if block.rotated else DOUBLE)


def _fit_rows(sheet: Worksheet, block: Block) -> None:
    """Heights of rows whose text wraps; not every program fits them by itself."""
    prose = [
        (position, column.characters)
        for position, column in enumerate(block.frame.columns)
        if column.kind == "prose"
    ]
    for index, row in enumerate(block.rows):
        lines = max(
            (ceil(len(str(row[at] or "")) / (SPREAD * width)) for at, width in prose), default=1
        )
        if lines > 1:
            sheet.set_row(block.frame.row + 1 + index, min(TALLEST, LINE * lines + 2))


def _head(formats: Formats, block: Block, column: Column) -> Format:
    words = column.kind in WORDS
    edge = column.key == block.edge
    return formats.head(rotated=block.rotated and not words, left=words, edge=edge)


def _make_excel_table(sheet: Worksheet, formats: Formats, block: Block) -> None:
    frame = block.frame
    columns = [
        {"header": column.header, "header_format": _head(formats, block, column)}
        for column in frame.columns
    ]
    sheet.add_table(
        frame.row,
        frame.column,
        frame.row + max(1, len(block.rows)),
        frame.column + len(columns) - 1,
        {"name": f"{frame.sheet}_rows", "columns": columns, "style": "Table Style Light 1"},
    )


def _shade(sheet: Worksheet, formats: Formats, block: Block) -> None:
    frame = block.frame
    if not block.rows:
        return
    first = frame.row + 1
    last = frame.row + (block.heat_rows or len(block.rows))
    apply = partial(_condition, sheet, block, first, last)
    for key, darkest in block.heat.items():
        apply(
            key,
            {
                "type": "2_color_scale",
                "min_type": "num",
                "max_type": "num",
                "min_value": 0,
                "max_value": darkest,
                "min_color": HEAT[0],
                "max_color": HEAT[1],
            },
        )
    for key in block.bars:
        bar = {
            "type": "data_bar",
            "bar_solid": True,
            "bar_color": BAR,
            "min_type": "num",
            "min_value": 0,
        }
        if frame.columns[frame.offset[key]].kind == "percent":
            bar |= {"max_type": "num", "max_value": 1}
        apply(key, bar)
    for key, most in block.beyond.items():
        criteria = _above(frame, key, most)
        apply(key, {"type": "formula", "criteria": criteria, "format": formats.beyond()})
    for key, shown_light in product(block.lights, LIGHTS):
        ground = formats.light(shown_light)
        apply(
            key, {"type": "cell", "criteria": "==", "value": f'"{shown_light}"', "format": ground}
        )
    if block.alarm:
        warning = formats.warning()
        for key in block.alarm:
            apply(key, {"type": "cell", "criteria": ">", "value": 0, "format": warning})


def _above(frame: Frame, key: str, most: str) -> str:
    """Whether a value is above the limit in its row; an empty limit is none."""
    limit = f"${column_letters(frame.place(most))}{frame.row + 2}"
    return f'=AND({limit}<>"",{frame.at(key, 0)}>{limit})'


def _condition(
    sheet: Worksheet, block: Block, first: int, last: int, key: str, options: Mapping[str, Any]
) -> None:
    place = block.frame.place(key)
    sheet.conditional_format(first, place, last, place, dict(options))
