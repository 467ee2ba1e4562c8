"""Tables of the page by state and by capability: the whole plan, line by line."""

from collections.abc import Iterator
from fractions import Fraction

from allocator.accounts.national import counted
from allocator.report.numbers import rounded
from allocator.report.page.grids import block_with, grid
from allocator.report.page.map import POOLED, row_key
from allocator.report.page.money_flows import Flows, to_outside
from allocator.report.pool_roles import joined, led
from allocator.report.view import View
from allocator.tables.column import Column, Value
from allocator.tables.page import Grid
from allocator.tables.table import Row, Table, exact

FROM_SPLIT = {
    "name": "State",
    "state": "Code",
    "new_money": "New money EUR m",
    "money_share": "Share of new money",
    "key_share": "Share by key",
    "above_key": "Above key, % points",
    "burden": "Burden, % of key",
    "limit": "Highest burden allowed",
    "yearly_left": "Yearly cost left EUR m",
    "posts": "Posts filled",
    "work": "Work placed EUR m",
}
"""Columns of the sheet `burden_split`."""
OWN = (
    Column("return", "Work over money to industry", "percent"),
    Column("outside", "Money to outside hosts", "percent"),
    Column("pools", "Pools joined"),
    Column("led", "Pools led"),
)
SUMMED = frozenset({"new_money", "yearly_left", "posts", "work"})


def state_grid(view: View, split: Table, flows: Flows) -> Grid:
    """Every state: money, key, people, work, dependence, pools."""
    block = block_with(split, *FROM_SPLIT)
    at = [block.frame.offset[key] for key in FROM_SPLIT]
    columns = [
        Column(key, text, block.frame.columns[place].kind)
        for place, (key, text) in zip(at, FROM_SPLIT.items(), strict=True)
    ]
    outside = to_outside(view, flows)
    rows = [
        (*(row[place] for place in at), *_own(view, state, outside[state]))
        for state, row in zip(view.states, block.rows, strict=True)
    ]
    total: list[Value] = [None] * (len(columns) + len(OWN))
    total[0] = "All states"
    for place, column in enumerate(columns):
        if column.key in SUMMED:
            total[place] = sum((exact(row[place]) for row in rows), Fraction(0))
    return grid(
        "states-table",
        f"Every member state, {view.periods[0]}–{view.last}",
        (*columns, *OWN),
        rows,
        total=tuple(total),
        anchors=(row_key(view, state) for state in view.states),
    )


def _own(view: View, state: str, outside: int) -> Row:
    account = view.footprints[state]
    return (
        account.work / account.money if account.money else None,
        Fraction(outside, account.money) if account.money else None,
        len(joined(view, state)),
        len(led(view, state)),
    )


def capability_grid(view: View) -> Grid:
    """Who contributes what at the deadline: the map's figures in words."""
    columns = (
        Column("name", "Capability", "text"),
        Column("unit", "Unit", "text"),
        Column("required", "Required"),
        Column("states", "States"),
        Column("pools", "Pools"),
        Column("support", "Outside support"),
        Column("missing", "Missing"),
        *(
            Column(f"who {period}", f"Who contributes, {period}", "text")
            for period in view.looked_at
        ),
    )
    return grid(
        "capability-table",
        f"Contributions by capability; figures at the deadline ({view.deadline}); {POOLED} marks "
        "states that also, or only, hold shares in a pool",
        columns,
        _capabilities(view),
    )


def _capabilities(view: View) -> Iterator[Row]:
    accounts = counted(view.ledger)
    for code in view.capabilities:
        record = view.scenario.capability_by_code[code]
        there = view.shortfalls[code, view.deadline]
        yield (
            view.short_capability(code),
            record.unit,
            there.required,
            there.contributions,
            there.pools,
            there.support,
            there.missing,
            *(
                ", ".join(
                    _given(view.state_name(state), account.contribution, bool(account.pooled))
                    for state in view.states
                    if (account := accounts.get((state, code, period)))
                )
                for period in view.looked_at
            ),
        )


def _given(name: str, units: int, pooled: bool) -> str:
    return " ".join(filter(None, (name, rounded(units) if units else "", POOLED if pooled else "")))
