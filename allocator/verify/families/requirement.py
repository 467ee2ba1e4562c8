"""Requirement: shortfalls absorb what is missing; contributions stay, and no more counts than is
required."""

from collections.abc import Iterator

from allocator.accounts.ledger import Ledger
from allocator.domain.violation import Violation
from allocator.verify.wording import count


def requirement(ledger: Ledger) -> list[Violation]:
    """Contributions that fall without an excuse, and more counted than required."""
    return [*_falling(ledger), *_overcounted(ledger)]


def _falling(ledger: Ledger) -> Iterator[Violation]:
    """A contribution falls only by what retires or by what the concentration limit falls.

    contribution[t] >= contribution[t-1] - max(0, owned[t-1] - owned[t], limit[t-1] - limit[t])
    """
    decisions, stock, periods = ledger.decisions, ledger.stock, ledger.scenario.periods
    for (state, capability), units in decisions.contribution.items():
        owned = stock.owned.get((state, capability), decisions.zero)
        limit = stock.limit(state, capability)
        for now in ledger.periods[1:]:
            before = now - 1
            excuse = max(0, owned[before] - owned[now], limit[before] - limit[now])
            if units[now] < units[before] - excuse:
                yield Violation(
                    family="requirement",
                    subject=(state, capability, periods[now].code),
                    message=(
                        f"the contribution falls from {units[before]} to {units[now]} units, "
                        f"but retirements and the limit let it fall by {excuse} at most"
                    ),
                )


def _overcounted(ledger: Ledger) -> Iterator[Violation]:
    """counted[t] <= required[t]; only capabilities with enablers have it."""
    for (capability, period), counted in sorted(ledger.plan.counted.items()):
        required = ledger.scenario.required[capability, period]
        if capability not in ledger.scenario.enablers_of:
            words = "it has no enablers: all that is there counts, and nothing is to be stated"
        elif counted > required:
            words = f"{required:,} are required"
        else:
            continue
        yield Violation(
            family="requirement",
            subject=(capability, period),
            message=f"counts {count(counted, 'unit')}, but {words}",
        )
