"""Faults in how burdens are measured and limited."""

from openpyxl import Workbook

from tests.workbooks.broken import Broken, cell, change, put


def _limit_without_a_plan(workbook: Workbook) -> None:
    put(workbook, "settings!B27", "yes")
    workbook["plan_in_force"].delete_rows(2, 4)


BURDENS: tuple[Broken, ...] = (
    cell("misspelt measure", "settings!B17", "efforts", 'did you mean "effort"?'),
    cell("limit in words of its own", "settings!B26", "always", 'unknown word "always"; write yes'),
    cell("baseline effort below nothing", "member_states!H2", -1, "-1 is below 0"),
    cell("baseline effort in words", "member_states!H2", "2 %", "percentage written as text"),
    change(
        "limit by a plan that is not there",
        _limit_without_a_plan,
        "settings!B27",
        "plan_in_force has no rows to hold new money against; write no",
    ),
)
"""Addresses are those of the example: burden_measure, stand_alone_limit and burden_limit_in_force
stand in rows 17, 26 and 27 of settings, baseline_effort in column H of member_states."""
