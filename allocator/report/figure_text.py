"""Values as texts, rounded and written as the workbook's number formats show them."""

import re
from collections.abc import Mapping
from fractions import Fraction

from allocator.report.numbers import per_cent, rounded
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
