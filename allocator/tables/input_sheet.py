"""What the sheets of the input workbook hold, column by column."""

from dataclasses import dataclass
from enum import StrEnum


class CellKind(StrEnum):
    """How a cell is written, and with that how it is read, checked, formatted and explained."""

    CODE = "code"
    CODES = "codes"
    PERIOD = "period"
    MONTH = "month"
    TEXT = "text"
    CHOICE = "choice"
    YES_NO = "yes/no"
    WHOLE = "whole number"
    DECIMAL = "decimal"
    MONEY = "EUR million"
    BILLION = "EUR billion"
    SHARE = "percentage"
    PROFILE = "payment profile"
    AIMS = "aims"
    WORDS = "words"
    BLEND = "burden key"
    STEPS = "shortfall steps"


DECIMALS = {
    CellKind.WHOLE: 0,
    CellKind.DECIMAL: 3,
    CellKind.MONEY: 3,
    CellKind.BILLION: 6,
    CellKind.SHARE: 4,
}
"""Digits after the point that a number of the kind may have. The integer behind the cell is its
number times ten to that power: units, thousandths, kEUR, kEUR, basis points."""

Default = str | int | tuple[object, ...] | None


@dataclass(frozen=True, slots=True)
class InputColumn:
    """One column, declared once for template, reader, messages and documentation.

    `minimum`, `maximum` and `default` are the integers the domain holds (basis points, kEUR,
    thousandths), not the numbers a cell shows.
    """

    name: str
    kind: CellKind
    help: str
    unit: str = ""
    blank: str = ""
    """What a blank cell means; empty where a blank is refused."""
    default: Default = None
    """The value of a blank cell."""
    key: bool = False
    """Part of what identifies a row."""
    choices: tuple[str, ...] = ()
    defines: str = ""
    """The kind of thing whose codes this column declares: state, group, line, ..."""
    refers: tuple[str, ...] = ()
    """Kinds of things whose codes are valid here."""
    words: tuple[str, ...] = ()
    """Words that are valid besides those codes."""
    minimum: int = 0
    maximum: int | None = None

    @property
    def required(self) -> bool:
        """Whether a blank cell is refused."""
        return not self.blank

    @property
    def numeric(self) -> bool:
        """Whether the cell is an Excel number."""
        return self.kind in DECIMALS


@dataclass(frozen=True, slots=True)
class InputSheet:
    """A sheet whose header stands in row 1; the order of its columns and rows is free."""

    name: str
    title: str
    help: str
    columns: tuple[InputColumn, ...]
    required: bool = False

    @property
    def key(self) -> tuple[str, ...]:
        """Columns that identify a row; empty where rows may agree in every code."""
        return tuple(column.name for column in self.columns if column.key)
