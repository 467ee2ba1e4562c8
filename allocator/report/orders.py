"""Sheet `orders`: what each state buys for itself, line by line."""

from collections.abc import Iterator

from allocator.accounts.decisions import increases
from allocator.domain.period import month
from allocator.report.sheet import (
    CONFIDENCE,
    LINE,
    PERIOD,
    SOURCE,
    STATE,
    decision,
    figure,
    long_sheet,
)
from allocator.report.view import View
from allocator.tables.table import Row, Table

COLUMNS = (
    STATE,
    LINE,
    PERIOD,
    decision("lots", "lots delivered to the state by the end of the period, cumulative"),
    figure("capability", "what the line makes", "code", width=14),
    figure("new_lots", "of these, delivered in the period"),
    figure("new_units", "the same in units"),
    figure("price", "whole price of the period's new lots, whenever it falls due", "money"),
    figure("operating", "cost in the period of running what has been delivered", "money"),
    figure("order_by", "month by which the new lots must be on order", "code"),
    CONFIDENCE,
    SOURCE,
)


def orders(view: View) -> Table:
    """One row for each state, line and period from the first delivery on."""
    return long_sheet(
        view,
        "orders",
        "Orders",
        "Lots that each state buys for itself, by line and period of delivery.",
        COLUMNS,
        _rows(view),
    )


def _rows(view: View) -> Iterator[Row]:
    scenario, prices = view.scenario, view.ledger.prices
    months = {(due.buyer, due.line, due.period): due.order_by for due in view.deliveries}
    keys = view.sorted_keys(("state", "line", "period"), view.plan.delivered)
    for state, line, period in keys:
        at = scenario.period_index[period]
        series = view.ledger.decisions.delivered[state, line]
        new = increases(series)[at]
        capability = scenario.capability_by_code[scenario.line_by_code[line].capability]
        running = prices.lot_operating(capability.code, scenario.periods[at].months)
        due = months.get((state, line, period))
        yield (
            state,
            line,
            period,
            series[at],
            capability.code,
            new,
            new * capability.lot,
            new * prices.lot_price(state, line),
            series[at] * running,
            month(due) if due is not None else None,
            *view.source("lines", (line,)),
        )
