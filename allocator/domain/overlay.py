"""Futures as changes of a workbook: which of its cells, and what becomes of them."""

from dataclasses import dataclass
from typing import Literal

How = Literal["set", "add", "scale"]
HOWS: tuple[How, ...] = ("set", "add", "scale")
WHOLE_SCALE = 10_000
"""Basis points that leave a figure as it is."""


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the sheet `scenarios`, or one figure drawn at random."""

    scenario: str
    sheet: str
    key: tuple[tuple[str, ...], ...]
    """For each key column of the sheet the codes that are meant, * standing for anything; of sheets
    without a key the numbers of rows."""
    column: str
    how: How
    value: object
    """set: what is written into the cell; add: the integer that is added, in thousandths of a
    million, basis points, thousandths or units as the column has it; scale: basis points."""
    address: str
    """Of the cell that asks for it."""
    named: str = ""
    """Of the cell that names the rows; empty where that is the same one."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that is otherwise than in the workbook as it stands."""

    address: str
    """`lines!E7`; of rows that are added, where they would stand."""
    sheet: str
    key: tuple[str, ...]
    column: str
    before: str
    """As the cell is written; empty where it is blank or its row is added."""
    after: str
    scenario: str
    """The last that changed it."""
    asked: str
    """The cells that ask for it, in their order: `scenarios!F2, scenarios!F9`."""
