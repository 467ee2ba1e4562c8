"""Sheet `figures`: plan, actual and forecast by period, of the alliance and of each state."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from allocator.report.view import View
from allocator.study.titled_page import FIRST, titled_page
from allocator.study.track.told import Amounts, Figures, Tracked
from allocator.tables.column import Column, Kind
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Label, Row, Table

FIGURES = "figures"
THREE = ("plan", "actual", "forecast")
MEASURES: dict[str, tuple[str, Kind]] = {
    "european": ("European share of what is required", "percent"),
    "missing": ("Weighted shortfall", "whole"),
    "delivered": ("Units delivered, all kinds, so far", "whole"),
    "shares": ("Shares bought in pools, so far", "whole"),
    "contributed": ("Units assigned to the alliance, all kinds", "whole"),
    "crews": ("Extra posts filled, so far", "whole"),
    "steps": ("Steps of growth decided, so far", "whole"),
    "money": ("New money of the period, EUR m", "money"),
}
"""Fields of `Amounts` as they are called."""
OF_STATES = {
    "delivered": "Delivered,\n",
    "contributed": "Assigned,\n",
    "crews": "Posts filled,\n",
    "money": "EUR m due,\n",
}
"""Those that stand on the sheet by state, with their heads."""
STATE = Column("state", "State", "code", width=46)
PERIOD = Column("label", "Period", "text", width=10)


def figure_sheet(found: Tracked, view: View) -> Table:
    """The alliance, which the charts are drawn from, then state by state."""
    blocks, states = alliance(found, view), states_frame(found, view)
    return titled_page(
        view.policy,
        FIGURES,
        "Figures",
        "Plan, actual and forecast by period. Actual: of past periods, as known or else as "
        "planned; money as reported.",
        (*blocks.values(), Block(states, tuple(_states(found, view)))),
        labels=(Label(states.row - 1, 0, "State by state", "heading", columns=8),),
    )


def alliance(found: Tracked, view: View) -> dict[str, Block]:
    """Plan, actual and forecast of each measure by period."""
    blocks: dict[str, Block] = {}
    row = FIRST
    for name, (title, kind) in MEASURES.items():
        columns = (
            replace(STATE, key="measure", header="Alliance"),
            PERIOD,
            *(Column(which, which.capitalize(), kind, width=13) for which in THREE),
        )
        rows = tuple((title, period, *three(found.figure(period), name)) for period in view.periods)
        blocks[name] = Block(Frame(FIGURES, columns, row=row), rows)
        row += blocks[name].height + 1
    return blocks


def states_frame(found: Tracked, view: View) -> Frame:
    """Where every state stands, in the order of the workbook, each over all periods."""
    last = list(alliance(found, view).values())[-1]
    return Frame(FIGURES, (STATE, PERIOD, *_columns()), row=last.frame.row + last.height + 2)


def _columns() -> tuple[Column, ...]:
    return tuple(
        Column(f"{name}_{which}", f"{head}{which}", MEASURES[name][1], width=13)
        for name, head in OF_STATES.items()
        for which in THREE
    )


def _states(found: Tracked, view: View) -> Iterator[Row]:
    by_key = {(each.subject, each.period): each for each in found.figures}
    for state in view.states:
        for period in view.periods:
            there = by_key[state, period]
            values = (value for name in OF_STATES for value in three(there, name))
            yield state, period, *values


def three(figures: Figures, measure: str) -> tuple[int | Fraction | None, ...]:
    """Plan, actual and forecast of a measure."""
    return (
        amount(figures.plan, measure),
        actual(figures, measure),
        amount(figures.forecast, measure),
    )


def amount(amounts: Amounts, measure: str) -> int | Fraction:
    """A measure by name."""
    value: int | Fraction = getattr(amounts, measure)
    return value


def actual(figures: Figures, measure: str) -> int | Fraction | None:
    """As it was; money as it is reported, which nobody else knows."""
    if measure == "money":
        return figures.reported_money
    return None if figures.actual is None else amount(figures.actual, measure)
