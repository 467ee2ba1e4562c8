"""What happened of a plan so far, as states report it."""

from typing import Annotated

from pydantic import Field

from allocator.domain.record import Record


class Actual(Record):
    """What one row of a plan has come to; at least one of `value` and `money` is known."""

    decision: str
    """A field of `Plan`."""
    codes: tuple[str, ...]
    """Its key in that field."""
    value: Annotated[int, Field(ge=0)] | None
    """In the decision's own unit, cumulative where the decision is; None: not yet known."""
    money: Annotated[int, Field(ge=0)] | None = None
    """kEUR spent on it in the period; None: not yet known."""
    source: str = ""
    """Who says so."""
    date: str = ""
    """Day of the report, as 2027-01-31; empty where it was not given."""
    address: str = ""
    """`sheet!cell` of the figure; with the file's name where files were merged."""


class Actuals(Record):
    """All that is known of one plan at a date."""

    plan_digest: str
    """Of the plan that they are about."""
    scenario_digest: str
    """Of the scenario the plan was made of."""
    as_of: int
    """The month, counted as `Period.start` is, whose first day it is: periods that end by then are
    past, one that has begun and not ended is running, and its figures are what there is so far."""
    rows: tuple[Actual, ...]
    """In the order of the template; rows of which nothing is known are left out."""
