"""Requirement: shortfalls absorb what is missing, so only in-and-out contributions break it."""

from allocator.accounts.ledger import Ledger
from allocator.domain.violation import Violation


def requirement(ledger: Ledger) -> list[Violation]:
    """A contribution falls only by what retires or by what the concentration limit falls.

    contribution[t] >= contribution[t-1] - max(0, owned[t-1] - owned[t], limit[t-1] - limit[t])
    """
    decisions, stock, periods = ledger.decisions, ledger.stock, ledger.scenario.periods
    found = []
    for (state, capability), units in decisions.contribution.items():
        owned = stock.owned.get((state, capability), decisions.zero)
        limit = stock.limit(state, capability)
        for now in ledger.periods[1:]:
            before = now - 1
            excuse = max(0, owned[before] - owned[now], limit[before] - limit[now])
            if units[now] < units[before] - excuse:
                found.append(
                    Violation(
                        family="requirement",
                        subject=(state, capability, periods[now].code),
                        message=(
                            f"the contribution falls from {units[before]} to {units[now]} units, "
                            f"but retirements and the limit let it fall by {excuse} at most"
                        ),
                    )
                )
    return found
