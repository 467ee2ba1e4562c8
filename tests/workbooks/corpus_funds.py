"""Faults of funds, of what they lend to whom, and of budget windows."""

from collections.abc import Callable

from openpyxl import Workbook

from tests.workbooks.broken import Broken, cell, change, put

CODES = ("LOAN_B", "LOAN_C", "LOAN_D", "LOAN_E")


def _row(workbook: Workbook, sheet: str, row: int, *values: object) -> None:
    for column, value in zip("ABCDEFGH", values, strict=False):
        put(workbook, f"{sheet}!{column}{row}", value)


def _five_funds(workbook: Workbook) -> None:
    for number, code in enumerate(CODES):
        _row(workbook, "funds", 3 + number, code, "EU", 0.5, "no")
        _row(workbook, "fund_limits", 4 + number, code, "EST", 10)


def _two_windows(ceiling: float, *values: object) -> Callable[[Workbook], None]:
    """The ceiling of Norway's window, and another window of it."""

    def add(workbook: Workbook) -> None:
        put(workbook, "budget_windows!D3", ceiling)
        _row(workbook, "budget_windows", 4, "NOR", *values)

    return add


def _side_by_side(workbook: Workbook) -> None:
    _row(workbook, "budget_windows", 4, "NOR", "2026", "2026", 100)
    _row(workbook, "budget_windows", 5, "NOR", "2026", "2028", None, 1_000.1)


def _floors_in_a_window(workbook: Workbook) -> None:
    put(workbook, "budgets!D6", 450)
    put(workbook, "budgets!D7", 450.001)


def _carried_twice(workbook: Workbook) -> None:
    put(workbook, "budgets!D5", 400)
    put(workbook, "budgets!D6", 451)


FUNDS: tuple[Broken, ...] = (
    change(
        "fund without members",
        lambda workbook: _row(workbook, "funds", 3, "EDIP", "EU", 0.65, "yes"),
        "funds!A3",
        "no state may draw from EDIP; add rows to fund_limits",
    ),
    cell("fund for an unknown group", "funds!B2", "SAVE", 'did you mean "SAFE"?'),
    change(
        "limit for a state outside the group",
        lambda workbook: _row(workbook, "fund_limits", 4, "SAFE", "NOR", 10),
        "fund_limits!B4",
        "NOR is not in the group that SAFE lends to",
    ),
    change(
        "limit twice",
        lambda workbook: _row(workbook, "fund_limits", 4, "SAFE", "EST", 10),
        "fund_limits!A4",
        "SAFE, EST stands already in row 2",
    ),
    cell("limit of an unknown fund", "fund_limits!A2", "SAVE", 'did you mean "SAFE"?'),
    cell("limit below zero", "fund_limits!C2", -1, "-1 is below 0"),
    change(
        "too many funds for a state",
        _five_funds,
        "fund_limits!A7",
        "EST draws on 5 funds, but 4 are the most for a state",
    ),
    cell("joint buying from an unknown period", "funds!E2", "2029", 'unknown period "2029"'),
    cell("more inside than all", "funds!C2", 1.01, "101 % is above 100 %"),
    cell("design authority in doubt", "funds!D2", "maybe", "write yes / no"),
    change(
        "window that ends before it begins",
        lambda workbook: _row(workbook, "budget_windows", 4, "EST", "2028", "2027", 100),
        "budget_windows!C4",
        "the window ends in 2027, before it begins in 2028",
    ),
    cell(
        "window floor above its ceiling",
        "budget_windows!E2",
        2_350.001,
        "floor 2350.001 above 2350, the most under budget_windows!D2",
    ),
    change(
        "window floor beyond all budgets",
        lambda workbook: _row(workbook, "budget_windows", 4, "NOR", "2026", "2027", None, 850.1),
        "budget_windows!E4",
        "floor 850.1 above 850, the most under the budgets from 2026 to 2027",
    ),
    change(
        "window floor above the window around it",
        _two_windows(500, "2028", "2028", None, 500.001),
        "budget_windows!E4",
        "floor 500.001 above 500, the most under budget_windows!D3",
    ),
    change(
        "window floor above windows side by side",
        _side_by_side,
        "budget_windows!E5",
        "floor 1000.1 above 1000, the most under budget_windows!D4 and budget_windows!D3",
    ),
    change(
        "floors above the window that holds them",
        _floors_in_a_window,
        "budget_windows!D3",
        "the floors budgets!D6, budgets!D7 ask for 900.001 together, above 900, the most under "
        "budget_windows!D3",
    ),
    change(
        "floors that spend what is carried twice",
        _carried_twice,
        "budgets!C6",
        "the floors budgets!D5, budgets!D6 ask for 851 together, above 850, the most under the "
        "budgets from 2026 to 2027",
    ),
    change(
        "window of a state twice",
        lambda workbook: _row(workbook, "budget_windows", 4, "POL", "2026", "2028", 10),
        "budget_windows!A4",
        "POL, 2026, 2028 stands already in row 2",
    ),
    cell("window in an unknown period", "budget_windows!C2", "2029", 'unknown period "2029"'),
    cell("readiness below zero", "capabilities!L2", -1, "-1 is below 0"),
)
