"""Sheets `pools` and `pool_orders`: which pools operate, and what they buy."""

from collections.abc import Iterator

from allocator.accounts.decisions import increases
from allocator.domain.period import month
from allocator.report.pool_roles import leaders, members
from allocator.report.sheet import (
    CONFIDENCE,
    LINE,
    PERIOD,
    POOL,
    SOURCE,
    decision,
    figure,
    long_sheet,
)
from allocator.report.view import View
from allocator.tables.table import Row, Table

POOL_COLUMNS = (
    POOL,
    PERIOD,
    decision("open", "the pool exists", "flag"),
    decision("operating", "it operates in the period", "flag"),
    figure("capability", "what it owns", "code", width=14),
    figure("framework_nation", "the state that leads it", "code"),
    figure("members", "states that are in"),
    figure("stock_lots", "lots in service or under contract before this plan"),
    figure("bought_lots", "lots delivered under this plan by the end of the period"),
    figure("most_lots", "most lots it may own"),
    figure("units", "units it adds to what the alliance has"),
    CONFIDENCE,
    SOURCE,
)
ORDER_COLUMNS = (
    POOL,
    LINE,
    PERIOD,
    decision("lots", "lots delivered to the pool by the end of the period, cumulative"),
    figure("capability", "what the line makes", "code", width=14),
    figure("new_lots", "of these, delivered in the period"),
    figure("new_units", "the same in units"),
    figure("order_by", "month by which the new lots must be on order", "code"),
    CONFIDENCE,
    SOURCE,
)


def pools(view: View) -> Table:
    """One row for each pool and period, open or not: stock counts either way."""
    return long_sheet(
        view,
        "pools",
        "Pools",
        "Multinational pools: open or not, framework nation, members and lots, by period.",
        POOL_COLUMNS,
        _pool_rows(view),
    )


def pool_orders(view: View) -> Table:
    """One row for each pool, line and period from the first delivery on."""
    return long_sheet(
        view,
        "pool_orders",
        "Orders of pools",
        "Lots that pools buy, by line and period of delivery; who pays stands in pool_shares.",
        ORDER_COLUMNS,
        _order_rows(view),
    )


def _pool_rows(view: View) -> Iterator[Row]:
    decisions, plan = view.ledger.decisions, view.plan
    for code in view.pools:
        pool = view.scenario.pool_by_code[code]
        lot = view.scenario.capability_by_code[pool.capability].lot
        stock = view.ledger.stock.pool_stock[code]
        bought = decisions.pool_lots.get((code,), decisions.zero)
        leading, inside = leaders(view, code), len(members(view, code))
        for at, period in enumerate(view.periods):
            yield (
                code,
                period,
                plan.open.get((code,), 0),
                plan.operating.get((code, period), 0),
                pool.capability,
                ", ".join(leading),
                inside,
                stock[at],
                bought[at],
                pool.max_lots,
                lot * (stock[at] + bought[at]),
                *view.source("pools", (code,)),
            )


def _order_rows(view: View) -> Iterator[Row]:
    months = {(due.buyer, due.line, due.period): due.order_by for due in view.deliveries}
    keys = view.sorted_keys(("pool", "line", "period"), view.plan.pool_delivered)
    for pool, line, period in keys:
        at = view.scenario.period_index[period]
        series = view.ledger.decisions.pool_delivered[pool, line]
        new = increases(series)[at]
        capability = view.scenario.pool_by_code[pool].capability
        due = months.get((pool, line, period))
        yield (
            pool,
            line,
            period,
            series[at],
            capability,
            new,
            new * view.scenario.capability_by_code[capability].lot,
            month(due) if due is not None else None,
            *view.source("lines", (line,)),
        )
