"""Capabilities, what is required of them and what states and outside providers have."""

from typing import Annotated

from pydantic import Field

from allocator.domain.quantity import BasisPoint, KiloEuro, Lots, Posts, Shares, Thousandth, Units
from allocator.domain.record import Record

Share = Annotated[BasisPoint, Field(ge=0, le=10_000)]


class Capability(Record):
    """A kind of force or stock the alliance counts in whole units."""

    code: str
    name: str
    domain: str
    unit: str
    lot: Annotated[Units, Field(gt=0)]
    """Units bought at once."""
    priority: Annotated[int, Field(ge=1, le=9)]
    kind: str
    large_system: bool
    """Small states acquire it only through pools."""
    sensitive: bool
    operating_cost: Annotated[KiloEuro, Field(ge=0)]
    """A year, for one unit beyond today's force."""
    readiness_cost: Annotated[KiloEuro, Field(ge=0)]
    """A year, for one contributed unit beyond today's force."""
    posts: Annotated[Posts, Field(ge=0)]
    """For one unit beyond today's force."""
    shares_per_lot: Annotated[Shares, Field(gt=0)]
    concentration_cap: Share | None
    dependence_cap: Share | None
    host_cap: Share | None
    second_source_from: Annotated[Units, Field(ge=0)] | None


class Requirement(Record):
    """Units the alliance needs in a period."""

    capability: str
    period: str
    units: Annotated[Units, Field(ge=0)]


class OutsideSupport(Record):
    """Units an outside provider offers in a period."""

    provider: str
    capability: str
    period: str
    units: Annotated[Units, Field(ge=0)]


class Holding(Record):
    """Units a state has today, and the part of them it can give to the alliance."""

    state: str
    capability: str
    units: Annotated[Units, Field(ge=0)]
    available_share: Share


class Retirement(Record):
    """Units of today's holding that leave service at the start of a period."""

    state: str
    capability: str
    period: str
    units: Annotated[Units, Field(ge=0)]


class Enabler(Record):
    """What a combat capability needs beside it before it counts."""

    combat_capability: str
    enabler_capability: str
    per_unit: Annotated[Thousandth, Field(gt=0)]
    """Units of the enabler for one unit that counts."""
    shared: bool
    """The same enabler units may serve other capabilities as well."""


class Contract(Record):
    """A row of the order book: units already under contract, there from `period` on.

    `holder` is a state or a pool; `line` is None when an outside supplier delivers. `unpaid` falls
    due in `period`, counts in the budget and not in the burden, and is zero for a pool.
    """

    row: int
    """Distinguishes contracts that agree in every code."""
    holder: str
    line: str | None
    capability: str
    period: str
    units: Annotated[Units, Field(ge=0)]
    unpaid: Annotated[KiloEuro, Field(ge=0)]


__all__ = [
    "Capability",
    "Contract",
    "Enabler",
    "Holding",
    "Lots",
    "OutsideSupport",
    "Requirement",
    "Retirement",
]
