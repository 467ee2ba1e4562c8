"""Columns of an output sheet: what kind of value they hold and how Excel holds it."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from allocator.tables.text import printable, shortened

Kind = Literal[
    "text",
    "code",
    "prose",
    "whole",
    "money",
    "basis_points",
    "thousandths",
    "percent",
    "decimal",
    "flag",
    "seconds",
    "check",
]
"""What the integers of a column mean.

whole: a count (units, lots, shares, posts, steps); money: kEUR, shown as EUR million; basis_points:
shown as per cent; thousandths: shown with three decimals; percent and decimal: an exact Fraction;
flag: 0 or 1, shown as "yes" or "-"; prose: text that wraps; check: the row check of a long sheet.
"""
Part = Literal["key", "decision", "figure"]
Plain = int | str | float | Fraction | None

DIVISOR = {"money": 1_000, "thousandths": 1_000, "basis_points": 10_000}
"""By how much the integer is divided to give the number in the cell."""
LONGEST_TEXT = 32_767
"""Characters a cell can hold."""
WIDTH: dict[Kind, int] = {
    "text": 24,
    "code": 11,
    "prose": 60,
    "whole": 10,
    "money": 11,
    "basis_points": 10,
    "thousandths": 10,
    "percent": 10,
    "decimal": 10,
    "flag": 9,
    "seconds": 9,
    "check": 21,
}


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula and its true value, in the unit of the column's kind."""

    text: str
    """As Excel stores it, with the leading "="."""
    value: Plain


Value = Plain | Formula


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a block."""

    key: str
    header: str
    kind: Kind = "whole"
    help: str = ""
    """Meaning and unit, listed on the sheet `contents`."""
    part: Part = "figure"
    """On a long sheet: part of the row's key, a decision of the plan, or computed from them."""
    width: int = 0
    """Characters; 0: what suits the kind."""
    total: bool = False
    """Whether the total row adds the column up."""
    digits: int | None = None
    """Decimals shown; None: what suits the kind."""
    printed: bool = True
    """False at the end of a long sheet: for those who work with the file, not with paper."""
    span: int = 1
    """Columns of the sheet that it takes, on a page whose columns are a grid."""

    @property
    def characters(self) -> int:
        """Width in characters."""
        return self.width or WIDTH[self.kind]


def long_column(key: str, kind: Kind, help: str, part: Part = "figure", width: int = 0) -> Column:
    """A column of a long sheet: its header is its key, so that the sheet can be read back."""
    return Column(key, key, kind, help, part, width or max(WIDTH[kind], len(key) + 3))


def shown(kind: Kind, value: Plain) -> int | float | str | None:
    """The value as the cell holds it: integers divided once, fractions rounded once.

    What cannot be printed gives way to a sign, and a text longer than a cell can be is cut where
    it shows.
    """
    if isinstance(value, str):
        return shortened(printable(value), LONGEST_TEXT)
    if value is None or isinstance(value, float):
        return value
    divisor = DIVISOR.get(kind)
    if isinstance(value, Fraction):
        return float(value / (divisor or 1))
    return value if divisor is None else value / divisor
