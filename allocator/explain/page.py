"""A page of sentences and lists under each other, as the sheets of explanations have it."""

from collections.abc import Sequence

from allocator.tables.column import Column
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Label, Row

LINE, LETTERS = 15.0, 18
"""Points of a line of a sentence, and characters that it holds in a column of usual width."""


class Page:
    """Collects what stands on a sheet from a row on."""

    def __init__(self, name: str, row: int, columns: int, most: int) -> None:
        self.name, self.row = name, row
        self.columns, self.most = columns, most
        self.labels: list[Label] = []
        self.blocks: list[Block] = []
        self.heights: dict[int, float] = {}

    def sentence(self, words: str) -> None:
        """A line of text that wraps."""
        self.labels.append(Label(self.row, 0, words, "sentence", columns=self.columns))
        self.heights[self.row] = LINE * (1 + len(words) // (LETTERS * self.columns)) + 3
        self.row += 1

    def listed(self, title: str, columns: tuple[Column, ...], rows: Sequence[Row]) -> None:
        """The first rows of a list under a heading; nothing where there are none."""
        if not rows:
            return
        more = f" (the {self.most} largest of {len(rows)})" if len(rows) > self.most else ""
        self.row += 1
        heading = Label(self.row, 0, title + more, "heading", columns=self.columns)
        self.labels.append(heading)
        block = Block(Frame(self.name, columns, row=self.row + 1), tuple(rows[: self.most]))
        self.blocks.append(block)
        self.row += 1 + block.height
