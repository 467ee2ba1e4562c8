"""The decisions of a scenario, asked for in the domain's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

Codes = tuple[str, ...]
Series = tuple[int | None, ...]
"""A variable for each period; None where the decision is always zero."""


@dataclass(frozen=True)
class Decisions:
    """Which variable stands for which decision; nobody else knows.

    Decisions that are always equal share a variable: a pool is open if it operates at the end, its
    members are in when it is open, and steps decided too late to matter are those of the last
    period that does.

    Crews are no variables, because the largest crews a state can train serve every plan that any
    crews serve (see `allocator.model.crews`).
    """

    series: Mapping[str, Mapping[Codes, Series]]
    """By decision and codes without the period."""
    entries: Mapping[str, Mapping[Codes, int]]
    """By decision and the key a `Plan` stores it under; shared variables appear once for each."""
    never: Series
    """The decision that is zero in every period."""

    @cached_property
    def dealings(self) -> frozenset[tuple[str, str]]:
        """(state, line) where the state can order, buy shares or pay for expansions.

        Few of all pairs: whoever goes through these alone saves most of the way.
        """
        shares = {(state, line) for state, _, line in self.series["pool_shares"]}
        own = (*self.series["delivered"], *self.series["funding"])
        return frozenset(shares.union((state, line) for state, line in own))

    def delivered(self, state: str, line: str) -> Series:
        """Lots delivered to the state, cumulative."""
        return self.series["delivered"].get((state, line), self.never)

    def contribution(self, state: str, capability: str) -> Series:
        """Units of national holdings assigned to the alliance."""
        return self.series["contribution"].get((state, capability), self.never)

    def pool_delivered(self, pool: str, line: str) -> Series:
        """Lots delivered to the pool, cumulative."""
        return self.series["pool_delivered"].get((pool, line), self.never)

    def pool_shares(self, state: str, pool: str, line: str) -> Series:
        """Shares the state bought in those lots, cumulative."""
        return self.series["pool_shares"].get((state, pool, line), self.never)

    def operating(self, pool: str) -> Series:
        """1 where the pool operates; it never stops."""
        return self.series["operating"].get((pool,), self.never)

    def open(self, pool: str) -> int | None:
        """1 if the pool exists."""
        return self.operating(pool)[-1]

    def join(self, state: str, pool: str) -> int | None:
        """1 if the state is in the pool."""
        return self.entries["join"].get((state, pool))

    def lead(self, state: str, pool: str) -> int | None:
        """1 if the state is the pool's framework nation."""
        return self.entries["lead"].get((state, pool))

    def expansion(self, line: str) -> Series:
        """Steps decided, cumulative."""
        return self.series["expansion"].get((line,), self.never)

    def funding(self, state: str, line: str) -> Series:
        """Tenths of steps paid by the state, cumulative."""
        return self.series["funding"].get((state, line), self.never)

    def component_expansion(self, component: str, host: str) -> Series:
        """Steps decided, cumulative."""
        return self.series["component_expansion"].get((component, host), self.never)

    def component_funding(self, state: str, component: str, host: str) -> Series:
        """Tenths of steps paid by the state, cumulative."""
        return self.series["component_funding"].get((state, component, host), self.never)

    def carry(self, state: str) -> Series:
        """kEUR of ceiling carried into the next period."""
        return self.series["carry"].get((state,), self.never)

    def loan(self, state: str, fund: str) -> Series:
        """kEUR the state draws from the fund."""
        return self.series["loan"].get((state, fund), self.never)

    def funds_of(self, state: str) -> tuple[str, ...]:
        """Funds the state can draw from, in the order of their codes."""
        return tuple(fund for borrower, fund in self.series["loan"] if borrower == state)

    def support(self, capability: str) -> Series:
        """Units of outside support relied on."""
        return self.series["support"].get((capability,), self.never)

    def counted(self, capability: str) -> Series:
        """Units of a combat capability that count; never for capabilities without enablers."""
        return self.series["counted"].get((capability,), self.never)
