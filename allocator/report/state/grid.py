"""The printed page of a state: a grid of narrow columns, filled section by section."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import ceil

from allocator.tables.column import Column, Kind
from allocator.tables.table import Block, Chart, Label

COLUMNS = 28
HALF = COLUMNS // 2
CHARACTERS = 5
"""Of a column of the grid."""
PIXELS = 40
"""Of the same."""
LETTERS = 7.2
"""Of running text that one column holds."""
LARGER = 1.12
"""By how much the letters of a sentence are larger than those of a table."""
USUAL, DENSE, LINE, HEAD = 15.0, 12.75, 13.0, 27.0
"""Points of a row without a height of its own, of a row of a table, of a line of text that wraps,
of a head of two lines."""
TALLEST = 400.0
GAP = 8.0
"""Points between sections."""


@dataclass(frozen=True)
class Section:
    """A part of the page from `row` on."""

    row: int
    rows: int
    blocks: tuple[Block, ...] = ()
    labels: tuple[Label, ...] = ()
    charts: tuple[Chart, ...] = ()
    heights: Mapping[int, float] = field(default_factory=dict)

    @property
    def points(self) -> float:
        """Height."""
        return sum(points for _, points in self.by_row)

    @property
    def by_row(self) -> Iterator[tuple[int, float]]:
        """Every row with its height."""
        for row in range(self.row, self.row + self.rows):
            yield row, self.heights.get(row, USUAL)


def cell(
    key: str,
    header: str,
    kind: Kind = "whole",
    span: int = 1,
    *,
    total: bool = False,
    digits: int | None = None,
) -> Column:
    """A column of a table on the grid."""
    width = CHARACTERS * span
    return Column(key, header, kind, width=width, total=total, digits=digits, span=span)


def heading(row: int, words: str, column: int = 0, columns: int = COLUMNS) -> Label:
    """Over the whole page, or over a part of it."""
    return Label(row, column, words, "heading", columns=columns)


def note(row: int, words: str, column: int = 0, columns: int = COLUMNS) -> Label:
    """A line of explanation, which wraps."""
    return Label(row, column, words, "note", columns=columns)


def statement(row: int, words: str) -> tuple[Label, Mapping[int, float]]:
    """A sentence that wraps, with the height it needs."""
    height = LARGER * high(words, COLUMNS / LARGER) + 2
    return Label(row, 0, words, "sentence", columns=COLUMNS), {row: height}


def high(words: str, columns: float) -> float:
    """Points that a text needs in so many columns of the grid."""
    lines = sum(max(1, ceil(len(part) / (LETTERS * columns))) for part in words.split("\n"))
    return min(TALLEST, LINE * lines + 2)


def nothing(row: int, title: str, words: str) -> Section:
    """A section that has nothing to show, and says so."""
    return Section(row, 2, labels=(heading(row, title), note(row + 1, words)))


def listed(row: int, title: str, words: str, *blocks: Block) -> Section:
    """A section of tables side by side, the longest first, under a heading and an explanation."""
    return Section(
        row,
        2 + blocks[0].height,
        blocks,
        (heading(row, title), note(row + 1, words)),
        heights={row + 1: high(words, COLUMNS), **block_heights(blocks[0])},
    )


def block_heights(block: Block) -> Mapping[int, float]:
    """Dense rows, as high as their text needs, under a head of two lines."""
    frame = block.frame
    wide = [(at, c.span) for at, c in enumerate(frame.columns) if c.kind == "prose"]
    heights = {frame.row: HEAD}
    for index, row in enumerate((*block.rows, *([block.totals] if block.total else []))):
        texts = [high(str(row[at] or ""), span) for at, span in wide]
        heights[frame.row + 1 + index] = max([DENSE, *(t for t in texts if t > LINE + 2)])
    return heights


def beside(left: Section, right: Section) -> Section:
    """Two sections that begin in the same row."""
    taller = {row: max(left.heights.get(row, 0), right.heights[row]) for row in right.heights}
    return Section(
        left.row,
        max(left.rows, right.rows),
        left.blocks + right.blocks,
        left.labels + right.labels,
        left.charts + right.charts,
        {**left.heights, **taller},
    )
