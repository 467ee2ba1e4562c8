"""Values as texts, rounded and written as the workbook's number formats show them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from allocator.tables.column import DIVISOR, Column, Kind, Plain, Value
from allocator.tables.table import Label, plain

DIGITS: Mapping[Kind, int] = {
    "money": 1,
    "basis_points": 2,
    "percent": 1,
    "decimal": 1,
    "thousandths": 1,
    "seconds": 1,
}
"""Decimals of a kind where the column does not say."""
DASHED = frozenset({"whole", "money", "flag"})
"""Kinds of which nothing shows as a dash."""
NOTHING = "–"
NUMERIC = frozenset(
    {"whole", "money", "basis_points", "thousandths", "percent", "decimal", "seconds"}
)
FORMAT = re.compile(
    r'(?P<before>"[^"]*")?[#,]*0(?P<decimals>\.0+)?(?P<thousands>,*)(?P<percent>%?)'
    r'(?P<after>"[^"]*")?'
)
"""The number formats that headline figures use."""


def rounded(value: Fraction | int, digits: int = 0) -> str:
    """`1,234.5`, rounded once and half away from zero as spreadsheets do; a true minus sign."""
    scale = 10**digits
    whole, rest = divmod(int(abs(Fraction(value)) * scale + Fraction(1, 2)), scale)
    sign = "−" if value < 0 and (whole or rest) else ""
    return f"{sign}{whole:,}" + (f".{rest:0{digits}d}" if digits else "")


def per_cent(part: Fraction | int, digits: int = 1) -> str:
    """`12.3 %`."""
    return f"{rounded(100 * Fraction(part), digits)} %"


@dataclass(frozen=True, slots=True)
class MoneyUnit:
    """In what a drawing counts money."""

    name: str
    kilo_euros: int

    def number(self, amount: Fraction | int, digits: int = 1) -> str:
        """kEUR in the unit, without its name."""
        return rounded(Fraction(amount) / self.kilo_euros, digits)

    def words(self, amount: Fraction | int, digits: int = 1) -> str:
        """`EUR 12.3 bn`."""
        return f"EUR {self.number(amount, digits)} {self.name}"


BILLION, MILLION = MoneyUnit("bn", 1_000_000), MoneyUnit("million", 1_000)


def money_unit(most: Fraction | int) -> MoneyUnit:
    """What suits amounts of which `most` is the largest."""
    return BILLION if most >= BILLION.kilo_euros else MILLION


def figure_text(column: Column, value: Value) -> str:
    """What the cell of a column shows; nothing where it is blank."""
    held, kind = plain(value), column.kind
    if held is None or isinstance(held, str):
        return held or ""
    if kind in DASHED and not held:
        return NOTHING
    if kind == "flag":
        return "yes"
    digits = DIGITS.get(kind, 0) if column.digits is None else column.digits
    number = _number(kind, held)
    if kind in ("percent", "basis_points"):
        return per_cent(number, digits)
    return rounded(number, digits)


def label_text(label: Label) -> str:
    """What a free-standing cell shows.

    Raises ValueError for a number format that no headline figure uses.
    """
    held = plain(label.value)
    if held is None or isinstance(held, str):
        return held or ""
    shape = FORMAT.fullmatch(label.number_format or "0")
    if shape is None:
        raise ValueError(f"number format {label.number_format}")
    value = _number(label.kind, held) / 1_000 ** len(shape["thousands"])
    digits = len(shape["decimals"] or ".") - 1
    text = per_cent(value, digits) if shape["percent"] else rounded(value, digits)
    return "".join((shape["before"] or "", text, shape["after"] or "")).replace('"', "")


def _number(kind: Kind, held: Plain) -> Fraction:
    return Fraction(held or 0) / DIVISOR.get(kind, 1)
