"""The accounts of a plan, each computed once and not before it is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from allocator.accounts.burden import Burden, burdens
from allocator.accounts.components import Parts, parts
from allocator.accounts.crews import Crew, crews
from allocator.accounts.delivery import Delivery, Output, deliveries, outputs
from allocator.accounts.dependence import Dependence, dependences
from allocator.accounts.enablers import Enabled, enabled
from allocator.accounts.footprint import Footprint, footprints
from allocator.accounts.in_force import Vanished, new_money_in_force, vanished
from allocator.accounts.ledger import Ledger
from allocator.accounts.loans import Loan, loans
from allocator.accounts.shortfall import Shortfall, shortfalls
from allocator.accounts.spending import Spending, spending
from allocator.accounts.stand_alone import StandAlone, stand_alone
from allocator.accounts.steadiness import ChangedSeries, changed_series
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.domain.supply_chain import supply_chains


@dataclass(frozen=True)
class Accounted:
    """A plan of a scenario with all that it comes to."""

    scenario: Scenario
    plan: Plan

    @cached_property
    def ledger(self) -> Ledger:
        """The accounts' common ground."""
        return Ledger(self.scenario, self.plan)

    @cached_property
    def spending(self) -> Mapping[tuple[str, str], Spending]:
        """By state and period."""
        return spending(self.ledger)

    @cached_property
    def loans(self) -> Mapping[tuple[str, str, str], Loan]:
        """By state, fund and period."""
        return loans(self.ledger)

    @cached_property
    def burdens(self) -> Mapping[str, Burden]:
        """By state."""
        return burdens(self.ledger)

    @cached_property
    def stand_alone(self) -> Mapping[str, StandAlone]:
        """By state."""
        return stand_alone(self.ledger)

    @cached_property
    def money_in_force(self) -> Mapping[str, int]:
        """kEUR that the plan in force asks for, by state."""
        return new_money_in_force(self.scenario)

    @cached_property
    def footprints(self) -> Mapping[str, Footprint]:
        """By state."""
        return footprints(self.ledger)

    @cached_property
    def shortfalls(self) -> Mapping[tuple[str, str], Shortfall]:
        """By capability and period."""
        return shortfalls(self.ledger)

    @cached_property
    def dependences(self) -> Mapping[tuple[str, str], Dependence]:
        """By capability and period."""
        return dependences(self.ledger)

    @cached_property
    def enabled(self) -> Mapping[tuple[str, str], Enabled]:
        """By capability and period, where a capability has enablers."""
        return enabled(self.ledger)

    @cached_property
    def crews(self) -> Mapping[tuple[str, str], Crew]:
        """By state and period, where a state has limits."""
        return crews(self.ledger)

    @cached_property
    def outputs(self) -> Mapping[tuple[str, str], Output]:
        """By line and period."""
        return outputs(self.ledger)

    @cached_property
    def parts(self) -> Mapping[str, Parts]:
        """By component."""
        chains = supply_chains(self.scenario)
        return {chain.component: parts(self.ledger, chain) for chain in chains}

    @cached_property
    def deliveries(self) -> tuple[Delivery, ...]:
        """All new lots."""
        return deliveries(self.ledger)

    @cached_property
    def changed(self) -> tuple[ChangedSeries, ...]:
        """What differs from the plan in force."""
        return changed_series(self.ledger)

    @cached_property
    def vanished(self) -> tuple[Vanished, ...]:
        """Rows of the plan in force that can be no decision any more."""
        return vanished(self.scenario)
