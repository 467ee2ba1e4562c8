"""Faults between cells: rows, columns and sheets that are missing, double or at odds."""

from collections.abc import Callable

from openpyxl import Workbook

from tests.workbooks.broken import Broken, cell, change, put


def _append(sheet: str, *values: str | int | None) -> Callable[[Workbook], None]:
    def add_row(workbook: Workbook) -> None:
        row = next(
            number for number in range(2, 100) if workbook[sheet].cell(number, 2).value is None
        )
        for column, value in enumerate(values, 1):
            workbook[sheet].cell(row, column, value)

    return add_row


def _own_code_for_a_pool(workbook: Workbook) -> None:
    for address in (
        "pools!A2",
        "pool_lines!A2",
        "pool_members!A2",
        "pool_members!A3",
        "pool_members!A4",
        "order_book!A5",
        "pledges!C3",
        "calls!B2",
        "calls!B3",
    ):
        put(workbook, address, "POL")


def _own_keys(workbook: Workbook) -> None:
    put(workbook, "settings!B16", "column")
    put(workbook, "member_states!G2", 1.5)
    put(workbook, "member_states!G3", 2)


def _no_cost_shares(workbook: Workbook) -> None:
    put(workbook, "settings!B16", "nato_cost_share")
    for row in (2, 3, 4):
        put(workbook, f"member_states!F{row}", 0)


def _too_many_steps(workbook: Workbook) -> None:
    put(workbook, "pledges!E4", "at_least")
    put(workbook, "pledges!F4", 3)


LAYOUT: tuple[Broken, ...] = (
    change("sheet missing", lambda w: w.remove(w["budgets"]), "budgets", "sheet is missing"),
    cell("column misspelt", "lines!I1", "min_rat", 'did you mean "min_rate"?'),
    change(
        "column missing",
        lambda w: w["periods"].delete_cols(4),
        "periods",
        'column "weight" is missing',
    ),
    cell("column twice", "budgets!E1", "ceiling", "first in budgets!C1"),
    change(
        "unknown sheet", lambda w: w.create_sheet("holding"), "holding", 'did you mean "holdings"?'
    ),
    change(
        "header gone",
        lambda w: w["work_shares"].delete_rows(1),
        "work_shares",
        "holds none of the sheet's columns",
    ),
    cell("value beside the table", "rules!N3", 7, 'value "7" in a column without a header'),
    change(
        "merged cells",
        lambda w: w["holdings"].merge_cells("G2:G4"),
        "holdings!G2",
        "merged cells G2:G4",
    ),
    change(
        "stray value at the end of the sheet",
        lambda w: put(w, "holdings!XFD1048576", 1),
        "holdings!XFD1048576",
        "a value far outside the table",
    ),
)

ROWS: tuple[Broken, ...] = (
    change(
        "state twice",
        _append("member_states", "EST", "Estonia", "", 1, 1, 0, *[None] * 4, "no"),
        "member_states!A5",
        "EST stands already in row 2",
    ),
    change(
        "budget twice",
        _append("budgets", "EST", "2027", 1),
        "budgets!A11",
        "EST, 2027 stands already in row 3",
    ),
    cell("setting twice", "settings!A20", "concentration_cap", "stands already in row 19"),
    change(
        "setting missing",
        lambda w: w["settings"].delete_rows(5),
        "settings",
        'setting "price_base_year" is missing',
    ),
    change(
        "budget missing", lambda w: w["budgets"].delete_rows(3), "budgets", "no row for EST in 2027"
    ),
    change(
        "requirement missing",
        lambda w: w["requirements"].delete_rows(8, 2),
        "requirements",
        "no row for MUN_155 in 2026, 2027",
    ),
    change(
        "crews for some periods",
        lambda w: w["personnel"].delete_rows(4),
        "personnel",
        "no row for EST in 2028",
    ),
    cell(
        "gap between periods",
        "periods!C2",
        6,
        "2027 starts 6 months after the end of 2026",
        at="periods!B3",
    ),
    cell("periods overlap", "periods!B4", "2027-10", "2028 starts 3 months before the end of 2027"),
    cell("component blank in one period", "components!F3", None, "step_cost differs from row 2"),
    cell("component differs by period", "components!F3", 16, "step_cost differs from row 2"),
)


def _dear_shells(workbook: Workbook) -> None:
    put(workbook, "line_rates!C8", 4079)
    put(workbook, "capabilities!J4", 100_000)


MONEY_AND_STOCK: tuple[Broken, ...] = (
    change(
        "yearly costs that add up to too much",
        _dear_shells,
        "capabilities!J4",
        "100000 a year for each of up to 5,004 new units is too large for totals to stay exact",
    ),
    cell(
        "budget floor above ceiling",
        "budgets!D2",
        155,
        "floor 155 above 150, the most under the budget of 2026 with money carried and borrowed",
    ),
    cell(
        "burden floor above ceiling",
        "member_states!I2",
        0.01,
        "burden floor 1 % above the ceiling 0.5 %",
    ),
    change(
        "burden key that adds up to nothing",
        _no_cost_shares,
        "member_states",
        "nato_cost_share adds up to 0",
    ),
    change(
        "burden key blank for one state",
        _own_keys,
        "member_states!G4",
        "blank, but the setting burden_key names column",
    ),
    cell("group with a state's code", "member_states!L3", "POL", 'group "POL" has the code of'),
    change("pool with a state's code", _own_code_for_a_pool, "pools!A2", 'pool "POL" has the code'),
    cell(
        "provider is a member state",
        "outside_support!A5",
        "POL",
        'outside provider "POL" is a member state',
    ),
    cell(
        "more retired than held",
        "retirements!D3",
        6,
        "7 units of AMD_SR leave POL by 2028, but it holds 6",
    ),
    cell(
        "retired without a holding",
        "retirements!B2",
        "AIR_AEW",
        "1 units of AIR_AEW leave POL by 2027, but it holds 0",
        at="retirements!D2",
    ),
    cell(
        "contract for another capability",
        "order_book!C3",
        "MUN_155",
        "MUN_155, but the line POL_SHORAD makes AMD_SR",
    ),
    cell(
        "pool contract in parts of a lot",
        "capabilities!E2",
        2,
        "1 units are no whole lots",
        at="order_book!E5",
    ),
    cell("unpaid contract of a pool", "order_book!F5", 3, "a pool owes 3"),
    cell(
        "contracts above the line's capacity",
        "order_book!E3",
        4,
        "4 units of POL_SHORAD are due in 2026, but it can deliver 3",
    ),
)

LINES_AND_POOLS: tuple[Broken, ...] = (
    cell(
        "own customers of an outside host", "lines!E6", "own", 'the host "USA" is no member state'
    ),
    cell("steps that add nothing", "lines!J2", None, "max_steps is 2, but a step adds nothing"),
    cell(
        "steps whose cost is blank",
        "lines!K2",
        None,
        "blank, but max_steps is 2; write what a step costs, 0 if it is free",
    ),
    cell(
        "steps whose lead is blank",
        "lines!L2",
        None,
        "blank, but max_steps is 2; write the months, 0 if it adds at once",
    ),
    cell("outside host pays for expansion", "lines!N6", 0.2, "pays for no expansion"),
    cell(
        "work shares over 100 %",
        "work_shares!C3",
        0.45,
        "the work shares of NOR_SHORAD add up to 105 %",
    ),
    cell(
        "pool without a framework nation",
        "pool_members!D2",
        "no",
        "no state may be framework nation of POOL_AEW",
        at="pools!A2",
    ),
    cell("fewest members above most", "pools!G2", 6, "at least 6 members, but at most 4 and 1"),
    cell("fewest lots above most", "pools!I2", 7, "at least 7 lots, but at most 6"),
    cell(
        "pool buys from a line of another capability",
        "pool_lines!B2",
        "NOR_155",
        "makes MUN_155, but the pool POOL_AEW is for AIR_AEW",
    ),
    cell(
        "more shares than stock",
        "pool_members!E2",
        21,
        "its members hold 21 shares today, but its stock and contracts have 20",
        at="pools!K2",
    ),
    cell("least share above most", "pool_members!F4", 11, "at least 11 shares, but at most 10"),
    cell("barred state leads", "pool_members!D3", "yes", "POL is barred from POOL_AEW"),
)

RULES_AND_PLEDGES: tuple[Broken, ...] = (
    cell("cap without a value", "rules!F3", None, "blank, but cap needs a value"),
    cell("forbidden by value", "rules!F2", 3, "forbid has no value"),
    cell("floor in fractions of a unit", "rules!F4", 2.5, "units on a capability or line"),
    cell(
        "rule on an ambiguous name",
        "capabilities!C2",
        "AMD_SR",
        '"AMD_SR" is the name of a capability and of a domain',
        at="rules!D4",
    ),
    cell("pledge of nobody", "pledges!A2", None, "somebody must pledge this contribution"),
    cell("pledge of one state for all", "pledges!A4", "POL", "expansion is no decision of one"),
    cell("joining twice", "pledges!F3", 2, "2 for a yes or no; write 1 or 0"),
    change(
        "more steps than there are",
        _too_many_steps,
        "pledges!F4",
        "3 steps, but POL_SHORAD can have 2",
    ),
    change(
        "order in parts of a lot",
        _append("pledges", "POL", "order", "POL_155", "2028", "exactly", 30, "no"),
        "pledges!F5",
        "MUN_155 comes in lots of 25",
    ),
)
