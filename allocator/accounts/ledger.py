"""One plan in one scenario, with everything the accounts share computed once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from allocator.accounts.charges import Charge, charges
from allocator.accounts.decisions import Decisions
from allocator.accounts.prices import Prices
from allocator.accounts.rights import Rights
from allocator.accounts.stock import Stock
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario


@dataclass(frozen=True)
class Ledger:
    """What every account is drawn from; make it once and pass it on.

    All codes of the plan must be the scenario's (`verify` checks it); whether the plan holds its
    rows does not matter here.
    """

    scenario: Scenario
    plan: Plan

    @cached_property
    def decisions(self) -> Decisions:
        """The plan as series over the periods."""
        return Decisions(self.scenario, self.plan)

    @cached_property
    def rights(self) -> Rights:
        """Who may do what."""
        return Rights(self.scenario, enforced=self.scenario.policy.holds("access"))

    @cached_property
    def stock(self) -> Stock:
        """What is there without the plan."""
        return Stock(self.scenario)

    @cached_property
    def prices(self) -> Prices:
        """What things cost."""
        return Prices(self.scenario)

    @cached_property
    def charges(self) -> tuple[Charge, ...]:
        """All new money, entry by entry."""
        return charges(self.scenario, self.decisions, self.prices, self.stock)

    @cached_property
    def new_money(self) -> Mapping[str, int]:
        """kEUR by state over the horizon; every state is there."""
        money = {state.code: 0 for state in self.scenario.states}
        for charge in self.charges:
            money[charge.state] += charge.amount
        return money

    @property
    def periods(self) -> range:
        """Positions of the periods."""
        return range(len(self.scenario.periods))

    def required(self, capability: str) -> tuple[int, ...]:
        """Units by period."""
        return tuple(
            self.scenario.required[capability, period.code] for period in self.scenario.periods
        )
