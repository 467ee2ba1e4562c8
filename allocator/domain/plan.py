"""A plan: what every state gives, buys and pays, in the decisions of the model."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

Key2 = tuple[str, str]
Key3 = tuple[str, str, str]
Key4 = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Plan:
    """Decisions by their codes; a key that is absent means zero, and no stored value is zero.

    What is cumulative is "by the end of the period" and never falls. Everything else a report
    shows (shortfalls, payments, burdens) is computed from these by `allocator.accounts`.
    """

    delivered: Mapping[Key3, int] = field(default_factory=dict)
    """(state, line, period) -> lots delivered to the state, cumulative."""
    contribution: Mapping[Key3, int] = field(default_factory=dict)
    """(state, capability, period) -> units of national holdings assigned to the alliance."""
    pool_delivered: Mapping[Key3, int] = field(default_factory=dict)
    """(pool, line, period) -> lots delivered to the pool, cumulative."""
    pool_shares: Mapping[Key4, int] = field(default_factory=dict)
    """(state, pool, line, period) -> shares bought in those lots, cumulative."""
    open: Mapping[tuple[str], int] = field(default_factory=dict)
    """(pool,) -> 1 when the pool exists."""
    join: Mapping[Key2, int] = field(default_factory=dict)
    """(state, pool) -> 1 when the state is in the pool."""
    lead: Mapping[Key2, int] = field(default_factory=dict)
    """(state, pool) -> 1 when the state is the pool's framework nation."""
    operating: Mapping[Key2, int] = field(default_factory=dict)
    """(pool, period) -> 1 when the pool operates; once it does, it goes on."""
    expansion: Mapping[Key2, int] = field(default_factory=dict)
    """(line, period) -> expansion steps decided, cumulative."""
    funding: Mapping[Key3, int] = field(default_factory=dict)
    """(state, line, period) -> tenths of steps paid by the state, cumulative."""
    carry: Mapping[Key2, int] = field(default_factory=dict)
    """(state, period) -> kEUR of ceiling carried into the next period."""
    crews: Mapping[Key2, int] = field(default_factory=dict)
    """(state, period) -> extra posts filled, cumulative."""
    support: Mapping[Key2, int] = field(default_factory=dict)
    """(capability, period) -> units of outside support relied on."""
    counted: Mapping[Key2, int] = field(default_factory=dict)
    """(capability, period) -> units that count, for combat capabilities with enablers."""
    loan: Mapping[Key3, int] = field(default_factory=dict)
    """(state, fund, period) -> kEUR drawn from the fund in the period."""
    component_expansion: Mapping[Key3, int] = field(default_factory=dict)
    """(component, host, period) -> expansion steps decided, cumulative."""
    component_funding: Mapping[Key4, int] = field(default_factory=dict)
    """(state, component, host, period) -> tenths of steps paid by the state, cumulative."""

    def __post_init__(self) -> None:
        for decision in fields(self):
            values: Mapping[tuple[str, ...], int] = getattr(self, decision.name)
            for key, value in values.items():
                if value == 0:
                    raise ValueError(f"{decision.name}{key} is stored with value 0")


NAMES: Mapping[str, tuple[str, ...]] = {
    "delivered": ("state", "line", "period"),
    "contribution": ("state", "capability", "period"),
    "pool_delivered": ("pool", "line", "period"),
    "pool_shares": ("state", "pool", "line", "period"),
    "open": ("pool",),
    "join": ("state", "pool"),
    "lead": ("state", "pool"),
    "operating": ("pool", "period"),
    "expansion": ("line", "period"),
    "funding": ("state", "line", "period"),
    "carry": ("state", "period"),
    "crews": ("state", "period"),
    "support": ("capability", "period"),
    "counted": ("capability", "period"),
    "loan": ("state", "fund", "period"),
    "component_expansion": ("component", "host", "period"),
    "component_funding": ("state", "component", "host", "period"),
}
"""What the codes of each decision name, in their order."""
BINARY = frozenset({"open", "join", "lead", "operating"})
"""Decisions that are 0 or 1."""
