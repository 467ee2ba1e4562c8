"""Exact integers with their unit in the type, the roundings the model uses, and how they read.

Nothing in allocator holds money, shares or quantities as floats: a workbook cell becomes one of
these integers once, when it is read.
"""

from typing import NewType

KiloEuro = NewType("KiloEuro", int)
"""Thousand euros; the workbook shows EUR million with at most three decimals."""
BasisPoint = NewType("BasisPoint", int)
"""Hundredth of a per cent; 10,000 is the whole."""
Units = NewType("Units", int)
"""Whole units of a capability: batteries, aircraft, hundreds of missiles."""
Lots = NewType("Lots", int)
"""Whole lots, the least quantity of a capability that is bought at once."""
Shares = NewType("Shares", int)
"""Shares in the lots of a pool; a lot has `Capability.shares_per_lot` of them."""
Posts = NewType("Posts", int)
"""Military or civilian posts."""
Thousandth = NewType("Thousandth", int)
"""A rate, ratio or step held in thousandths, because the workbook allows three decimals."""

WHOLE = 10_000
"""Basis points in the whole."""
MILLE = 1_000
"""Thousandths in one."""


def floor_share(share: int, quantity: int) -> int:
    """The whole part of `share` (basis points) of `quantity`."""
    return share * quantity // WHOLE


def ceil_div(numerator: int, denominator: int) -> int:
    """The least integer that is not below numerator / denominator; the denominator is positive."""
    return -(-numerator // denominator)


def decimal(thousandths: int) -> str:
    """Thousandths with three decimals and thousands separated: `1,234.500`."""
    whole, rest = divmod(abs(thousandths), MILLE)
    return f"{'-' if thousandths < 0 else ''}{whole:,}.{rest:03d}"


def of_unit(figure: int | str, unit: str) -> str:
    """`44 tanks`; `24 × 10 missiles` where the unit is a number of things itself."""
    count = f"{figure:,}" if isinstance(figure, int) else figure
    return f"{count} × {unit}" if unit[:1].isdigit() else f"{count} {unit}"


def euros(kilo_euro: int) -> str:
    """kEUR as `EUR 12.345 m`."""
    return f"EUR {decimal(kilo_euro)} m"
