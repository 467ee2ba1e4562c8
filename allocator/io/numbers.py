"""Numbers of cells as exact integers, never as floats."""

from decimal import Decimal

SIGNIFICANT = 15
"""Digits Excel keeps; what a float has beyond them is noise such as 0.30000000000000004."""
LARGEST = 10**15
"""No integer read from a cell reaches it."""


def exact_decimal(number: int | float) -> Decimal:
    """The number a planner typed, recovered from the float that Excel stored."""
    if isinstance(number, int):
        return Decimal(number)
    return Decimal(f"{number:.{SIGNIFICANT}g}")


def scaled(number: Decimal, decimals: int) -> int | None:
    """`number` times ten to the power `decimals`, or None where that is not a whole number."""
    shifted = number.scaleb(decimals)
    whole = shifted.to_integral_value()
    return int(whole) if whole == shifted else None


def plain(number: Decimal) -> str:
    """The number as a person writes it: 1234.5, not 1.2345E+3."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown(scaled_number: int, decimals: int) -> str:
    """A scaled integer as the cell shows it: 12500 with three decimals is 12.5."""
    return plain(Decimal(scaled_number).scaleb(-decimals))


def percent(basis_points: int) -> str:
    """A share as Excel shows it: 6500 is 65 %."""
    return f"{shown(basis_points, 2)} %"
