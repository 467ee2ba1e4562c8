"""Holdings: nobody contributes what is not there, and deliveries are not undone."""

from itertools import pairwise

from allocator.accounts.ledger import Ledger
from allocator.domain.violation import Violation
from allocator.verify.wording import count


def holdings(ledger: Ledger) -> list[Violation]:
    """contribution[s,c,t] <= available[s,c,t] + lot x sum of delivered[s,l,t]; delivered rises."""
    return [*_contributed(ledger), *_delivered(ledger)]


def _contributed(ledger: Ledger) -> list[Violation]:
    decisions, scenario = ledger.decisions, ledger.scenario
    found = []
    for (state, capability), units in decisions.contribution.items():
        lot = scenario.capability_by_code[capability].lot
        available = ledger.stock.available.get((state, capability), decisions.zero)
        lots = decisions.own_lots.get((state, capability), decisions.zero)
        for position, period in enumerate(scenario.periods):
            there = available[position] + lot * lots[position]
            if units[position] > there:
                found.append(
                    Violation(
                        family="holdings",
                        subject=(state, capability, period.code),
                        message=(
                            f"contributes {count(units[position], 'unit')} but has {there}: "
                            f"{available[position]} available and "
                            f"{count(lots[position], 'lot')} of {lot} delivered"
                        ),
                    )
                )
    return found


def _delivered(ledger: Ledger) -> list[Violation]:
    periods = ledger.scenario.periods
    return [
        Violation(
            family="holdings",
            subject=(state, line, period.code),
            message=f"lots delivered so far fall from {before} to {now}",
        )
        for (state, line), lots in ledger.decisions.delivered.items()
        for period, (before, now) in zip(periods[1:], pairwise(lots), strict=True)
        if now < before
    ]
