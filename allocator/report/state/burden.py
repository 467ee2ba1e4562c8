"""A section of a state's sheet: its burden beside that of its neighbours."""

from collections.abc import Iterator
from fractions import Fraction

from allocator.domain.quantity import WHOLE
from allocator.report.burden_measures import average, measured_by
from allocator.report.prose import readable
from allocator.report.state.grid import (
    HALF,
    PIXELS,
    Section,
    block_heights,
    cell,
    heading,
    high,
    note,
)
from allocator.report.state.money import TALL
from allocator.report.state.view import StateView
from allocator.tables.column import Column, Formula
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Chart, Row, Series


def burden(own: StateView, sheet: str, row: int, chart_row: int) -> Section:
    """The state beside its neighbours, all states and the largest, on the left half; the chart
    stands at `chart_row`, on the right half."""
    frame = Frame(sheet, _burden_columns(own), row=row + 2)
    rows = tuple(_burden_rows(own, frame))
    block = Block(frame, rows, strong=frozenset({0, len(rows) - 1}))
    region = own.alliance.region_of(own.state)
    beside = f"in its region ({readable(region, 30)})" if region else "nearest to it in key money"
    largest = " and the one that bears most" if bearer(own) else ""
    words = (
        f"States {beside}{largest}; {measured_by(own.view)} over key money, rounded up to 0.01 %."
    )
    return Section(
        row,
        2 + block.height,
        (block,),
        (
            heading(row, "Its burden beside that of others", 0, HALF - 1),
            note(row + 1, words, 0, HALF - 1),
        ),
        (_burden_chart(block, chart_row),),
        {row + 1: high(words, HALF - 1), **block_heights(block)},
    )


def _burden_columns(own: StateView) -> tuple[Column, ...]:
    effort = own.view.policy.burden_measure == "effort"
    return (
        cell("name", "State", "text", 4),
        cell("measured", "Effort\nEUR m" if effort else "New money\nEUR m", "money", 2, digits=0),
        cell("burden", "Burden\n% of key", "basis_points", 2, digits=2),
        cell("average", "All\nstates", "percent", digits=2),
        cell("paid", "Of all\nmoney", "percent", 2),
        cell("key", "By its\nkey", "percent", 2),
    )


def compared(own: StateView) -> tuple[str, ...]:
    """The state, its neighbours, and whoever bears more than all of them."""
    return (own.state, *own.alliance.neighbours(own.state), *bearer(own))


def bearer(own: StateView) -> tuple[str, ...]:
    """The first of those that bear most; nobody where the state or a neighbour bears as much."""
    burdens = own.view.burdens
    most = max(own.view.states, key=lambda state: burdens[state].basis_points)
    beside = (own.state, *own.alliance.neighbours(own.state))
    top = max(burdens[state].basis_points for state in beside)
    return (most,) if burdens[most].basis_points > top else ()


def _burden_rows(own: StateView, frame: Frame) -> Iterator[Row]:
    view, together = own.view, average(own.view)
    states = compared(own)
    accounts = view.burdens.values()
    every = sum(account.measured for account in accounts)
    total = frame.at("measured", len(states))
    for index, state in enumerate(states):
        account = view.burdens[state]
        part = Fraction(account.measured, every) if every else Fraction(0)
        yield (
            readable(view.state_name(state), 22),
            account.measured,
            account.basis_points,
            together,
            Formula(f"=IF({total}=0,0,{frame.at('measured', index)}/{total})", part),
            account.key_share,
        )
    keys = sum((account.key_share for account in accounts), Fraction(0))
    yield (
        f"All {len(view.states)} states" if len(view.states) > 1 else "All states",
        every,
        together * WHOLE,
        together,
        int(every > 0),
        keys,
    )


def _burden_chart(block: Block, row: int) -> Chart:
    frame, count = block.frame, len(block.rows) - 1
    names = frame.abroad(frame.down("name", count))
    return Chart(
        "column_and_line",
        "Burden, % of key money",
        (
            Series("Burden", names, frame.abroad(frame.down("burden", count))),
            Series("All states together", names, frame.abroad(frame.down("average", count))),
        ),
        row=row,
        column=HALF,
        width=HALF * PIXELS,
        height=TALL,
        number_format="0.0%",
        least=0,
    )
