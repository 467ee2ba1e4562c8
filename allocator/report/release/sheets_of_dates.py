"""What the state must do by when: its own rows, without what they mean to others.

What is at stake and how late a thing may be follow from what all others give, and are left out.
"""

from collections.abc import Iterator
from fractions import Fraction

from allocator.accounts.decisions import Series, increases
from allocator.domain.period import month
from allocator.report.pool_roles import decide_by
from allocator.report.release.extract import Extract
from allocator.report.sheet import TITLE_ROWS
from allocator.tables.column import Column
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Row, Table

DUE = (
    Column("by", "Decide or\ndo by", "code", width=12),
    Column("what", "What", "text", width=22),
    Column("name", "Line, component, pool or capability", "text", width=46),
    Column("item", "Code", "code", width=24),
    Column("period", "There in", "code", width=10),
    Column("quantity", "How much", "decimal", width=12),
    Column("unit", "Unit", "text", width=24),
)


def milestones(extract: Extract) -> Table:
    """The most urgent first."""
    found = (
        *_orders(extract),
        *_shares(extract),
        *_growth(extract),
        *_pools(extract),
        *_deliveries(extract),
        *_contributions(extract),
        *_crews(extract),
    )
    due = sorted(found, key=lambda row: [str(value) for value in row[:4]])
    scenario = extract.view.scenario
    named = {line.code: line.name for line in scenario.lines}
    named |= {pool.code: pool.name for pool in scenario.pools}
    named |= {each.code: each.name for each in scenario.capabilities}
    rows = ((by, what, named.get(str(item), item), item, *rest) for by, what, item, *rest in due)
    frame = Frame("milestones", DUE, row=TITLE_ROWS)
    return extract.sheet(
        frame.sheet,
        f"What {extract.name} must do by when",
        "What it must order, pay for, join, receive, assign and crew, the most urgent first.",
        (Block(frame, tuple(rows)),),
    )


def _orders(extract: Extract) -> Iterator[Row]:
    units = extract.view.scenario.capability_by_code
    for due in extract.view.deliveries:
        if due.buyer == extract.state:
            unit = units[due.capability].unit
            yield month(due.order_by), "order", due.line, due.period, due.units, unit


def _shares(extract: Extract) -> Iterator[Row]:
    view = extract.view
    for due in view.deliveries:
        bought = view.ledger.decisions.pool_shares.get((extract.state, due.buyer, due.line))
        new = increases(bought)[view.scenario.period_index[due.period]] if bought else 0
        if new:
            yield month(due.order_by), "order of the pool", due.buyer, due.period, new, "shares"


def _growth(extract: Extract) -> Iterator[Row]:
    decisions, scenario = extract.view.ledger.decisions, extract.view.scenario
    for (state, code), tenths in decisions.funding.items():
        if state == extract.state:
            lead = scenario.line_by_code[code].step_lead_months
            yield from _steps(extract, code, lead, tenths)
    for (state, code, host), tenths in decisions.component_funding.items():
        if state == extract.state:
            lead = scenario.component_by_key[code, host].step_lead_months
            yield from _steps(extract, code, lead, tenths)


def _steps(extract: Extract, code: str, lead: int, tenths: Series) -> Iterator[Row]:
    periods = extract.view.scenario.periods
    for at, new in enumerate(increases(tenths)):
        if new:
            there = periods[at].start + lead
            first = next((period.code for period in periods if period.start >= there), None)
            start = month(periods[at].start)
            yield start, "growth it pays for", code, first, Fraction(new, 10), "steps"


def _pools(extract: Extract) -> Iterator[Row]:
    view = extract.view
    for (pool,), operating in view.ledger.decisions.operating.items():
        if (extract.state, pool) in view.plan.join and 1 in operating:
            first = view.scenario.periods[operating.index(1)]
            what = "lead a pool" if (extract.state, pool) in view.plan.lead else "join a pool"
            by = decide_by(view, pool)
            yield month(first.start if by is None else by), what, pool, first.code, None, None


def _deliveries(extract: Extract) -> Iterator[Row]:
    """Of its own lots, whatever lines they come from."""
    units = extract.view.scenario.capability_by_code
    for (state, code), lots in extract.view.ledger.decisions.own_lots.items():
        if state == extract.state:
            for start, period, new in _added(extract, lots):
                yield start, "delivery", code, period, new * units[code].lot, units[code].unit


def _contributions(extract: Extract) -> Iterator[Row]:
    units = extract.view.scenario.capability_by_code
    for (state, code), series in extract.view.ledger.decisions.contribution.items():
        if state == extract.state:
            for start, period, new in _added(extract, series):
                yield start, "contribution", code, period, new, units[code].unit


def _crews(extract: Extract) -> Iterator[Row]:
    posts = extract.view.ledger.decisions.crews.get((extract.state,), ())
    for start, period, new in _added(extract, posts):
        yield start, "crews", "posts", period, new, "posts"


def _added(extract: Extract, series: Series) -> Iterator[tuple[str, str, int]]:
    """(month, period, what is new) of every period that adds to a series."""
    for period, new in zip(extract.view.scenario.periods, increases(series), strict=False):
        if new > 0:
            yield month(period.start), period.code, new
