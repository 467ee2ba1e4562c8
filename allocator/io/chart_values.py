"""What the cells that a chart shows hold, for the copies of their values that are kept with it.

The library's own copy has a zero where a cell is blank; readers that draw a chart from the copy
would let a line fall to it.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from allocator.io.address import column_number
from allocator.tables.column import shown
from allocator.tables.frame import quoted
from allocator.tables.table import Table, plain

CORNERS = re.compile(r"\$([A-Z]+)\$(\d+):\$([A-Z]+)\$(\d+)")
Numbers = Mapping[tuple[int, int], float]
"""By row and column, from 0."""


class ChartValues:
    """The numbers of a workbook's sheets, each sheet read when a chart first asks for it."""

    def __init__(self, tables: Sequence[Table]) -> None:
        by_name = {quoted(table.name): table for table in tables}
        self._numbers = cache(lambda name: _numbers(by_name[name]))

    def __call__(self, reference: str) -> list[float | None]:
        """The cells of a range such as `'by state'!$C$7:$F$7`, row by row; None where it is blank.

        Raises ValueError for a text that names no range of cells.
        """
        name, _, range_ = reference.rpartition("!")
        corners = CORNERS.fullmatch(range_)
        if corners is None:
            raise ValueError(f"{reference} is no range of cells")
        left, top, right, bottom = corners.groups()
        numbers: Numbers = self._numbers(name)
        return [
            numbers.get((row, column))
            for row in range(int(top) - 1, int(bottom))
            for column in range(column_number(left), column_number(right) + 1)
        ]


def _numbers(table: Table) -> Numbers:
    held = ((cell, shown(cell.kind, plain(cell.value))) for cell in table.cells())
    return {
        (cell.row, cell.column): value for cell, value in held if isinstance(value, int | float)
    }
