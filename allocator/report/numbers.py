"""Numbers as texts: shares, burdens, money, units and months, each rounded once and in one way."""

from dataclasses import dataclass
from fractions import Fraction

from allocator.domain.quantity import WHOLE

SMALL = 50
"""kEUR below which a million with one decimal would show nothing."""
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def rounded(value: Fraction | int, digits: int = 0) -> str:
    """`1,234.5`, rounded once and half away from zero as spreadsheets do; a true minus sign."""
    scale = 10**digits
    whole, rest = divmod(int(abs(Fraction(value)) * scale + Fraction(1, 2)), scale)
    sign = "−" if value < 0 and (whole or rest) else ""
    return f"{sign}{whole:,}" + (f".{rest:0{digits}d}" if digits else "")


def units(value: Fraction | int) -> str:
    """`1,234`, or `12.5` where they are no whole number."""
    return rounded(value, 0 if Fraction(value).denominator == 1 else 1)


def per_cent(part: Fraction | int, digits: int = 1) -> str:
    """`12.3 %`, as a cell shows it."""
    return f"{rounded(100 * Fraction(part), digits)} %"


def part_of(part: Fraction, digits: int = 1) -> str:
    """The same in a sentence: what is not nothing never reads as nothing, nor not quite all as
    all."""
    text, least = per_cent(part, digits), Fraction(1, 100 * 10**digits)
    if part > 0 and text == per_cent(0, digits):
        return f"under {per_cent(least, digits)}"
    if part < 1 and text == per_cent(1, digits):
        return f"over {per_cent(1 - least, digits)}"
    return text


def per_cent_of_key(basis_points: int) -> str:
    """`1.34 %`: a burden."""
    return per_cent(Fraction(basis_points, WHOLE), 2)


def points(difference: Fraction) -> str:
    """`1.2` percentage points between two shares, whichever is larger."""
    return rounded(100 * abs(difference), 1)


@dataclass(frozen=True, slots=True)
class MoneyUnit:
    """In what a drawing or a sentence counts money."""

    name: str
    kilo_euros: int

    def of(self, amount: Fraction | int) -> Fraction:
        """kEUR in the unit."""
        return Fraction(amount) / self.kilo_euros

    def number(self, amount: Fraction | int, digits: int = 1) -> str:
        """The same as a text, without the unit's name."""
        return rounded(self.of(amount), digits)

    def words(self, amount: Fraction | int, digits: int = 1) -> str:
        """`EUR 12.3 bn`."""
        return f"EUR {self.number(amount, digits)} {self.name}"


BILLION, MILLION = MoneyUnit("bn", 1_000_000), MoneyUnit("million", 1_000)


def money_unit(most: Fraction | int) -> MoneyUnit:
    """What suits amounts of which `most` is the largest."""
    return BILLION if most >= BILLION.kilo_euros else MILLION


def amount(kilo_euro: Fraction | int) -> str:
    """`EUR 12.3 bn`, `EUR 45.6 million`, `EUR 0.012 million`."""
    size = abs(Fraction(kilo_euro))
    return money_unit(size).words(kilo_euro, 3 if 0 < size < SMALL else 1)


def millions(kilo_euro: Fraction | int) -> str:
    """`1,234` of a column headed EUR million, `–` of nothing."""
    digits = 0 if kilo_euro >= 10 * MILLION.kilo_euros else 1
    return MILLION.number(kilo_euro, digits) if kilo_euro else "–"


def month_name(count: int) -> str:
    """`July 2026` of a count of months since January of year 0."""
    return f"{MONTHS[count % 12]} {count // 12}"
