"""Sheet `component_investments`: which makers of components grow, when, and who pays for it."""

from collections.abc import Iterator

from allocator.accounts.decisions import increases
from allocator.domain.period import month
from allocator.report.sheet import (
    COMPONENT,
    CONFIDENCE,
    PERIOD,
    SOURCE,
    code,
    decision,
    figure,
    long_sheet,
)
from allocator.report.view import View
from allocator.tables.table import Row, Table

COLUMNS = (
    COMPONENT,
    code("host", "where it is made"),
    code("state", "who pays; empty in the row that decides the expansion itself"),
    PERIOD,
    decision("steps", "expansion steps decided by the end of the period, cumulative"),
    decision("tenths", "tenths of steps paid by the state by then, cumulative"),
    figure("new", "steps or tenths added in the period"),
    figure("payment", "what the state pays in the period", "money"),
    figure(
        "added_output", "parts a period that the decided steps add once they run", "thousandths"
    ),
    figure("runs_from", "month from which the steps added in the period give output", "code"),
    CONFIDENCE,
    SOURCE,
)


def component_investments(view: View) -> Table:
    """Rows of expansions, each followed by those of the states that fund it."""
    return long_sheet(
        view,
        "component_investments",
        "Investments in components",
        "Expansion steps of makers of components and the states that fund them, cumulative by "
        "period.",
        COLUMNS,
        _rows(view),
    )


def _rows(view: View) -> Iterator[Row]:
    wanted = [
        *(
            (component, host, "", period)
            for component, host, period in view.plan.component_expansion
        ),
        *(
            (component, host, state, period)
            for state, component, host, period in view.plan.component_funding
        ),
    ]
    for key in view.sorted_keys(("component", "host", "state", "period"), wanted):
        component, host, state, period = key
        at = view.scenario.period_index[period]
        figures = _funding(view, key, at) if state else _expansion(view, (component, host), at)
        yield (*key, *figures, *view.source("components", view.maker_rows[component, host]))


def _expansion(view: View, maker: tuple[str, str], at: int) -> Row:
    steps = view.ledger.decisions.component_expansion[maker]
    record = view.scenario.component_by_key[maker]
    new = increases(steps)[at]
    start = view.scenario.periods[at].start + record.step_lead_months
    running = month(start) if new else None
    return steps[at], None, new, None, record.step * steps[at], running


def _funding(view: View, key: tuple[str, ...], at: int) -> Row:
    component, host, state, _ = key
    tenths = view.ledger.decisions.component_funding[state, component, host]
    new = increases(tenths)[at]
    cost = view.ledger.prices.component_tenth_cost(component, host)
    return None, tenths[at], new, new * cost, None, None
