"""Sheet `investments`: which lines grow, when, and who pays for it."""

from collections.abc import Iterator

from allocator.accounts.decisions import increases
from allocator.domain.period import month
from allocator.report.sheet import (
    CONFIDENCE,
    LINE,
    PERIOD,
    SOURCE,
    code,
    decision,
    figure,
    long_sheet,
)
from allocator.report.view import View
from allocator.tables.table import Row, Table

COLUMNS = (
    LINE,
    code("state", "who pays; empty in the row that decides the expansion itself"),
    PERIOD,
    decision("steps", "expansion steps decided by the end of the period, cumulative"),
    decision("tenths", "tenths of steps paid by the state by then, cumulative"),
    figure("new", "steps or tenths added in the period"),
    figure("payment", "what the state pays in the period", "money"),
    figure("added_rate", "units a period that the decided steps add once they run", "thousandths"),
    figure("runs_from", "month from which the steps added in the period give output", "code"),
    figure("capability", "what the line makes", "code", width=14),
    figure("host", "where the line stands", "code"),
    CONFIDENCE,
    SOURCE,
)


def investments(view: View) -> Table:
    """Rows of expansions, each followed by those of the states that fund it."""
    return long_sheet(
        view,
        "investments",
        "Investments in production",
        "Expansion steps of lines and the states that fund them, cumulative by period.",
        COLUMNS,
        _rows(view),
    )


def _rows(view: View) -> Iterator[Row]:
    wanted = [
        *((line, "", period) for line, period in view.plan.expansion),
        *((line, state, period) for state, line, period in view.plan.funding),
    ]
    for line, state, period in view.sorted_keys(("line", "state", "period"), wanted):
        at = view.scenario.period_index[period]
        row = _funding(view, line, state, at) if state else _expansion(view, line, at)
        record = view.scenario.line_by_code[line]
        yield (
            line,
            state,
            period,
            *row,
            record.capability,
            record.host,
            *view.source("lines", (line,)),
        )


def _expansion(view: View, line: str, at: int) -> Row:
    steps = view.ledger.decisions.expansion[line,]
    record = view.scenario.line_by_code[line]
    new = increases(steps)[at]
    start = view.scenario.periods[at].start + record.step_lead_months
    running = month(start) if new else None
    return steps[at], None, new, None, record.step * steps[at], running


def _funding(view: View, line: str, state: str, at: int) -> Row:
    tenths = view.ledger.decisions.funding[state, line]
    new = increases(tenths)[at]
    return None, tenths[at], new, new * view.ledger.prices.tenth_cost(line), None, None
