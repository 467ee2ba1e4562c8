"""Contracts that no ceiling covers."""

from collections import Counter
from collections.abc import Iterator

from allocator.accounts.windows import span_of
from allocator.domain.problem import Finding
from allocator.domain.quantity import euros
from allocator.domain.scenario import Scenario


def money_findings(scenario: Scenario) -> list[Finding]:
    """States whose unpaid contracts exceed their ceiling and all that could be carried into it.

    Also those that exceed a window. Each such row makes the scenario infeasible: contracts are paid
    before anything new.
    """
    unpaid: Counter[tuple[str, str]] = Counter()
    for contract in scenario.order_book:
        unpaid[contract.holder, contract.period] += contract.unpaid
    found = []
    for state in scenario.states:
        carry = 0
        for period in scenario.periods:
            key = (state.code, period.code)
            budget = scenario.budget_by_key[key]
            left = budget.ceiling + carry - unpaid[key]
            if left < 0:
                found.append(
                    Finding(
                        check="money",
                        address=scenario.book.address("budgets", key, "ceiling"),
                        message=(
                            f"{state.code} still owes {euros(unpaid[key])} on contracts "
                            f"in {period.code}, {euros(-left)} more than its ceiling and "
                            "what can be carried into it"
                        ),
                        remedy="raise the ceiling or correct `unpaid` in order_book",
                    )
                )
            carry = min(max(0, left), budget.carry_over_limit)
    return [*found, *_windows(scenario, unpaid)]


def _windows(scenario: Scenario, unpaid: Counter[tuple[str, str]]) -> Iterator[Finding]:
    """Windows that do not even cover what old contracts still ask for in their periods.

    No loan pays for these.
    """
    for window in scenario.budget_windows:
        periods = scenario.periods[span_of(scenario, window)]
        owed = sum(unpaid[window.state, period.code] for period in periods)
        if window.ceiling is not None and owed > window.ceiling:
            key = (window.state, window.first_period, window.last_period)
            yield Finding(
                check="money",
                address=scenario.book.address("budget_windows", key, "ceiling"),
                message=(
                    f"{window.state} still owes {euros(owed)} on contracts from "
                    f"{window.first_period} to {window.last_period}, "
                    f"{euros(owed - window.ceiling)} more than the window has"
                ),
                remedy="raise the ceiling of the window or correct `unpaid` in order_book",
            )
