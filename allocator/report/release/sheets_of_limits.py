"""What binds the state, and what it must do by when: its own rows, in full."""

from collections.abc import Iterator
from fractions import Fraction

from allocator.accounts.decisions import Series, increases
from allocator.report.limits.limit import Limit
from allocator.report.numbers import month
from allocator.report.pool_roles import decide_by
from allocator.report.release.extract import Extract
from allocator.report.sheet import TITLE_ROWS
from allocator.report.state.law import laws
from allocator.tables.column import Column
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Label, Row, Table

REACHED = (
    Column("kind", "Limit", "text", width=22),
    Column("period", "Period", "code", width=9),
    Column("words", "What it means", "prose", width=70),
    Column("basis", "Legal basis", "prose", width=50),
    Column("used", "Used", "decimal", width=12),
    Column("most", "Most", "decimal", width=12),
    Column("unit", "Unit", "code", width=10),
)
LAW = (
    Column("kind", "Law or policy", "text"),
    Column("period", "", "code"),
    Column("words", "The state …", "prose", width=70),
    Column("basis", "Legal basis", "prose", width=50),
)
DUE = (
    Column("by", "Decide or\norder by", "code", width=12),
    Column("what", "What", "text", width=22),
    Column("name", "Line, component or pool", "text", width=46),
    Column("item", "Code", "code", width=24),
    Column("period", "There in", "code", width=10),
    Column("quantity", "How much", "decimal", width=12),
    Column("unit", "Unit", "text", width=24),
)
ELSEWHERE = ("concentration", "work return")
"""Limits that tell of others as the plan has them; the return of work stands with the burden."""


def limits(extract: Extract) -> Table:
    """Limits reached, then law and policy whether they are reached or not."""
    reached = Block(Frame("limits", REACHED, row=TITLE_ROWS), tuple(_reached(extract)))
    below = TITLE_ROWS + reached.height + 2
    law = Block(Frame("limits", LAW, row=below), tuple(_law(extract)))
    return extract.sheet(
        "limits",
        f"What binds {extract.name}",
        "Limits of its money, people, promises and shares with nothing or hardly anything left; "
        "below, what law and policy keep it from.",
        (reached, law),
        (Label(below - 1, 0, "Law and policy", "heading", columns=len(LAW)),),
    )


def _reached(extract: Extract) -> Iterator[Row]:
    found = (limit for limit in extract.own.limits if limit.kind not in ELSEWHERE)
    for limit in (*found, *_concentration(extract)):
        yield (
            limit.kind,
            limit.period,
            extract.without_names(limit.words),
            extract.without_names(limit.basis),
            limit.used,
            limit.most,
            limit.unit or None,
        )


def _concentration(extract: Extract) -> Iterator[Limit]:
    """Capabilities of which no further unit of the state would count, short or not."""
    view = extract.view
    if not view.policy.holds("concentration"):
        return
    for code in view.capabilities:
        most = view.ledger.stock.limit(extract.state, code)
        for period in view.looked_at:
            at = view.scenario.period_index[period]
            account = extract.own.counted(code, period)
            if account is not None and account.units > most[at] - 1:
                yield Limit(
                    "concentration",
                    code,
                    period,
                    f"No further unit of {view.short_capability(code)} may count for one state.",
                    used=account.units,
                    most=Fraction(most[at]),
                    unit="units",
                )


def _law(extract: Extract) -> Iterator[Row]:
    for law in laws(extract.own):
        words, basis = map(extract.without_names, (f"{law.verb} {law.things}", law.basis))
        yield law.kind, None, words, basis


def milestones(extract: Extract) -> Table:
    """The most urgent first."""
    found = (*_orders(extract), *_shares(extract), *_growth(extract), *_pools(extract))
    due = sorted(found, key=lambda row: [str(value) for value in row[:4]])
    scenario = extract.view.scenario
    named = {line.code: line.name for line in scenario.lines}
    named |= {pool.code: pool.name for pool in scenario.pools}
    rows = ((by, what, named.get(str(item), item), item, *rest) for by, what, item, *rest in due)
    frame = Frame("milestones", DUE, row=TITLE_ROWS)
    return extract.sheet(
        frame.sheet,
        f"What {extract.name} must do by when",
        "What it must order, pay for or join, the most urgent first.",
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
