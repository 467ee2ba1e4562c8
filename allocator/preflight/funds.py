"""Loans that no state can ever draw."""

from collections.abc import Iterator

from allocator.accounts.ledger import Ledger
from allocator.accounts.loans import eligible_lines
from allocator.domain.problem import Finding


def fund_findings(ledger: Ledger) -> Iterator[Finding]:
    """Amounts of a fund for states that may buy nothing it lends for."""
    scenario, rights = ledger.scenario, ledger.rights
    for limit in scenario.fund_limits:
        lines = eligible_lines(scenario, scenario.fund_by_code[limit.fund])
        if limit.amount and not any(rights.permitted(limit.state, line) for line in lines):
            yield Finding(
                check="funds",
                address=scenario.book.address("fund_limits", (limit.fund, limit.state), "amount"),
                message=(
                    f"{limit.state} can draw nothing from {limit.fund}: no line that may sell to "
                    f"{limit.state} makes a product it lends for"
                ),
                remedy="check inside_share and design_authority in lines, or customers and access",
            )
