"""A sweep as a workbook."""

from collections.abc import Sequence

from allocator.domain.scenario import Scenario
from allocator.study.sweep.decisions_sheets import decisions_sheets
from allocator.study.sweep.futures_sheet import futures_sheet
from allocator.study.sweep.page import Names
from allocator.study.sweep.ranges_sheets import given_sheet, ranges_sheet
from allocator.study.sweep.summary import Summary
from allocator.tables.table import Table


def sweep_sheets(
    found: Summary, scenario: Scenario, others: Sequence[Scenario] = ()
) -> tuple[Table, ...]:
    """Five pages: futures side by side, ranges, who gives what, what is always done, what flips.

    Of futures of which at least one has a plan. `others` are the scenarios on top of the workbook,
    for the names of what they add.
    """
    names = Names.of((scenario, *others))
    return (
        futures_sheet(found, scenario),
        ranges_sheet(found, scenario, names),
        given_sheet(found, scenario, names),
        *decisions_sheets(found, scenario, names),
    )
