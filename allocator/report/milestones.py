"""Sheet `milestones`: what must be decided, ordered and delivered by when."""

from collections.abc import Iterator

from allocator.accounts.decisions import Series, increases
from allocator.report.numbers import month
from allocator.report.pool_roles import decide_by, members, operates_from
from allocator.report.prose import number, readable
from allocator.report.sheet import SOURCE, long_sheet
from allocator.report.view import View
from allocator.tables.column import Column
from allocator.tables.table import Row, Table

UNIT = 48
"""Characters of a unit."""
COLUMNS = (
    Column(
        "decide_by", "decide_by", "code", "month by which it must be decided or ordered", "key", 11
    ),
    Column("what", "what", "text", "order, pool order, expansion or pool", "key", 13),
    Column(
        "who",
        "who",
        "code",
        "state or pool that decides; for an expansion the line, or the host of a component",
        "key",
        20,
    ),
    Column("item", "item", "code", "line, component or pool", "key", 20),
    Column("there_by", "there_by", "code", "month from which it counts", "key", 11),
    Column(
        "period",
        "period",
        "code",
        "period in which it first counts; empty: after the horizon",
        width=9,
    ),
    Column("words", "words", "prose", "the same in words", width=56),
    Column("capability", "capability", "code", "what it is for", width=14),
    Column("quantity", "quantity", "whole", "units, steps, or members of a pool"),
    Column("unit", "unit", "text", "of the quantity", width=16),
    Column(
        "cumulative",
        "cumulative",
        "whole",
        "the same added up to the period: the figure to hold progress against",
        width=13,
    ),
    SOURCE,
)


def milestones(view: View) -> Table:
    """One row for each thing that must happen, the most urgent first."""
    rows = (*_orders(view), *_expansions(view), *_pools(view))
    return long_sheet(
        view,
        "milestones",
        "Milestones",
        "What must be ordered, decided and delivered by when, the most urgent first.",
        COLUMNS,
        (
            (*row, _cell(view, str(row[2]), str(row[3])))
            for row in sorted(rows, key=lambda row: [str(value) for value in row[:5]])
        ),
    )


def _named(view: View, code: str) -> str:
    """A line or a pool by its name."""
    record = view.scenario.line_by_code.get(code) or view.scenario.pool_by_code[code]
    return readable(record.name or code)


def _cell(view: View, who: str, item: str) -> str:
    """Of the line, the pool or the maker of the component."""
    if item in view.scenario.line_by_code:
        return view.scenario.book.address("lines", (item,))
    if item in view.scenario.pool_by_code:
        return view.scenario.book.address("pools", (item,))
    return view.scenario.book.address("components", view.maker_rows[item, who])


def _orders(view: View) -> Iterator[Row]:
    decisions, scenario = view.ledger.decisions, view.scenario
    for due in view.deliveries:
        pool = due.buyer in scenario.pool_by_code
        series = (decisions.pool_delivered if pool else decisions.delivered)[due.buyer, due.line]
        capability = scenario.capability_by_code[due.capability]
        at = scenario.period_index[due.period]
        buyer = f"The pool {_named(view, due.buyer)}" if pool else view.state_name(due.buyer)
        yield (
            month(due.order_by),
            "pool order" if pool else "order",
            due.buyer,
            due.line,
            month(scenario.periods[at].start),
            due.period,
            f"{buyer} orders {due.units:,} × {readable(capability.unit, UNIT)} of "
            f"{view.short_capability(due.capability)} from {_named(view, due.line)}.",
            due.capability,
            due.units,
            capability.unit,
            series[at] * capability.lot,
        )


def _expansions(view: View) -> Iterator[Row]:
    scenario, decisions = view.scenario, view.ledger.decisions
    for (code,), steps in decisions.expansion.items():
        line = scenario.line_by_code[code]
        what = f"The line {_named(view, code)}"
        yield from _growth(view, steps, line.step_lead_months, code, code, line.capability, what)
    for (code, host), steps in decisions.component_expansion.items():
        maker = scenario.component_by_key[code, host]
        what = f"{code} in {view.state_name(host)}"
        yield from _growth(view, steps, maker.step_lead_months, host, code, "", what)


def _growth(
    view: View, steps: Series, lead: int, who: str, item: str, capability: str, what: str
) -> Iterator[Row]:
    for at, new in enumerate(increases(steps)):
        if new:
            start = view.scenario.periods[at].start
            yield (
                month(start),
                "expansion",
                who,
                item,
                month(start + lead),
                _first_from(view, start + lead),
                f"{what} grows by {number(new, 'step')}.",
                capability,
                new,
                "steps",
                steps[at],
            )


def _first_from(view: View, month: int) -> str:
    """First period that starts in a month or later; empty: none within the horizon."""
    return next((period.code for period in view.scenario.periods if period.start >= month), "")


def _pools(view: View) -> Iterator[Row]:
    for pool in view.pools:
        at = operates_from(view, pool)
        if at is not None:
            first, count = view.scenario.periods[at], len(members(view, pool))
            by = decide_by(view, pool)
            yield (
                month(first.start if by is None else by),
                "pool",
                pool,
                pool,
                month(first.start),
                first.code,
                f"The pool {_named(view, pool)} starts with {number(count, 'member')}.",
                view.scenario.pool_by_code[pool].capability,
                count,
                "members",
                count,
            )
