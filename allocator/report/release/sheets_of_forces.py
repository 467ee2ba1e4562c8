"""What the state gives and buys: its own rows, in full."""

from collections.abc import Callable, Iterator

from allocator.accounts.decisions import increases
from allocator.domain.period import month
from allocator.report.release.extract import Extract
from allocator.report.sheet import TITLE_ROWS
from allocator.tables.column import Column, Kind, Value
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Label, Row, Table

BOUGHT = (
    Column("name", "From the line", "text", width=46),
    Column("line", "Code", "code", width=24),
    Column("capability", "Capability", "code", width=14),
    Column("period", "Delivered in", "code", width=12),
    Column("lots", "New\nlots"),
    Column("units", "New\nunits"),
    Column("unit", "Unit", "text", width=24),
    Column("price", "A unit costs\nEUR m", "money", width=13, digits=3),
    Column("money", "Whole price\nEUR m", "money", total=True, width=13),
    Column("order_by", "On order\nby", "code"),
)
GROWTH = (
    Column("name", "Growth of", "text"),
    Column("line", "Code", "code"),
    Column("kind", "What grows", "code"),
    Column("period", "Decided in", "code"),
    Column("tenths", "Tenths\nof steps"),
    Column("price", "A tenth\nEUR m", "money", digits=3),
    Column("money", "Paid\nEUR m", "money", total=True),
)


Measure = Callable[[Extract, str, int], Value]
"""Of a capability in a period, by its position."""


def contributions(extract: Extract) -> Table:
    """Capabilities down, periods across: what is given, and where it comes from."""
    measures: tuple[tuple[str, Kind, Measure], ...] = (
        ("Given, units", "whole", _given),
        ("Counted besides for shares in pools, units", "decimal", _pooled),
        ("There without the plan, units", "whole", _available),
        ("Bought by then, units", "whole", _bought_by),
    )
    blocks: list[Block] = []
    row = TITLE_ROWS
    for head, kind, measure in measures:
        blocks.append(_by_period(extract, row, head, kind, measure))
        row += blocks[-1].height + 1
    return extract.sheet(
        "contributions",
        f"What {extract.name} gives",
        "Units assigned to the alliance by period; below, what they come from.",
        tuple(blocks),
    )


def _by_period(extract: Extract, row: int, head: str, kind: Kind, measure: Measure) -> Block:
    view = extract.view
    columns = (
        Column("name", head, "text", width=50),
        Column("capability", "Code", "code", width=14),
        *(Column(f"period {period}", period, kind) for period in view.periods),
        Column("unit", "Unit", "text", width=24),
    )
    rows: list[Row] = []
    for code in view.capabilities:
        values = [measure(extract, code, at) for at in view.ledger.periods]
        if any(values):
            unit = view.scenario.capability_by_code[code].unit
            rows.append((view.short_capability(code), code, *values, unit))
    return Block(Frame("contributions", columns, row=row), tuple(rows))


def _given(extract: Extract, code: str, at: int) -> Value:
    decisions = extract.view.ledger.decisions
    return decisions.contribution.get((extract.state, code), decisions.zero)[at]


def _pooled(extract: Extract, code: str, at: int) -> Value:
    account = extract.own.counted(code, extract.view.periods[at])
    return account.pooled if account is not None else 0


def _available(extract: Extract, code: str, at: int) -> Value:
    ledger = extract.view.ledger
    return ledger.stock.available.get((extract.state, code), ledger.decisions.zero)[at]


def _bought_by(extract: Extract, code: str, at: int) -> Value:
    view = extract.view
    lots = view.ledger.decisions.own_lots.get((extract.state, code), view.ledger.decisions.zero)
    return view.scenario.capability_by_code[code].lot * lots[at]


def purchases(extract: Extract) -> Table:
    """Own lots by line and period, and the growth of industry that the state pays for."""
    lots = Block(Frame("purchases", BOUGHT, row=TITLE_ROWS), tuple(_bought(extract)), "Together")
    below = TITLE_ROWS + lots.height + 2
    paid = Block(Frame("purchases", GROWTH, row=below), tuple(_growth(extract)), "Together")
    return extract.sheet(
        lots.frame.sheet,
        f"What {extract.name} buys",
        "Lots for itself by line and period of delivery, at their whole price whenever it falls "
        "due; below, the growth of production it pays for.",
        (lots, paid),
        (Label(below - 1, 0, "Growth of production", "heading", columns=len(GROWTH)),),
    )


def _bought(extract: Extract) -> Iterator[Row]:
    view, state = extract.view, extract.state
    months = {(d.line, d.period): d.order_by for d in view.deliveries if d.buyer == state}
    for code in view.lines:
        lots = view.ledger.decisions.delivered.get((state, code), view.ledger.decisions.zero)
        line = view.scenario.line_by_code[code]
        record = view.scenario.capability_by_code[line.capability]
        for at, new in enumerate(increases(lots)):
            if new:
                period = view.periods[at]
                yield (
                    line.name,
                    code,
                    line.capability,
                    period,
                    new,
                    record.lot * new,
                    record.unit,
                    view.ledger.prices.price(state, code),
                    new * view.ledger.prices.lot_price(state, code),
                    month(months[code, period]) if (code, period) in months else None,
                )


def _growth(extract: Extract) -> Iterator[Row]:
    view, prices = extract.view, extract.view.ledger.prices
    decisions, lines = view.ledger.decisions, view.scenario.line_by_code
    paid = [
        *(
            ((lines[line].name, line, "line"), prices.tenth_cost(line), tenths)
            for (state, line), tenths in decisions.funding.items()
            if state == extract.state
        ),
        *(
            ((code, code, "component"), prices.component_tenth_cost(code, host), tenths)
            for (state, code, host), tenths in decisions.component_funding.items()
            if state == extract.state
        ),
    ]
    for what, cost, tenths in paid:
        for at, new in enumerate(increases(tenths)):
            if new:
                yield (*what, view.periods[at], new, cost, new * cost)
