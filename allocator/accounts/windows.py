"""What states pay within windows of several periods."""

from dataclasses import dataclass

from allocator.accounts.ledger import Ledger
from allocator.accounts.spending import spending
from allocator.domain.member_state import BudgetWindow
from allocator.domain.scenario import Scenario


@dataclass(frozen=True, slots=True)
class WindowAccount:
    """Money of a state in the periods of a window together; kEUR."""

    window: BudgetWindow
    spent: int
    """New money and what contracts still ask for."""
    loans: int
    """Of this, what loans pay for."""

    @property
    def own(self) -> int:
        """What the ceiling has to cover."""
        return self.spent - self.loans


def windows(ledger: Ledger) -> tuple[WindowAccount, ...]:
    """Every window of the scenario, in its order."""
    accounts = spending(ledger)
    found = []
    for window in ledger.scenario.budget_windows:
        periods = ledger.scenario.periods[span_of(ledger.scenario, window)]
        rows = [accounts[window.state, period.code] for period in periods]
        spent, loans = sum(row.spent for row in rows), sum(row.loans for row in rows)
        found.append(WindowAccount(window, spent, loans))
    return tuple(found)


def span_of(scenario: Scenario, window: BudgetWindow) -> slice:
    """Positions of the window's periods."""
    index = scenario.period_index
    return slice(index[window.first_period], index[window.last_period] + 1)
