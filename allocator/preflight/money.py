"""Contracts that no ceiling covers."""

from collections import Counter

from allocator.domain.problem import Finding
from allocator.domain.scenario import Scenario


def money_findings(scenario: Scenario) -> list[Finding]:
    """States whose unpaid contracts exceed their ceiling and all that could be carried into it.

    Each such row makes the scenario infeasible: contracts are paid before anything new.
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
                            f"{state.code} still owes EUR {_million(unpaid[key])} m on contracts "
                            f"in {period.code}, EUR {_million(-left)} m more than its ceiling and "
                            "what can be carried into it"
                        ),
                        remedy="raise the ceiling or correct `unpaid` in order_book",
                    )
                )
            carry = min(max(0, left), budget.carry_over_limit)
    return found


def _million(amount: int) -> str:
    """kEUR in the workbook's EUR million, exact."""
    return f"{amount // 1_000:,}.{amount % 1_000:03}"
