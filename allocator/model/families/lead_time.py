"""Nothing ordered now is there before its time."""

from allocator.model.domains import Domains, Most


def lead_time(domains: Domains) -> None:
    """Orders are placed at the start of the first period at the earliest.

    delivered[s,l,t] = 0 and pool_shares[s,p,l,t] = 0 for t < first(s, l); pool_delivered[p,l,t] =
    0 for t < first(p, l): the line's lead time, for a state with its delay.
    """
    calendar, lines = domains.basis.calendar, domains.basis.scenario.line_by_code
    for (state, line), most in domains.delivered.items():
        _clear(most, calendar.first_delivery(lines[line], state))
    for (_, line), most in domains.pool_delivered.items():
        _clear(most, calendar.first_delivery(lines[line], None))
    for (state, _, line), most in domains.pool_shares.items():
        _clear(most, calendar.first_delivery(lines[line], state))


def _clear(most: Most, first: int) -> None:
    most[:] = [0 if period < first else bound for period, bound in enumerate(most)]
