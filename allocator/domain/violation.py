"""A row that a plan breaks."""

from allocator.domain.record import Record


class Violation(Record):
    """Where a plan breaks a family, with both sides of the broken comparison."""

    family: str
    subject: tuple[str, ...]
    """Codes that name the row: state, capability, line, pool, period."""
    message: str
    address: str = ""
    """Cell of the plan's workbook, where one is known."""

    def __str__(self) -> str:
        place = f"{self.address}: " if self.address else ""
        return f"{place}{self.family}[{', '.join(self.subject)}]: {self.message}"
