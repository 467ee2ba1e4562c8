"""A workbook of member states: one sheet each, and before them all states on one page."""

from collections.abc import Iterator, Mapping

from allocator.report.names import horizon
from allocator.report.numbers import month_name
from allocator.report.prose import readable
from allocator.report.sheet import TITLE_ROWS
from allocator.report.state.decisions import decisions
from allocator.report.state.purchases import memberships
from allocator.report.state.sheet import StateSheet, state_sheet
from allocator.report.state.view import Alliance, StateView
from allocator.report.view import Codes, View
from allocator.tables.column import Column, Formula, Value
from allocator.tables.frame import Frame, quoted
from allocator.tables.table import Block, Label, Row, Table, plain

OVERVIEW = "all_states"
COLUMNS = (
    Column("name", "State", "text", width=20),
    Column("state", "Code", "code", width=7),
    Column("new_money", "New money\nEUR m", "money", width=12, total=True),
    Column("burden", "Burden\n% of key", "basis_points", width=9),
    Column("paid", "Of all\nnew money", "percent", width=10),
    Column("key", "By its\nkey", "percent", width=9),
    Column("now", "Capabilities\nat deadline", width=12),
    Column("then", "Capabilities\nat the end", width=12),
    Column("purchases", "Purchases\nEUR m", "money", width=12, total=True),
    Column("pools", "Pools\nit is in", width=8),
    Column("led", "Pools\nit leads", width=8, total=True),
    Column("work", "Work placed\nEUR m", "money", width=12, total=True),
    Column("return", "Work over\nmoney", "percent", width=10, digits=0),
    Column("posts", "Extra\nposts", width=9, total=True),
    Column("decisions", "Decisions\nof each", width=10, total=True),
    Column("first", "The first\nby", "text", width=16),
)
SOURCES = {
    "new_money": "period new_money",
    "purchases": "capability money",
    "work": "product work",
    "decisions": "by count",
}
"""Columns that stand as totals on the sheets of the states."""


def state_book(view: View, states: Codes) -> tuple[Table, ...]:
    """A sheet for each of the states, in the order of the workbook, called by the state's code.

    Several have a sheet `all_states` before them with their headline figures and links. Raises
    KeyError for a code that is no member state's.
    """
    alliance = Alliance(view)
    names = sheet_names(tuple(sorted(set(states), key=lambda state: view.rank["state"][state])))
    back = OVERVIEW if len(names) > 1 else ""
    sheets = [state_sheet(StateView(alliance, state), name, back) for state, name in names.items()]
    tables = tuple(sheet.table for sheet in sheets)
    return (overview(view, sheets), *tables) if back else tables


def sheet_names(states: Codes) -> Mapping[str, str]:
    """A name of a sheet for each state: its code, unless Excel takes that for another's."""
    names: dict[str, str] = {}
    taken = {OVERVIEW, "history"}
    for state in states:
        name, count = state, 1
        while name.casefold() in taken:
            count += 1
            name = f"{state[:26]} ({count})"
        taken.add(name.casefold())
        names[state] = name
    return names


def overview(view: View, sheets: list[StateSheet]) -> Table:
    """A row a state, live from the sheets of the states."""
    frame = Frame(OVERVIEW, COLUMNS, row=TITLE_ROWS)
    rows = tuple(_row(sheet) for sheet in sheets)
    every = len(sheets) == len(view.states)
    title = "What the plan means, state by state"
    about = (
        f"The headline figures of each state, {horizon(view)}, deadline "
        f"{view.deadline}; its name opens its sheet. Decisions are those of each state: one of a "
        "pool counts once for each of its members."
    )
    heads = (
        Label(0, 0, view.titled(title), "title"),
        Label(1, 0, about, "subtitle", columns=len(COLUMNS)),
        Label(2, 0, readable(view.policy.title, 90), "subtitle", columns=len(COLUMNS)),
        *_links(frame, sheets),
    )
    block = Block(frame, rows, total="All states" if every else "These states", bars=("burden",))
    return Table(
        OVERVIEW,
        title,
        about,
        (block,),
        heads,
        marking=view.marking,
        what_if=view.policy.what_if,
        frozen=(frame.row + 1, 2),
    )


def _links(frame: Frame, sheets: list[StateSheet]) -> Iterator[Label]:
    for index, sheet in enumerate(sheets):
        name = sheet.own.view.state_name(sheet.own.state)
        yield Label(frame.row + 1 + index, 0, name, "link", link=sheet.table.name)


def _row(sheet: StateSheet) -> Row:
    own, view = sheet.own, sheet.own.view
    joined, due = memberships(own), decisions(own)
    bought = own.paid("orders", "shares", "rebates")
    account, burden = own.footprint, own.burden
    values: dict[str, Value] = {
        "name": None,
        "state": own.state,
        "new_money": burden.new_money,
        "burden": burden.basis_points,
        "paid": burden.money_share,
        "key": burden.key_share,
        "now": len(own.given(view.deadline)),
        "then": len(own.given(view.last)),
        "purchases": bought,
        "pools": len(joined),
        "led": sum(each.leads for each in joined),
        "work": account.work,
        "return": account.work / account.money if account.money else None,
        "posts": own.posts if view.policy.holds("personnel") else None,
        "decisions": len(due),
        "first": month_name(due[0].by) if due else "",
    }
    for key, source in SOURCES.items():
        if source in sheet.cells:
            reference = f"={quoted(sheet.table.name)}!{sheet.cells[source]}"
            values[key] = Formula(reference, plain(values[key]))
    return tuple(values.get(column.key) for column in COLUMNS)
