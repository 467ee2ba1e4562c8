"""The two shapes of a sheet: a long list keyed by codes, and a titled page for reading."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from allocator.report.view import View
from allocator.tables.column import Column, Kind, Value, long_column
from allocator.tables.frame import Frame
from allocator.tables.plan_sheets import CHECK, row_check
from allocator.tables.table import Block, Chart, Label, Row, Table

USUAL_WIDTH = 8
"""Characters of a column to which nobody gave a width."""
MANY = 12
"""States from which on each block of a page of states is printed on a page of its own."""
CONTENTS = "contents"
"""The sheet that lists all others."""
TITLE_ROWS = 4
"""Rows above the first block of a titled page."""


def code(key: str, help: str, *, width: int = 0) -> Column:
    """A key column of a long sheet."""
    return long_column(key, "code", help, "key", width)


STATE = code("state", "code of the member state")
CAPABILITY = code("capability", "code of the capability", width=14)
LINE = code("line", "code of the production line", width=20)
COMPONENT = code("component", "code of the component", width=18)
POOL = code("pool", "code of the pool", width=18)
PERIOD = code("period", "code of the period", width=9)
CONFIDENCE = long_column(
    "confidence", "code", "what the input row says of its own figures: high, medium or low"
)
CLASSIFICATION = long_column("classification", "code", "marking of the input row")
BASIS = replace(
    long_column("source", "text", "where the input row's figures come from", width=40),
    printed=False,
)
SOURCE = long_column(
    "source_cell", "code", "cell of the input workbook that the row rests on", width=22
)
BETWEEN_CELLS = "; "
"""Between the cells of a row that rests on several."""
CHECKS = replace(
    long_column(
        CHECK, "check", "four digits for each key and decision of the row, to find changed cells"
    ),
    printed=False,
)


def figure(key: str, help: str, kind: Kind = "whole", *, width: int = 0) -> Column:
    """A computed column of a long sheet."""
    return long_column(key, kind, help, width=width)


def unit_price(key: str, help: str) -> Column:
    """A computed column of a long sheet: a price to the last kEUR, small next to other money."""
    return replace(figure(key, help, "money"), digits=3)


def decision(key: str, help: str, kind: Kind = "whole") -> Column:
    """A column of a long sheet that holds a decision of the plan."""
    return long_column(key, kind, help, "decision")


def long_sheet(
    view: View,
    name: str,
    title: str,
    about: str,
    columns: tuple[Column, ...],
    rows: Iterable[Row],
    *,
    live: Mapping[str, Callable[[Frame, int, Value], Value]] | None = None,
    strong: Callable[[Row], bool] | None = None,
) -> Table:
    """A list with its header in the first row; a sheet with decisions gets its row checks.

    `live` turns the plain value of a column into a formula, given frame and row; `strong` says
    which rows are set off. Where rows name the input cell they rest on, they also show what its row
    says of itself.
    """
    columns, rows = _with_evidence(view, columns, rows)
    guarded = any(column.part == "decision" for column in columns)
    shown = (*columns, CHECKS) if guarded else columns
    frame = Frame(name, shown)
    body: list[Row] = []
    for index, row in enumerate(rows):
        values = list(row)
        for key, formula in (live or {}).items():
            at = frame.offset[key]
            values[at] = formula(frame, index, values[at])
        body.append((*values, row_check(columns, row)) if guarded else tuple(values))
    keys = sum(column.part == "key" for column in columns)
    return Table(
        name,
        title,
        about,
        (Block(frame, tuple(body), strong=_set_off(body, strong)),),
        marking=view.marking,
        what_if=view.policy.what_if,
        long=True,
        frozen=(1, keys),
    )


def _set_off(rows: list[Row], strong: Callable[[Row], bool] | None) -> frozenset[int]:
    return frozenset(index for index, row in enumerate(rows) if strong is not None and strong(row))


def _with_evidence(
    view: View, columns: tuple[Column, ...], rows: Iterable[Row]
) -> tuple[tuple[Column, ...], Iterable[Row]]:
    keys = [column.key for column in columns]
    if SOURCE.key not in keys:
        return columns, rows
    place = keys.index(SOURCE.key)
    more = [column for column in (CONFIDENCE, CLASSIFICATION, BASIS) if column.key not in keys]

    def said(cell: Value) -> Iterable[Value]:
        rows = [view.evidence_at(each) for each in str(cell or "").split(BETWEEN_CELLS)]
        for column in more:
            texts = dict.fromkeys(getattr(evidence, column.key) for evidence in rows)
            yield BETWEEN_CELLS.join(filter(None, texts))

    return (*columns, *more), ((*row, *said(row[place])) for row in rows)


def titled_page(
    view: View,
    name: str,
    title: str,
    about: str,
    blocks: tuple[Block, ...],
    *,
    labels: tuple[Label, ...] = (),
    charts: tuple[Chart, ...] = (),
    frozen_columns: int = 1,
    large_paper: bool = False,
    breaks: tuple[int, ...] = (),
    heights: Mapping[int, float] | None = None,
) -> Table:
    """A sheet for reading: title, one sentence, ways back, then its blocks."""
    heads = (
        Label(0, 0, view.titled(title), "title"),
        Label(1, 0, about, "subtitle", columns=_reach(about, blocks)),
        Label(2, 0, "← briefing", "link", link="briefing"),
        *([] if name == CONTENTS else [Label(2, 1, "← all sheets", "link", link=CONTENTS)]),
    )
    # Headers may only stay in sight where they belong to everything below.
    frozen_rows = blocks[0].frame.row + 1 if len(blocks) == 1 else 0
    return Table(
        name,
        title,
        about,
        blocks,
        (*heads, *labels),
        charts,
        view.marking,
        view.policy.what_if,
        frozen=(frozen_rows, frozen_columns),
        large_paper=large_paper,
        breaks=breaks,
        heights=heights or {},
    )


def _reach(text: str, blocks: tuple[Block, ...]) -> int:
    """How many columns a line of text runs over, so that all of it is printed."""
    widths: dict[int, int] = {}
    for block in blocks:
        for at, column in enumerate(block.frame.columns, block.frame.column):
            widths[at] = max(widths.get(at, 0), column.characters)
    count = room = 0
    while room < len(text):
        room += widths.get(count, USUAL_WIDTH)
        count += 1
    return count
