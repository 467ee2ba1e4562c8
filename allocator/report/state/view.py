"""One state in a plan: what its sheet, its slide and its sentences are made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from allocator.accounts.burden import Burden
from allocator.accounts.charges import Charge
from allocator.accounts.footprint import Footprint
from allocator.accounts.national import Counted, counted
from allocator.domain.member_state import MemberState
from allocator.domain.quantity import WHOLE
from allocator.domain.record import grouped
from allocator.report.limits.limit import Limit
from allocator.report.names import named
from allocator.report.requirements import needed
from allocator.report.state.limits import state_limits
from allocator.report.view import Codes, View

NEAREST = 4
"""Neighbours of a state that has its region to itself: those nearest to it in key money."""


class Work(NamedTuple):
    """Work that a payment places in a state; a component has no line."""

    source: tuple[str, str]
    """Line and its host, or component and its host."""
    payer: str
    parts: int
    """Ten-thousandths of a kEUR, so that nothing is rounded."""


@dataclass(frozen=True)
class Alliance:
    """What the views of all states share; make it once for several of them."""

    view: View

    @cached_property
    def charges(self) -> Mapping[str, tuple[Charge, ...]]:
        """New money by state, where there is any."""
        return grouped(self.view.ledger.charges, lambda charge: charge.state)

    @cached_property
    def counted(self) -> Mapping[tuple[str, str, str], Counted]:
        """By state, capability and period."""
        return counted(self.view.ledger)

    @cached_property
    def work(self) -> Mapping[str, tuple[Work, ...]]:
        """By state in which it is placed; formula: "footprint" in docs/model.md."""
        scenario = self.view.scenario
        placed: dict[str, list[Work]] = {}
        for charge in self.view.ledger.charges:
            if charge.to_line:
                source = (charge.line, scenario.line_by_code[charge.line].host)
                for state, share in scenario.work_share_by_line[charge.line].items():
                    one = Work(source, charge.state, share * charge.amount)
                    placed.setdefault(state, []).append(one)
            elif charge.kind == "components" and charge.host in scenario.state_by_code:
                one = Work((charge.component, charge.host), charge.state, WHOLE * charge.amount)
                placed.setdefault(charge.host, []).append(one)
        return {state: tuple(found) for state, found in placed.items()}

    @cached_property
    def limits(self) -> tuple[Limit, ...]:
        """Limits of money, people and promises that states have reached."""
        return state_limits(self.view)

    def region_of(self, state: str) -> str:
        """The region the state shares with others; empty where it has one to itself."""
        region = self.view.scenario.state_by_code[state].region
        states = self.view.scenario.states
        shared = sum(record.region == region for record in states) > 1
        return region if shared else ""

    def neighbours(self, state: str) -> Codes:
        """States of its region; else those nearest to it in key money; in the workbook's order."""
        others = [other for other in self.view.states if other != state]
        if region := self.region_of(state):
            records = self.view.scenario.state_by_code
            return tuple(other for other in others if records[other].region == region)
        own = self.view.burdens[state].key_money
        near = sorted(others, key=lambda other: abs(self.view.burdens[other].key_money - own))
        return tuple(other for other in others if other in near[:NEAREST])


@dataclass(frozen=True)
class StateView:
    """A state with its accounts."""

    alliance: Alliance
    state: str

    @property
    def view(self) -> View:
        """The plan."""
        return self.alliance.view

    @property
    def record(self) -> MemberState:
        """Of the input."""
        return self.view.scenario.state_by_code[self.state]

    @property
    def name(self) -> str:
        """As running text has it."""
        return self.named(self.state)

    def named(self, state: str) -> str:
        """Any state, or an outside host by its code, as running text has it."""
        return named(self.view, state)

    @property
    def burden(self) -> Burden:
        """What it pays against its key."""
        return self.view.burdens[self.state]

    @property
    def footprint(self) -> Footprint:
        """What comes back as work."""
        return self.view.footprints[self.state]

    @property
    def charges(self) -> tuple[Charge, ...]:
        """Its new money, entry by entry."""
        return self.alliance.charges.get(self.state, ())

    def paid(self, *kinds: str) -> int:
        """kEUR of some kinds over all periods; of all kinds where none is named."""
        return sum(c.amount for c in self.charges if not kinds or c.kind in kinds)

    @property
    def work(self) -> tuple[Work, ...]:
        """Placed with its industry."""
        return self.alliance.work.get(self.state, ())

    @property
    def limits(self) -> tuple[Limit, ...]:
        """Limits of money, people and promises that it has reached."""
        return tuple(limit for limit in self.alliance.limits if self.state in limit.states)

    @property
    def posts(self) -> int:
        """Extra posts filled by the end."""
        return self.view.plan.crews.get((self.state, self.view.last), 0)

    def counted(self, capability: str, period: str) -> Counted | None:
        """What counts of it; None: nothing does."""
        return self.alliance.counted.get((self.state, capability, period))

    def given(self, period: str) -> Mapping[str, Fraction]:
        """Units that count by capability, where any are needed, in the order of the workbook."""
        found = ((code, self.counted(code, period)) for code in needed(self.view, period))
        return {code: account.units for code, account in found if account and account.units}
