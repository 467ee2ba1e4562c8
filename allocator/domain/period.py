"""Planning periods."""

from typing import Annotated

from pydantic import Field

from allocator.domain.record import Record


class Period(Record):
    """A stretch of time in which deliveries, payments and requirements are counted.

    Time is read at period starts: what takes L months from the start of the first period is there
    from the first period whose start is at least L months later.
    """

    code: str
    start: int
    """Months since January of year 0, so that starts can be subtracted: 2026-07 is 24,318."""
    months: Annotated[int, Field(gt=0)]
    weight: Annotated[int, Field(ge=1, le=10)]
    """Importance of this period in the shortfall, 1 to 10."""


def month(count: int) -> str:
    """`2026-07` of a count of months since January of year 0."""
    return f"{count // 12}-{count % 12 + 1:02d}"
