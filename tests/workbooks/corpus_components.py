"""Faults of the sheet components: parts that nobody makes, growth that adds or costs nobody."""

from openpyxl import Workbook

from tests.workbooks.broken import Broken, cell, change, put


def _nothing_made(workbook: Workbook) -> None:
    for row in (2, 3, 4):
        put(workbook, f"components!D{row}", 0)
        for column in "EFGH":
            put(workbook, f"components!{column}{row}", None)


def _outside_pays(workbook: Workbook) -> None:
    for row in (2, 3, 4):
        put(workbook, f"components!B{row}", "USA")
        put(workbook, f"components!I{row}", 0.2)


def _step_of_nothing(workbook: Workbook) -> None:
    for row in (2, 3, 4):
        put(workbook, f"components!E{row}", None)


COMPONENTS: tuple[Broken, ...] = (
    change(
        "component that nobody makes",
        _nothing_made,
        "components!D2",
        "no host makes any PROPELLANT in any period, and none can grow: 2 lines cannot deliver",
    ),
    change(
        "component steps that add nothing",
        _step_of_nothing,
        "components!E2",
        "max_steps is 1, but a step adds nothing",
    ),
    cell("component steps of blank cost", "components!F2", None, "blank, but max_steps is 1"),
    cell("component steps of blank lead", "components!G2", None, "blank, but max_steps is 1"),
    change(
        "component host outside pays",
        _outside_pays,
        "components!I2",
        'the host "USA" is no member state and pays for no expansion',
    ),
    cell("component without rows", "component_use!B3", "SEEKER", 'unknown component "SEEKER"'),
    cell("parts below zero", "component_use!C2", -1, "-1 is below 0"),
    cell("output below zero", "components!D2", -5, "-5 is below 0"),
)
