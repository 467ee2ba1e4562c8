"""Concentration: no state carries more of a requirement than its limit."""

from allocator.accounts.ledger import Ledger
from allocator.domain.quantity import MILLE, decimal
from allocator.domain.violation import Violation


def concentration(ledger: Ledger) -> list[Violation]:
    """shares_per_lot x contribution + lot x (shares today + bought) <= shares_per_lot x limit."""
    scenario, decisions, stock = ledger.scenario, ledger.decisions, ledger.stock
    found = []
    for state, capability in sorted({*decisions.contribution, *decisions.shares_of}):
        key = (state, capability)
        record = scenario.capability_by_code[capability]
        units = decisions.contribution.get(key, decisions.zero)
        bought = decisions.shares_of.get(key, decisions.zero)
        today = stock.shares_today.get(key, 0)
        limit = stock.limit(state, capability)
        for position, period in enumerate(scenario.periods):
            counted = record.shares_per_lot * units[position]
            counted += record.lot * (today + bought[position])
            if counted > record.shares_per_lot * limit[position]:
                found.append(
                    Violation(
                        family="concentration",
                        subject=(state, capability, period.code),
                        message=(
                            f"{decimal(MILLE * counted // record.shares_per_lot)} units are "
                            f"counted of it, {units[position]} contributed and the rest by "
                            f"shares; its limit is {limit[position]}"
                        ),
                    )
                )
    return found
