"""Which pools open, who leads them, who is in, and from when they operate."""

from allocator.report.view import Codes, View


def open_pools(view: View) -> Codes:
    """In the order of the workbook."""
    return tuple(code for code in view.pools if (code,) in view.plan.open)


def leaders(view: View, pool: str) -> Codes:
    """The framework nation; one, in a plan that holds."""
    return tuple(state for state in view.states if (state, pool) in view.plan.lead)


def members(view: View, pool: str) -> Codes:
    """States that are in."""
    return tuple(state for state in view.states if (state, pool) in view.plan.join)


def joined(view: View, state: str) -> Codes:
    """Pools that a state is in."""
    return tuple(code for code in view.pools if (state, code) in view.plan.join)


def led(view: View, state: str) -> Codes:
    """Pools that it leads."""
    return tuple(code for code in view.pools if (state, code) in view.plan.lead)


def decide_by(view: View, pool: str) -> int | None:
    """Month by which a pool must be opened, led and joined; None: nobody is in it.

    Its start of operation, or the first of its orders or its fees where these are due before.
    """
    inside = members(view, pool)
    if not inside:
        return None
    record, periods = view.scenario.pool_by_code[pool], view.scenario.periods
    start, running = view.scenario.period_index[record.start], operates_from(view, pool)
    months = [due.order_by for due in view.deliveries if due.buyer == pool]
    months.append(periods[start if running is None else running].start)
    leading = leaders(view, pool)
    if any(record.startup_cost if s in leading else record.entry_fee for s in inside):
        months.append(periods[start].start)
    return min(months)


def operates_from(view: View, pool: str) -> int | None:
    """Position of the first period in which a pool operates; None: never."""
    operating = view.ledger.decisions.operating.get((pool,), ())
    return operating.index(1) if 1 in operating else None
