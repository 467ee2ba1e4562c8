"""Lead time: nothing ordered at the start of the horizon is there before its line can deliver."""

from allocator.accounts.decisions import Series
from allocator.accounts.delivery import first_in_time
from allocator.accounts.ledger import Ledger
from allocator.domain.violation import Violation
from allocator.verify.wording import count


def lead_time(ledger: Ledger) -> list[Violation]:
    """Lots, pool lots and shares are 0 before lead time (and the state's own delay) have passed.

    A pool's lots wait for the line alone, its members' shares for their delays too.
    """
    scenario, decisions = ledger.scenario, ledger.decisions
    found = []
    for (state, line), lots in decisions.delivered.items():
        first = first_in_time(scenario, line, state)
        found += _early(ledger, (state, line), "lot", lots, first)
    for (pool, line), lots in decisions.pool_delivered.items():
        first = first_in_time(scenario, line)
        found += _early(ledger, (pool, line), "lot", lots, first)
    for (state, pool, line), shares in decisions.pool_shares.items():
        first = first_in_time(scenario, line, state)
        found += _early(ledger, (state, pool, line), "share", shares, first)
    return found


def _early(
    ledger: Ledger, subject: tuple[str, ...], what: str, series: Series, first: int
) -> list[Violation]:
    periods = ledger.scenario.periods
    earliest = periods[first].code if first < len(periods) else "after the last period"
    return [
        Violation(
            family="lead_time",
            subject=(*subject, periods[position].code),
            message=f"{count(value, what)} delivered, but the first can be there {earliest}",
        )
        for position, value in enumerate(series)
        if value and position < first
    ]
