"""Sheet `allocation`: who stands behind which capability, as a heat map."""

from collections.abc import Iterator
from itertools import groupby

from allocator.accounts.national import counted
from allocator.accounts.shortfall import Shortfall
from allocator.report.names import allies
from allocator.report.prose import opening, short_name
from allocator.report.sheet import MANY, TITLE_ROWS, titled_page
from allocator.report.view import View
from allocator.tables.column import Column, Formula
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Label, Row, Table
from allocator.tables.text import shortened

HEAD = 54
"""Characters of a capability's header."""
WIDE = 24
"""Capabilities from which on the map needs large paper."""
GAP = 4
"""Rows between the two maps; the heading of the second and its domains stand in them."""
NARROW, BROAD, UNIT = 6, 11, 20
"""Characters of a column where there are many and where there are few; of a unit in its header."""
LINES = 26.0
"""Points of two lines of domains."""


def allocation(view: View) -> Table:
    """States down, capabilities across, at the deadline and at the end."""
    blocks: list[Block] = []
    labels: list[Label] = []
    row = TITLE_ROWS + 1
    for period in view.looked_at:
        when = "deadline" if period == view.deadline else "end"
        labels.append(Label(row - 2, 1, f"{period} ({when})", "heading", columns=6))
        labels.extend(_domains(view, row - 1))
        blocks.append(_map(view, period, row))
        row += blocks[-1].height + GAP
    return titled_page(
        view,
        "allocation",
        "Allocation of capabilities",
        "Units each state contributes; • marks a state that also holds shares in a pool; "
        "the darkest cells are at the concentration cap.",
        tuple(blocks),
        labels=tuple(labels),
        large_paper=len(view.capabilities) > WIDE,
        breaks=tuple(block.frame.row - 2 for block in blocks[1:] if len(view.states) > MANY),
        heights={block.frame.row - 1: LINES for block in blocks},
    )


def _domains(view: View, row: int) -> Iterator[Label]:
    """The domain above each run of its capabilities."""
    named = (view.scenario.capability_by_code[code].domain for code in view.capabilities)
    column = 1
    for domain, run in groupby(named):
        count = len(list(run))
        text = shortened(domain, 2 * _width(view) * count - 2)
        yield Label(row, column, text, "group", columns=count)
        column += count


def _map(view: View, period: str, row: int) -> Block:
    columns = (
        Column("name", "State", "text", width=18),
        *(
            Column(_key(code), _head(view, code), "whole", width=_width(view))
            for code in view.capabilities
        ),
    )
    frame = Frame("allocation", columns, row=row)
    pooled = {
        (state, capability)
        for (state, capability, when), account in counted(view.ledger).items()
        if when == period and account.pooled
    }
    marks = frozenset(
        (i, j + 1)
        for i, state in enumerate(view.states)
        for j, capability in enumerate(view.capabilities)
        if (state, capability) in pooled
    )
    at = view.scenario.period_index[period]
    heat = {_key(code): view.ledger.stock.cap[code][at] for code in view.capabilities}
    count = len(view.states)
    return Block(
        frame,
        (*_states(view, period), *_sums(view, period, frame)),
        rotated=True,
        heat=heat,
        heat_rows=count,
        marks=marks,
        strong=frozenset(range(count, count + 6)),
    )


def _width(view: View) -> int:
    return NARROW if len(view.capabilities) > WIDE else BROAD


def _key(capability: str) -> str:
    """Column of a capability, whatever its code."""
    return f"capability {capability}"


def _sum_cell(frame: Frame, account: Shortfall, index: int) -> str:
    return frame.at(_key(account.capability), index)


def _head(view: View, code: str) -> str:
    record = view.scenario.capability_by_code[code]
    unit = f" [{shortened(record.unit, UNIT)}]"
    return short_name(record.name, max(16, HEAD - len(unit))) + unit


def _states(view: View, period: str) -> Iterator[Row]:
    for state in view.states:
        yield (
            view.state_name(state),
            *(
                view.plan.contribution.get((state, capability, period), 0)
                for capability in view.capabilities
            ),
        )


def _sums(view: View, period: str, frame: Frame) -> Iterator[Row]:
    """Pools, the European total, outside support, what is lost, what is missing and required."""
    count = len(view.states)
    accounts = [view.shortfalls[code, period] for code in view.capabilities]
    yield ("Pools", *(account.pools for account in accounts))
    yield (
        opening(allies(view)),
        *(
            Formula(f"=SUM({frame.down(_key(account.capability), count + 1)})", account.european)
            for account in accounts
        ),
    )
    yield ("Outside support", *(account.support for account in accounts))
    yield ("Lost to enablers", *(account.lost for account in accounts))
    yield (
        "Missing",
        *(
            Formula(
                f"=MAX(0,{_sum_cell(frame, account, count + 5)}"
                f"-{_sum_cell(frame, account, count + 1)}-{_sum_cell(frame, account, count + 2)})"
                f"+{_sum_cell(frame, account, count + 3)}",
                account.missing,
            )
            for account in accounts
        ),
    )
    yield ("Required", *(account.required for account in accounts))
