"""A section of a state's sheet: its money by period against the ceiling."""

from allocator.accounts.spending import Spending
from allocator.report.names import horizon
from allocator.report.numbers import BILLION, money_unit
from allocator.report.state.grid import (
    COLUMNS,
    HALF,
    PIXELS,
    Section,
    block_heights,
    cell,
    heading,
    high,
    note,
)
from allocator.report.state.view import StateView
from allocator.tables.column import Column, Formula
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Chart, Row, Series

PAID = ("buying", "growth", "running", "fees")
"""Parts of new money."""
STACK = (
    ("buying", "Buying"),
    ("growth", "Growth of production"),
    ("running", "Running"),
    ("fees", "Fees of pools"),
    ("contracts", "Contracts of today"),
)
TALL, CHART_ROWS = 215, 11
"""Pixels of a chart and the rows of usual height that it stands on."""


def money(own: StateView, sheet: str, row: int) -> Section:
    """New money by kind and period against the ceiling, with a chart on the left half below."""
    view = own.view
    over = horizon(view)
    frame = Frame(sheet, _money_columns(own), row=row + 2)
    rows = tuple(
        _period(frame, index, view.spending[own.state, period])
        for index, period in enumerate(view.periods)
    )
    block = Block(frame, rows, total="All periods")
    words = (
        "EUR million. Buying: lots and shares, less rebates; running: operation and readiness. "
        "Left: ceiling, loans and what is carried, less new money and contracts."
    )
    below = frame.row + block.height + 1
    chart = _money_chart(block, below)
    return Section(
        row,
        below + CHART_ROWS - row,
        (block,),
        (heading(row, f"What it pays, {over}"), note(row + 1, words)),
        (chart,),
        {row + 1: high(words, COLUMNS), **block_heights(block)},
    )


def _money_columns(own: StateView) -> tuple[Column, ...]:
    digits = 0 if money_unit(own.burden.new_money) is BILLION else 1

    def million(key: str, header: str, *, total: bool = True, span: int = 2) -> Column:
        return cell(key, header, "money", span, total=total, digits=digits)

    return (
        cell("period", "Period", "text", 4),
        million("buying", "Buying"),
        million("growth", "Growth of\nproduction"),
        million("running", "Running"),
        million("fees", "Fees of\npools"),
        million("new_money", "New\nmoney", span=4),
        million("contracts", "Contracts\nof today"),
        million("loans", "Of it\nlent"),
        million("carried", "Carried\nin or out", total=False),
        million("ceiling", "Ceiling", span=4),
        million("left", "Left", total=False),
    )


def _period(frame: Frame, index: int, paid: Spending) -> Row:
    at = {column.key: frame.at(column.key, index) for column in frame.columns}
    room = (
        f"=ROUND({at['ceiling']}+{at['carried']}+{at['loans']}-{at['new_money']}"
        f"-{at['contracts']},3)"
    )
    return (
        paid.period,
        paid.orders + paid.shares + paid.rebates,
        paid.funding + paid.components,
        paid.operating + paid.readiness,
        paid.fees,
        Formula(f"=SUM({frame.across(PAID[0], PAID[-1], index)})", paid.new_money),
        paid.unpaid,
        paid.loans,
        paid.carry_in - paid.carry_out,
        paid.ceiling,
        Formula(room, paid.room),
    )


def _money_chart(block: Block, row: int) -> Chart:
    frame, count = block.frame, len(block.rows)
    periods = frame.abroad(frame.down("period", count))

    def series(key: str, name: str, colour: int) -> Series:
        return Series(name, periods, frame.abroad(frame.down(key, count)), colour)

    totals = dict(zip(frame.offset, block.totals, strict=True))
    shown = [
        series(key, name, colour)
        for colour, (key, name) in enumerate(STACK)
        if isinstance(total := totals[key], Formula) and total.value
    ]
    return Chart(
        "stacked_column_and_line",
        "Money by period against the ceiling, EUR million",
        (*(shown or [series("new_money", "New money", 0)]), series("ceiling", "Ceiling", 1)),
        row=row,
        column=0,
        width=HALF * PIXELS - 8,
        height=TALL,
        number_format="#,##0",
        least=0,
    )
