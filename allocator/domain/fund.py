"""Funds that lend states money for what they buy, and what each may draw."""

from typing import Annotated

from pydantic import Field

from allocator.domain.capability import Share
from allocator.domain.quantity import KiloEuro
from allocator.domain.record import Record


class Fund(Record):
    """Loans for products that are made and designed inside the Union to a stated extent."""

    code: str
    states: tuple[str, ...]
    """Members of the group the fund lends to, sorted."""
    min_inside_share: Share
    """Least part of a product's value made inside; per product, never averaged."""
    needs_design_authority: bool
    joint_from_period: str | None
    """From this period on it lends for joint buying alone; None: never asked."""
    legal_basis: str


class FundLimit(Record):
    """The most a state may draw from a fund over the horizon."""

    fund: str
    state: str
    amount: Annotated[KiloEuro, Field(ge=0)]
