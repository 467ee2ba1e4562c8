"""Multinational pools: lots owned in common, in shares."""

from typing import Annotated, Literal

from pydantic import Field

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
    lines: tuple[str, ...]
    """Lines the pool may buy from, sorted."""


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
