"""The largest value of every decision before any variable is made.

At first everybody may do everything; families narrow what they can say of one decision alone. A
decision whose largest value is zero in every period becomes no variable at all.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from allocator.model.basis import Basis

K = TypeVar("K")
Most = list[int]
"""The largest value in each period."""
UNLIMITED = 2**53
"""What a decision can be where no family says less; no program could hold it exactly."""


@dataclass(slots=True)
class Domains:
    """Largest values by code; see the decisions of docs/model.md for meaning and units."""

    basis: Basis
    delivered: dict[tuple[str, str], Most] = field(init=False)
    """(state, line)"""
    pool_delivered: dict[tuple[str, str], Most] = field(init=False)
    """(pool, line)"""
    pool_shares: dict[tuple[str, str, str], Most] = field(init=False)
    """(state, pool, line)"""
    operating: dict[str, Most] = field(init=False)
    """pool: 1 where it may operate"""
    join: set[tuple[str, str]] = field(init=False)
    """(state, pool)"""
    lead: set[tuple[str, str]] = field(init=False)
    """(state, pool)"""
    contribution: dict[tuple[str, str], Most] = field(init=False)
    """(state, capability)"""
    expansion: dict[str, int] = field(init=False)
    """line: steps over the horizon"""
    funding: dict[tuple[str, str], int] = field(init=False)
    """(state, line): tenths of steps over the horizon"""
    component_expansion: dict[tuple[str, str], int] = field(init=False)
    """(component, host): steps over the horizon"""
    component_funding: dict[tuple[str, str, str], int] = field(init=False)
    """(state, component, host): tenths of steps over the horizon"""
    carry: dict[str, Most] = field(init=False)
    """state"""
    loan: dict[tuple[str, str], Most] = field(init=False)
    """(state, fund): there is none without a limit of the fund for a state of its group"""
    new_lots: dict[str, Most] = field(init=False)
    """line: lots of all customers and pools together"""
    new_money: dict[str, Most] = field(init=False)
    """state: kEUR falling due"""
    support: dict[str, Most] = field(init=False)
    """capability"""
    counted: dict[str, Most] = field(init=False)
    """combat capability with enablers"""

    def __post_init__(self) -> None:
        scenario, states = self.basis.scenario, self.basis.states
        lines = [line.code for line in scenario.lines]
        self.delivered = self._all((s, line) for s in states for line in lines)
        self.pool_delivered = self._all((p.code, line) for p in scenario.pools for line in p.lines)
        self.pool_shares = self._all(
            (s, p.code, line) for s in states for p in scenario.pools for line in p.lines
        )
        self.operating = {p.code: [1] * self.basis.length for p in scenario.pools}
        self.join = {(s, p.code) for s in states for p in scenario.pools}
        self.lead = set(self.join)
        self.contribution = self._all((s, c.code) for s in states for c in scenario.capabilities)
        self.expansion = dict.fromkeys(lines, UNLIMITED)
        self.funding = {(s, line): UNLIMITED for s in states for line in lines}
        self.component_expansion = {(m.code, m.host): m.max_steps for m in scenario.components}
        self.component_funding = {
            (s, m.code, m.host): 10 * m.max_steps for s in states for m in scenario.components
        }
        self.carry = self._all(states)
        self.loan = {
            (limit.state, limit.fund): [limit.amount] * self.basis.length
            for limit in scenario.fund_limits
            if limit.state in scenario.fund_by_code[limit.fund].states
        }
        self.new_lots = self._all(lines)
        self.new_money = {s: [UNLIMITED] * self.basis.length for s in states}
        self.support = self._all(c.code for c in scenario.capabilities)
        self.counted = self._all(scenario.enablers_of)

    def _all(self, keys: Iterable[K]) -> dict[K, Most]:
        return {key: [UNLIMITED] * self.basis.length for key in keys}

    def leave_out(self, decisions: Collection[str]) -> None:
        """These decisions are not taken: the families they serve are left out."""
        for name in decisions:
            # Crews have no domain: they are no variables.
            if name != "crews":
                getattr(self, name).clear()

    def close(self, pools: Collection[str]) -> None:
        """The pools never open; their stock stays as it is."""
        self.pool_delivered = {k: m for k, m in self.pool_delivered.items() if k[0] not in pools}
        self.pool_shares = {k: m for k, m in self.pool_shares.items() if k[1] not in pools}
        self.operating.update({pool: [0] * self.basis.length for pool in pools})
        self.join = {pair for pair in self.join if pair[1] not in pools}
        self.lead = {pair for pair in self.lead if pair[1] not in pools}
