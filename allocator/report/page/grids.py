"""Tables of the page, drawn from the very blocks of the workbook's sheets."""

from collections.abc import Iterable, Mapping, Sequence

from allocator.report.figure_text import NUMERIC, figure_text
from allocator.tables.column import Column, Plain
from allocator.tables.page import Grid, Head
from allocator.tables.table import Block, Row, Table, plain

LONG = 40
"""Characters of a text from which on its column needs room."""
Record = Mapping[str, Plain]
"""A row by column."""


def block_with(table: Table, *keys: str) -> Block:
    """The first block that has these columns; StopIteration where there is none."""
    return next(block for block in table.blocks if set(keys) <= block.frame.offset.keys())


def records(block: Block) -> tuple[Record, ...]:
    """Rows by column, with the true values of formulas."""
    keys = tuple(block.frame.offset)
    return tuple(dict(zip(keys, map(plain, row), strict=True)) for row in block.rows)


def grid(
    key: str,
    caption: str,
    columns: Sequence[Column],
    rows: Iterable[Row],
    *,
    total: Row = (),
    anchors: Iterable[str] = (),
) -> Grid:
    """Values as texts, each as its column shows it."""

    def texts(row: Row) -> tuple[str, ...]:
        return tuple(figure_text(column, value) for column, value in zip(columns, row, strict=True))

    body = tuple(map(texts, rows))
    heads = tuple(
        Head(
            " ".join(column.header.split()),
            column.kind in NUMERIC,
            any(len(row[place]) > LONG for row in body),
        )
        for place, column in enumerate(columns)
    )
    return Grid(
        key,
        caption,
        heads,
        body,
        texts(total) if total else (),
        tuple(anchors),
    )


def picked(
    key: str,
    caption: str,
    block: Block,
    columns: Mapping[str, str],
    rows: Iterable[Row] | None = None,
) -> Grid:
    """Some columns of a block under plain headers; empty: its own."""
    at = [block.frame.offset[name] for name in columns]
    shown = [
        Column(
            name,
            header or block.frame.columns[place].header,
            block.frame.columns[place].kind,
            digits=block.frame.columns[place].digits,
        )
        for place, (name, header) in zip(at, columns.items(), strict=True)
    ]
    chosen = block.rows if rows is None else rows
    return grid(key, caption, shown, (tuple(row[place] for place in at) for row in chosen))
