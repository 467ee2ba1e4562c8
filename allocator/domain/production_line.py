"""Production lines, their rates, their work shares and who may buy from them."""

from typing import Annotated

from pydantic import Field

from allocator.domain.capability import Share
from allocator.domain.quantity import BasisPoint, KiloEuro, Posts, Thousandth, Units
from allocator.domain.record import Record

Natural = Annotated[int, Field(ge=0)]


class Payment(Record):
    """A part of a lot's price, due `offset` periods from delivery (negative: before)."""

    offset: int
    share: Share


class ProductionLine(Record):
    """A line in a host that delivers lots of one capability."""

    code: str
    name: str
    company: str
    host: str
    """A member state, or an outside provider."""
    customers: tuple[str, ...]
    """Member states the line sells to, sorted; access rows and rules may still bar some."""
    capability: str
    unit_price: Annotated[KiloEuro, Field(ge=0)]
    lead_months: Natural
    min_rate: Annotated[Thousandth, Field(ge=0)]
    """Least units in a period in which the line delivers anything new."""
    step: Annotated[Thousandth, Field(ge=0)]
    """Units a period that one expansion step adds."""
    step_cost: Annotated[KiloEuro, Field(ge=0)]
    step_lead_months: Natural
    max_steps: Natural
    host_least_share: Share
    """Least part of an expansion that the host pays; zero where the host is an outside provider."""
    inside_share: Share
    design_authority_inside: bool
    payment_profile: tuple[Payment, ...]
    """Sorted by offset; the shares add up to 10,000."""


class LineRate(Record):
    """Gross units a line delivers in a period, before expansions."""

    line: str
    period: str
    units: Annotated[Thousandth, Field(ge=0)]


class WorkShare(Record):
    """The part of a payment to a line that is work in a member state."""

    line: str
    state: str
    share: Share


class Access(Record):
    """An exception for one state at one line, with its legal basis."""

    line: str
    state: str
    permitted: bool
    price: Annotated[KiloEuro, Field(ge=0)] | None
    """Unit price for this state; None: the line's."""
    posts: Annotated[Posts, Field(ge=0)] | None
    """Posts for a unit from this line; None: the capability's."""
    delay_months: Natural
    legal_basis: str


class PriceBand(Record):
    """The unit price of a line once its new lots, all customers together, reach a quantity."""

    line: str
    from_units: Annotated[Units, Field(gt=0)]
    unit_price: Annotated[KiloEuro, Field(ge=0)]


class Component(Record):
    """A part several lines need, made in one host."""

    code: str
    host: str
    output: tuple[tuple[str, Thousandth], ...]
    """Output by period code."""
    step: Annotated[Thousandth, Field(ge=0)]
    step_cost: Annotated[KiloEuro, Field(ge=0)]
    step_lead_months: Natural
    max_steps: Natural
    host_least_share: Share


class ComponentUse(Record):
    """Parts a line needs for one unit."""

    line: str
    component: str
    per_unit: Annotated[Thousandth, Field(ge=0)]


__all__ = [
    "Access",
    "BasisPoint",
    "Component",
    "ComponentUse",
    "LineRate",
    "Payment",
    "PriceBand",
    "ProductionLine",
    "WorkShare",
]
