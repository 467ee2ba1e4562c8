"""Sheet `spending`: what each state pays in each period, beside what it may spend."""

from collections.abc import Iterator

from allocator.accounts.spending import yearly_cost_left
from allocator.report.sheet import (
    CONFIDENCE,
    PERIOD,
    SOURCE,
    STATE,
    decision,
    figure,
    long_sheet,
)
from allocator.report.view import View
from allocator.tables.column import Formula, Value
from allocator.tables.frame import Frame
from allocator.tables.table import Row, Table, plain

COLUMNS = (
    STATE,
    PERIOD,
    decision("carry_out", "unspent ceiling carried into the next period", "money"),
    figure("orders", "instalments for lots the state buys for itself", "money"),
    figure("shares", "instalments for shares in lots of pools", "money"),
    figure("rebates", "what price bands give back of these prices; below zero", "money"),
    figure("operating", "running what this plan has delivered", "money"),
    figure("readiness", "keeping ready what is given beyond today's force", "money"),
    figure("fees", "start-up costs and entry fees of pools", "money"),
    figure("funding", "expansions of production lines", "money"),
    figure("components", "expansions of makers of components", "money"),
    figure("new_money", "sum of all payments before", "money"),
    figure("unpaid_contracts", "what contracts signed before still ask for", "money"),
    figure("ceiling", "money free for new capability", "money"),
    figure("floor", "least that must be spent", "money"),
    figure("carry_in", "unspent ceiling of the period before", "money"),
    figure("loans", "drawn from funds: pays beside the ceiling, counts in new money", "money"),
    figure("room_left", "ceiling, carry in and loans, less all spending and carry out", "money"),
    figure("yearly_cost_left", "a year's cost of running what the plan leaves behind", "money"),
    CONFIDENCE,
    SOURCE,
)


def spending(view: View) -> Table:
    """One row for each state and period."""
    return long_sheet(
        view,
        "spending",
        "Spending",
        "What each state pays by kind and period, and the room left under its ceiling.",
        COLUMNS,
        _rows(view),
        live={"new_money": _new_money, "room_left": _room},
    )


def _rows(view: View) -> Iterator[Row]:
    left = yearly_cost_left(view.ledger)
    for key in view.sorted_keys(("state", "period"), view.spending):
        state, period = key
        account = view.spending[state, period]
        yield (
            state,
            period,
            account.carry_out,
            account.orders,
            account.shares,
            account.rebates,
            account.operating,
            account.readiness,
            account.fees,
            account.funding,
            account.components,
            account.new_money,
            account.unpaid,
            account.ceiling,
            account.floor,
            account.carry_in,
            account.loans,
            account.room,
            left[state] if period == view.last else None,
            *view.source("budgets", key),
        )


def _new_money(frame: Frame, index: int, value: Value) -> Formula:
    return Formula(f"=SUM({frame.across('orders', 'components', index)})", plain(value))


def _room(frame: Frame, index: int, value: Value) -> Formula:
    at = {key: frame.at(key, index) for key in frame.offset}
    text = (
        f"=ROUND({at['ceiling']}+{at['carry_in']}+{at['loans']}-{at['carry_out']}"
        f"-{at['new_money']}-{at['unpaid_contracts']},3)"
    )
    return Formula(text, plain(value))
