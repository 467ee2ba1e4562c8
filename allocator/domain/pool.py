"""Multinational pools: lots owned in common, in shares."""

from typing import Annotated, Literal

from pydantic import Field

from allocator.domain.capability import Share
from allocator.domain.quantity import KiloEuro, Lots, Shares, Thousandth
from allocator.domain.record import Record

Role = Literal["member", "candidate", "barred"]
Natural = Annotated[int, Field(ge=0)]


class Pool(Record):
    """A framework that may buy lots of one capability for its members."""

    code: str
    name: str
    capability: str
    start: str
    """Period from which the pool may operate; start-up cost and entry fees fall due in it."""
    startup_cost: Annotated[KiloEuro, Field(ge=0)]
    entry_fee: Annotated[KiloEuro, Field(ge=0)]
    min_members: Natural
    max_members: Natural
    """Small states do not count towards it."""
    min_lots: Annotated[Lots, Field(ge=0)]
    max_lots: Annotated[Lots, Field(ge=0)]
    stock_lots: Annotated[Lots, Field(ge=0)]
    """Lots in service today."""
    price_factor: Annotated[Thousandth, Field(ge=0)]
    """Price of joint buying over the price of buying alone, in thousandths."""
    availability: Share
    """The part of its lots that can answer calls at any time."""
    lines: tuple[str, ...]
    """Lines the pool may buy from, sorted."""


class Call(Record):
    """Lots of a pool that a state calls for in a contingency if it is in the pool."""

    contingency: str
    pool: str
    state: str
    lots: Annotated[Lots, Field(ge=0)]


class Exclusion(Record):
    """Two states that may not be in one pool of a capability, because they do not share its data.

    `capabilities` spells out what the row names: one capability, or all sensitive ones.
    """

    state: str
    state_2: str
    on: str
    """As the workbook gives it; with the states it identifies the row."""
    capabilities: tuple[str, ...]
    legal_basis: str


class PoolMember(Record):
    """What a state may be in a pool. A state without such a row cannot be in it."""

    pool: str
    state: str
    role: Role
    """member: in whenever the pool is open; candidate: may join; barred: may not."""
    framework_eligible: bool
    shares_today: Annotated[Shares, Field(ge=0)]
    """Shares in the pool's stock and in its lots under contract."""
    least_share: Annotated[Shares, Field(ge=0)]
    most_share: Annotated[Shares, Field(ge=0)]
    """Least and most shares while the pool operates, shares of today included."""
    legal_basis: str
