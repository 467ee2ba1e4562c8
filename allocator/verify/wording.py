"""How figures read in the messages planners get."""

from allocator.domain.quantity import MILLE


def euros(kilo_euro: int) -> str:
    """kEUR as `EUR 12.345 m`."""
    return f"EUR {decimal(kilo_euro)} m"


def decimal(thousandths: int) -> str:
    """Thousandths with three decimals and thousands separated: `1,234.500`."""
    whole, rest = divmod(abs(thousandths), MILLE)
    return f"{'-' if thousandths < 0 else ''}{whole:,}.{rest:03d}"


def count(number: int, noun: str) -> str:
    """`1 lot`, `2 lots`; for nouns whose plural takes an s."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def percent(basis_points: int) -> str:
    """Basis points as `12.34 %`."""
    return f"{basis_points // 100}.{basis_points % 100:02d} %"
