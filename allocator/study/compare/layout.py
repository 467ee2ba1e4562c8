"""The two shapes of a comparison's sheets: a long list, and a page with a block for each pair."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from allocator.study.compare.compare import Figures, Pair
from allocator.tables.column import Column, Kind, Value
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Label, Row, Table

PLAN = Column("plan", "plan", "text", width=26)
"""The plan that is held against the first."""
WIDTH = 11
"""Characters of a figure."""
TOP = 3
"""Row of the first heading of a page."""


def long_list(
    name: str, title: str, about: str, columns: tuple[Column, ...], rows: Iterable[Row], keys: int
) -> Table:
    """A list that can be filtered; `keys` columns stay in sight."""
    frame = Frame(name, (PLAN, *columns))
    block = Block(frame, tuple(rows))
    return Table(name, title, about, (block,), long=True, frozen=(1, keys))


def paired_page(
    name: str, title: str, about: str, blocks: Iterable[tuple[Pair, Block]], keys: int = 1
) -> Table:
    """Blocks under each other, a heading over each; `keys` columns stay in sight."""
    placed: list[Block] = []
    labels = [Label(0, 0, title, "title"), Label(1, 0, about, "subtitle")]
    row = TOP
    for pair, block in blocks:
        width = len(block.frame.columns)
        labels.append(Label(row, 0, against(pair), "heading", columns=width))
        placed.append(replace(block, frame=replace(block.frame, row=row + 1)))
        row += block.height + 4
    # Headers may only stay in sight where they belong to everything below.
    rows = TOP + 2 if len(placed) == 1 else 0
    return Table(
        name,
        title,
        about,
        tuple(placed),
        tuple(labels),
        frozen=(rows, keys),
        large_paper=True,
    )


def against(pair: Pair) -> str:
    """Which plan is before and which is after."""
    return f"{pair.other.label} (after) against {pair.first.label} (before)"


def shift_columns(
    key: str, words: str, kind: Kind = "whole", width: int = 0
) -> tuple[Column, Column, Column]:
    """A figure before and after, and its difference."""
    before, after, difference = (
        Column(f"{key}_{which}", f"{words}\n{which}", kind, width=width or WIDTH)
        for which in ("before", "after", "difference")
    )
    return before, after, difference


def shifted(figures: Figures, names: Iterable[str]) -> Iterator[Value]:
    """What stands in those columns; a figure that neither plan has is 0."""
    for name in names:
        shift = figures.get(name)
        yield from (0, 0, 0) if shift is None else (shift.before, shift.after, shift.difference)
