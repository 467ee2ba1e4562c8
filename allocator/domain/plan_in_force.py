"""The plan that is in force when a new one is made: what steadiness holds on to."""

from typing import Annotated

from pydantic import Field

from allocator.domain.record import Record


class PlanRow(Record):
    """One decision of the plan in force, as a plan workbook lists it."""

    decision: str
    """A field of `Plan`."""
    codes: tuple[str, ...]
    """Its key in that field."""
    value: Annotated[int, Field(ge=1)]
    announced: bool
    """The figure is public: changing it weighs more."""
