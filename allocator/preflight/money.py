"""Contracts that no ceiling covers."""

from collections.abc import Iterator

from allocator.accounts.windows import span_of
from allocator.domain.problem import Finding
from allocator.domain.quantity import euros
from allocator.preflight.reach import Reach


def money_findings(reach: Reach) -> Iterator[Finding]:
    """States whose unpaid contracts exceed their ceiling and all that could be carried into it.

    Also those that exceed a window. Each such row makes the scenario infeasible: contracts are paid
    before anything new, and no loan pays for them. In the last period rebates might.
    """
    scenario, purse = reach.ledger.scenario, reach.purse
    for state, owed in purse.unpaid.items():
        for position, period in enumerate(scenario.periods):
            budget = scenario.budget_by_key[state, period.code]
            left = budget.ceiling + purse.carried_in[state][position] - owed[position]
            left += purse.relief(state, position)
            if left < 0:
                yield Finding(
                    check="money",
                    address=scenario.book.address("budgets", (state, period.code), "ceiling"),
                    message=(
                        f"{state} still owes {euros(owed[position])} on contracts "
                        f"in {period.code}, {euros(-left)} more than its ceiling and "
                        "what can be carried into it"
                    ),
                    remedy="raise the ceiling or correct `unpaid` in order_book",
                    hopeless=True,
                )
    yield from _windows(reach)


def _windows(reach: Reach) -> Iterator[Finding]:
    """Windows that do not even cover what old contracts still ask for in their periods."""
    scenario, purse = reach.ledger.scenario, reach.purse
    for window in scenario.budget_windows:
        span = span_of(scenario, window)
        owed = sum(purse.unpaid[window.state][span])
        back = purse.relief(window.state, span.stop - 1)
        if window.ceiling is not None and owed > window.ceiling + back:
            key = (window.state, window.first_period, window.last_period)
            yield Finding(
                check="money",
                address=scenario.book.address("budget_windows", key, "ceiling"),
                message=(
                    f"{window.state} still owes {euros(owed)} on contracts from "
                    f"{window.first_period} to {window.last_period}, "
                    f"{euros(owed - window.ceiling - back)} more than the window has"
                ),
                remedy="raise the ceiling of the window or correct `unpaid` in order_book",
                hopeless=True,
            )
