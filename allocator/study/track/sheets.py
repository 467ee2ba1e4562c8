"""A plan against its actuals as a workbook: a page for a ministry, then everything behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

from allocator.report.view import View
from allocator.study.track.alliance_page import progress_page
from allocator.study.track.figure_sheet import alliance, figure_sheet
from allocator.study.track.row_sheets import not_confirmed_sheet, variance_sheet
from allocator.study.track.state_page import state_page
from allocator.study.track.state_sheet import state_sheet
from allocator.study.track.told import Tracked
from allocator.study.track.why_sheets import chain_sheet, forecast_sheet
from allocator.tables.table import Table


@dataclass(frozen=True, slots=True)
class Sources:
    """Which files it is made of, as their readers call them."""

    plan: str
    actuals: str


def track_sheets(
    found: Tracked, view: View, sources: Sources, states: Sequence[str] = ()
) -> tuple[Table, ...]:
    """The page first, then those of states; `view` is of the plan that is tracked."""
    return (
        progress_page(found, view, alliance(found, view), (sources.plan, sources.actuals)),
        *(state_page(found, view, state) for state in states),
        chain_sheet(found, view),
        forecast_sheet(found, view),
        state_sheet(found, view),
        variance_sheet(found, view),
        not_confirmed_sheet(found, view),
        figure_sheet(found, view),
    )
