"""Places on a sheet and the names that formulas give them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from allocator.tables.column import Column

PLAIN = re.compile("[a-z_]{4,}")
"""Names of sheets that need no quotes."""
QUOTE = "'"


def column_letters(column: int) -> str:
    """A, B, .. Z, AA, .. of a column counted from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """`C7` of the cell in row 6 and column 2."""
    return f"{column_letters(column)}{row + 1}"


def quoted(sheet: str) -> str:
    """A sheet's name as formulas write it: in quotes, or one like `R1` would be read as a cell."""
    return sheet if PLAIN.fullmatch(sheet) else f"'{sheet.replace(QUOTE, 2 * QUOTE)}'"


@dataclass(frozen=True)
class Frame:
    """Where a block stands on its sheet; gives the references that formulas and charts need."""

    sheet: str
    columns: tuple[Column, ...]
    row: int = 0
    """Of the headers; the rows follow."""
    column: int = 0

    @cached_property
    def offset(self) -> Mapping[str, int]:
        """Position of each column within the block."""
        return {column.key: index for index, column in enumerate(self.columns)}

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Column of the sheet in which each column starts, and the one after the last."""
        return tuple(accumulate((column.span for column in self.columns), initial=self.column))

    def place(self, key: str) -> int:
        """Column of the sheet in which `key` stands."""
        return self.starts[self.offset[key]]

    def at(self, key: str, index: int) -> str:
        """`C7`: the cell of a row, for a formula on the same sheet."""
        return cell_name(self.row + 1 + index, self.place(key))

    def head(self, key: str) -> str:
        """`C6`: the header cell of a column."""
        return cell_name(self.row, self.place(key))

    def down(self, key: str, count: int, first: int = 0) -> str:
        """`$C$2:$C$9`: `count` rows of a column, for a formula on the same sheet."""
        letters, top = column_letters(self.place(key)), self.row + 2 + first
        return f"${letters}${top}:${letters}${top + max(1, count) - 1}"

    def along(self, first: str, last: str, index: int) -> str:
        """`$C$7:$F$7`: neighbouring cells of a row, -1 being the headers, for a chart."""
        letters = (column_letters(self.place(key)) for key in (first, last))
        return ":".join(f"${each}${self.row + 2 + index}" for each in letters)

    def across(self, first: str, last: str, index: int) -> str:
        """`C7:F7`: neighbouring cells of a row."""
        return f"{self.at(first, index)}:{self.at(last, index)}"

    def abroad(self, reference: str) -> str:
        """A reference of this sheet as another sheet and a chart write it."""
        return f"{quoted(self.sheet)}!{reference}"
