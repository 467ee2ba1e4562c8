"""A sweep as a workbook."""

from allocator.domain.scenario import Scenario
from allocator.study.sweep.decisions_sheets import decisions_sheets
from allocator.study.sweep.futures_sheet import futures_sheet
from allocator.study.sweep.ranges_sheets import given_sheet, ranges_sheet
from allocator.study.sweep.summary import Summary
from allocator.tables.table import Table


def sweep_sheets(found: Summary, scenario: Scenario) -> tuple[Table, ...]:
    """Five pages: futures side by side, ranges, who gives what, what is always done, what flips.

    Of futures of which at least one has a plan.
    """
    return (
        futures_sheet(found, scenario),
        ranges_sheet(found, scenario),
        given_sheet(found, scenario),
        *decisions_sheets(found, scenario),
    )
