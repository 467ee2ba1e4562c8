"""Sections of a state's sheet: what it gives, what it buys, the pools it is in."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from allocator.report.names import in_units, spread
from allocator.report.prose import readable, short_name
from allocator.report.state.grid import HALF, Section, cell, listed, nothing
from allocator.report.state.purchases import Membership, Purchase, memberships, purchases
from allocator.report.state.view import StateView
from allocator.tables.column import Column, Kind, Value
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Label, Row

GIVES = "What it gives"
BUYS = "What it buys, and from whom"
POOLS = "Pools it is in"
FIGURES: Mapping[str, tuple[str, Kind]] = {
    "new": ("New", "whole"),
    "given": ("Given", "whole"),
    "part": ("Part", "percent"),
}
"""Heads and kinds of what is shown of a capability in a period."""
WIDE = 7.2
"""Characters of a name that one column of the grid holds."""
FEW = 8
"""Capabilities up to which one table is enough; more stand in two, side by side."""


def part_key(period: str) -> str:
    """Column of the part of what is needed in a period."""
    return f"part {period}"


def contributions(own: StateView, sheet: str, row: int) -> Section:
    """Every capability of which it holds, gets or gives anything, at the deadline and the end."""
    codes = [code for code in own.view.capabilities if any(_units(own, code))]
    if not codes:
        return nothing(row, GIVES, "It holds nothing of any capability, and gives nothing.")
    first = len(codes) if len(codes) <= FEW else (len(codes) + 1) // 2
    columns = _contribution_columns(own)
    blocks = [
        Block(
            Frame(sheet, columns, row=row + 3, column=column),
            tuple(_contribution(own, code, columns[0].span) for code in part),
        )
        for column, part in ((0, codes[:first]), (HALF + 1, codes[first:]))
        if part
    ]
    section = listed(
        row,
        GIVES,
        "Units. Held: available at the deadline without this plan; new: delivered by it; given: "
        "assigned to the alliance; part: of what the alliance needs, shares in pools included.",
        *blocks,
    )
    labels = (*section.labels, *(label for block in blocks for label in _groups(own, block)))
    return replace(section, rows=section.rows + 1, labels=labels)


def _groups(own: StateView, block: Block) -> Iterator[Label]:
    """Heads above the columns of a period."""
    for period in own.view.looked_at:
        when = "Deadline" if period == own.view.deadline else "End"
        place = block.frame.place(f"new {period}")
        words = f"{when} ({period})"
        yield Label(block.frame.row - 1, place, words, "group", columns=len(FIGURES))


def _contribution_columns(own: StateView) -> tuple[Column, ...]:
    periods = own.view.looked_at
    figures = (
        cell(f"{key} {period}", head, kind)
        for period in periods
        for key, (head, kind) in FIGURES.items()
    )
    wide = HALF - 2 - len(periods) * len(FIGURES)
    return (cell("capability", "Capability [unit]", "text", wide), cell("held", "Held"), *figures)


def _units(own: StateView, capability: str) -> Iterator[Fraction | int]:
    """What it holds, and in the periods looked at what it gets, gives and pools."""
    key = (own.state, capability)
    ledger, at = own.view.ledger, own.view.scenario.period_index
    lot = own.view.scenario.capability_by_code[capability].lot
    nought = ledger.decisions.zero
    yield ledger.stock.available.get(key, nought)[at[own.view.deadline]]
    for period in own.view.looked_at:
        account = own.counted(capability, period)
        yield lot * ledger.decisions.own_lots.get(key, nought)[at[period]]
        yield account.contribution if account else 0
        yield account.pooled if account else 0


def _contribution(own: StateView, capability: str, wide: int) -> Row:
    held, *found = _units(own, capability)
    cells: list[Value] = [held]
    for number, period in enumerate(own.view.looked_at):
        new, given, pooled = found[3 * number : 3 * number + 3]
        need = own.view.scenario.required[capability, period]
        cells += [new, given, Fraction(given + pooled) / need if need else None]
    return (in_units(own.view, capability, int(WIDE * wide)), *cells)


def buying(own: StateView, sheet: str, row: int) -> Section:
    """A row a line, and one more for each pool through which it buys from the line."""
    bought = purchases(own)
    if not bought:
        return nothing(row, BUYS, "Nothing under this plan.")
    columns = (
        cell("capability", "Capability [unit]", "text", 8),
        cell("product", "Product, or pool that buys it", "text", 7),
        cell("company", "Company", "text", 4),
        cell("host", "Made in", "text", 3),
        cell("units", "Units"),
        cell("shares", "Shares"),
        cell("money", "EUR m", "money", 2, total=True),
        cell("delivered", "Delivered", "code", 2),
    )
    block = Block(
        Frame(sheet, columns, row=row + 2),
        tuple(_purchase(own, each) for each in bought),
        total="All purchases",
    )
    words = "Units of its own, or shares in those of a pool; prices less rebates over all periods."
    return listed(row, BUYS, words, block)


def _purchase(own: StateView, bought: Purchase) -> Row:
    scenario, line = own.view.scenario, bought.line
    pool = scenario.pool_by_code[bought.pool].name if bought.pool else ""
    return (
        in_units(own.view, line.capability, int(8 * WIDE)),
        readable(pool, 45) if pool else short_name(line.name, 45),
        short_name(line.company, 25),
        own.view.state_name(line.host),
        bought.units,
        bought.shares,
        bought.money,
        spread(bought.first, bought.last),
    )


def pooling(own: StateView, sheet: str, row: int) -> Section:
    """A row a pool it is in."""
    joined = memberships(own)
    if not joined:
        return nothing(row, POOLS, "None.")
    columns = (
        cell("pool", "Pool", "text", 9),
        cell("capability", "Capability [unit]", "text", 8),
        cell("role", "Role", "text", 2),
        cell("leader", "Framework nation", "text", 3),
        cell("part", "Its part", "percent", 1),
        cell("units", "Units by the end,\nall members", "whole", 3),
        cell("money", "EUR m", "money", 2, total=True),
    )
    rows = tuple(_pool(own, each) for each in joined)
    block = Block(Frame(sheet, columns, row=row + 2), rows, total="All pools")
    words = (
        "Its part of all shares by the end, those of today included; units that the pool then has; "
        "fees, prices of shares and their operation over all periods."
    )
    return listed(row, POOLS, words, block)


def _pool(own: StateView, joined: Membership) -> Row:
    return (
        readable(joined.pool.name, 60),
        in_units(own.view, joined.pool.capability, int(8 * WIDE)),
        "leads" if joined.leads else "takes part",
        ", ".join(map(own.view.state_name, joined.leaders)),
        joined.part,
        joined.units,
        joined.money,
    )
