"""Enablers: what counts of a combat capability is there, and so is all it needs beside it."""

from collections.abc import Iterator

from allocator.accounts.enablers import draws
from allocator.accounts.ledger import Ledger
from allocator.accounts.shortfall import shortfalls
from allocator.domain.quantity import MILLE, decimal
from allocator.domain.violation import Violation
from allocator.verify.wording import count


def enablers(ledger: Ledger) -> list[Violation]:
    """counted[c,t] <= there[c,t]; sum of per_unit x counted[c,t] <= 1,000 x there[e,t]."""
    return [*counted_is_there(ledger), *_without_enablers(ledger)]


def counted_is_there(ledger: Ledger) -> list[Violation]:
    """What stays without the enablers: counted[c,t] <= there[c,t]."""
    units = shortfalls(ledger) if ledger.plan.counted else {}
    return [
        Violation(
            family="enablers",
            subject=key,
            message=f"counts {count(counted, 'unit')}, but {units[key].there:,} are there",
        )
        for key, counted in sorted(ledger.plan.counted.items())
        if key[0] in ledger.scenario.enablers_of and counted > units[key].there
    ]


def _without_enablers(ledger: Ledger) -> Iterator[Violation]:
    for draw in draws(ledger):
        if draw.left < 0:
            combat = [row.combat_capability for row in draw.rows]
            yield Violation(
                family="enablers",
                subject=(draw.enabler, *combat, draw.period),
                message=(
                    f"what counts of {' and '.join(combat)} needs "
                    f"{decimal(MILLE * draw.there - draw.left)} units of {draw.enabler}, but "
                    f"{draw.there:,} are there: {decimal(-draw.left)} are missing"
                ),
            )
