"""Faults of the sheet plan_in_force: codes, values and series that no plan can have."""

from openpyxl import Workbook

from tests.workbooks.broken import Broken, cell, change, put

COLUMNS = "ABCDEFGHIJKL"
"""decision, state, capability, pool, line, fund, component, host, period, value, announced."""


def _row(workbook: Workbook, number: int, **cells: object) -> None:
    for column, value in cells.items():
        put(workbook, f"plan_in_force!{column}{number}", value)


def _fallen(workbook: Workbook) -> None:
    _row(workbook, 6, A="delivered", B="EST", E="POL_SHORAD", I="2027", J=2)


def _ended(workbook: Workbook) -> None:
    _row(workbook, 6, A="operating", D="POOL_AEW", I="2026", J=1)


def _fallen_line_that_is_gone(workbook: Workbook) -> None:
    _row(workbook, 6, A="expansion", E="GONE", I="2027", J=3)
    _row(workbook, 7, A="expansion", E="GONE", I="2028", J=2)


IN_FORCE: tuple[Broken, ...] = (
    cell("unknown decision", "plan_in_force!A2", "deliverd", 'did you mean "delivered"?'),
    cell("decision without its line", "plan_in_force!E2", None, "blank, but delivered is about a"),
    cell("decision with a pool", "plan_in_force!D2", "POOL_AEW", "but delivered has no pool"),
    cell("period for a leader", "plan_in_force!I5", "2026", "but lead has no period"),
    cell("half a lot in force", "plan_in_force!J2", 1.5, "1.5 is not a whole number"),
    cell("nothing in force", "plan_in_force!J2", 0, "0 is below 1"),
    cell("leader twice over", "plan_in_force!J5", 2, "2 for a yes or no"),
    cell("announced perhaps", "plan_in_force!K2", "perhaps", "yes"),
    cell(
        "plan that ignored a family",
        "plan_in_force!L2",
        "what-if: budget ignored",
        'the plan ignores what holds ("what-if: budget ignored")',
    ),
    change(
        "decision in force twice",
        lambda workbook: _row(workbook, 6, A="lead", B="nor", D="POOL_AEW", J=1),
        "plan_in_force!A6",
        "lead, nor, POOL_AEW stands already in row 5",
    ),
    change(
        "deliveries that fall",
        _fallen,
        "plan_in_force!J2",
        "delivered never falls, but 2 by 2027 is followed by 1 by 2028",
    ),
    change(
        "pool that ends",
        _ended,
        "plan_in_force!J6",
        "operating never falls, but 1 by 2026 is followed by no row for 2027",
    ),
    change(
        "steps of a line that is gone fall",
        _fallen_line_that_is_gone,
        "plan_in_force!J7",
        "expansion never falls, but 3 by 2027 is followed by 2 by 2028",
    ),
)
