"""What is wrong with a workbook, and what is merely worth saying."""

from allocator.domain.record import Record


class Problem(Record):
    """A cell, row or file that cannot be used: where, what was read, and the remedy."""

    address: str
    """`sheet!cell`, `sheet` or the file's name."""
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.address}: {self.message}; {self.remedy}"


class Notice(Record):
    """Something the planner should know that stops nothing."""

    address: str
    message: str

    def __str__(self) -> str:
        return f"{self.address}: {self.message}"


class Finding(Record):
    """Arithmetic that shows, before any solve, where a scenario cannot be met or is doubtful."""

    check: str
    address: str
    message: str
    remedy: str
    hopeless: bool = False
    """Proven: no plan at all holds the row, and a solve ends infeasible. Else a shortfall remains
    in every plan, or what the row says has no effect."""

    def __str__(self) -> str:
        return f"{self.address}: {self.message}; {self.remedy}"
