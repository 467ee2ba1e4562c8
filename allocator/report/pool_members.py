"""Sheets `pool_members` and `pool_shares`: who is in which pool, with how much, at what price."""

from collections.abc import Iterator

from allocator.accounts.decisions import increases
from allocator.report.sheet import (
    CONFIDENCE,
    LINE,
    PERIOD,
    POOL,
    SOURCE,
    STATE,
    decision,
    figure,
    long_sheet,
)
from allocator.report.view import View
from allocator.tables.table import Row, Table

MEMBER_COLUMNS = (
    STATE,
    POOL,
    decision("in_pool", "the state is in", "flag"),
    decision("framework_nation", "it leads the pool", "flag"),
    figure("role", "what the input workbook lets it be", "code"),
    figure("capability", "what the pool owns", "code", width=14),
    figure("shares_today", "shares in stock and in lots under contract"),
    figure("shares_bought", "shares bought under this plan by the end"),
    figure("least", "fewest shares while the pool operates"),
    figure("most", "most shares"),
    figure("fee", "start-up cost of the framework nation, entry fee of the others", "money"),
    figure("money", "fee, prices of shares and their operation over all periods", "money"),
    figure("legal_basis", "what the membership rests on", "text"),
    CONFIDENCE,
    SOURCE,
)
SHARE_COLUMNS = (
    STATE,
    POOL,
    LINE,
    PERIOD,
    decision("shares", "shares bought in lots of the line by the end of the period, cumulative"),
    figure("new_shares", "of these, delivered in the period"),
    figure("price", "whole price of the new shares, whenever it falls due", "money"),
    figure("operating", "cost in the period of running the shares", "money"),
    CONFIDENCE,
    SOURCE,
)


def pool_members(view: View) -> Table:
    """One row for each state that is in a pool."""
    return long_sheet(
        view,
        "pool_members",
        "Members of pools",
        "States that are in open pools, their role, shares and money.",
        MEMBER_COLUMNS,
        _member_rows(view),
    )


def pool_shares(view: View) -> Table:
    """One row for each state, pool, line and period from the first share on."""
    return long_sheet(
        view,
        "pool_shares",
        "Shares in pools",
        "Shares that each state buys in the lots of pools, by line and period of delivery.",
        SHARE_COLUMNS,
        _share_rows(view),
    )


def _member_rows(view: View) -> Iterator[Row]:
    bought = view.ledger.decisions.shares_in_pool
    fees: dict[tuple[str, str], int] = {}
    money: dict[tuple[str, str], int] = {}
    for charge in view.ledger.charges:
        if charge.pool:
            pair = (charge.state, charge.pool)
            money[pair] = money.get(pair, 0) + charge.amount
            if charge.kind == "fees":
                fees[pair] = fees.get(pair, 0) + charge.amount
    for state, pool in view.sorted_keys(("state", "pool"), {*view.plan.join, *view.plan.lead}):
        member = view.scenario.member_by_key.get((pool, state))
        yield (
            state,
            pool,
            view.plan.join.get((state, pool), 0),
            view.plan.lead.get((state, pool), 0),
            member.role if member else "",
            view.scenario.pool_by_code[pool].capability,
            member.shares_today if member else 0,
            bought.get((state, pool), view.ledger.decisions.zero)[-1],
            member.least_share if member else 0,
            member.most_share if member else 0,
            fees.get((state, pool), 0),
            money.get((state, pool), 0),
            member.legal_basis if member else "",
            *view.source("pool_members", (pool, state)),
        )


def _share_rows(view: View) -> Iterator[Row]:
    prices = view.ledger.prices
    keys = view.sorted_keys(("state", "pool", "line", "period"), view.plan.pool_shares)
    for state, pool, line, period in keys:
        at = view.scenario.period_index[period]
        series = view.ledger.decisions.pool_shares[state, pool, line]
        new = increases(series)[at]
        capability = view.scenario.pool_by_code[pool].capability
        running = prices.share_operating(capability, view.scenario.periods[at].months)
        yield (
            state,
            pool,
            line,
            period,
            series[at],
            new,
            new * prices.share_price(state, pool, line),
            series[at] * running,
            *view.source("lines", (line,)),
        )
