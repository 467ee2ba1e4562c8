"""How figures read in the messages planners get."""


def count(number: int, noun: str) -> str:
    """`1 lot`, `2 lots`; for nouns whose plural takes an s."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def percent(basis_points: int) -> str:
    """Basis points as `12.34 %`."""
    return f"{basis_points // 100}.{basis_points % 100:02d} %"
