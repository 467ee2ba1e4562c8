"""Personnel: what is contributed beyond today's force is manned."""

from collections.abc import Iterator

from allocator.accounts.crews import Crew, crews
from allocator.accounts.ledger import Ledger
from allocator.domain.quantity import MILLE, decimal
from allocator.domain.violation import Violation


def personnel(ledger: Ledger) -> list[Violation]:
    """0 <= crews[t] - crews[t-1] <= pipeline; crews <= limit; posts needed <= crews + free."""
    return [
        Violation(family="personnel", subject=(crew.state, crew.period), message=message)
        for crew in crews(ledger).values()
        for message in _broken(crew)
    ]


def _broken(crew: Crew) -> Iterator[str]:
    if crew.added < 0:
        yield f"extra posts filled fall by {-crew.added} to {crew.filled}"
    if crew.added > crew.pipeline:
        yield f"fills {crew.added} extra posts in the period, training allows {crew.pipeline}"
    if crew.limit is not None and crew.filled > crew.limit:
        yield f"{crew.filled} extra posts filled by then, the limit is {crew.limit}"
    there = crew.filled + crew.free
    if crew.needed_parts > MILLE * there:
        yield (
            f"needs {decimal(crew.needed_parts)} posts but has {there}: {crew.filled} filled and "
            f"{crew.free} free"
        )
