"""The input workbook, declared once: template, reader, messages and docs/workbook.md use it."""

from collections.abc import Mapping

from allocator.io.layout_capabilities import (
    CAPABILITIES,
    ENABLERS,
    HOLDINGS,
    ORDER_BOOK,
    OUTSIDE_SUPPORT,
    REQUIREMENTS,
    RETIREMENTS,
)
from allocator.io.layout_columns import EVIDENCE
from allocator.io.layout_funds import FUND_LIMITS, FUNDS
from allocator.io.layout_in_force import PLAN_IN_FORCE
from allocator.io.layout_lines import (
    ACCESS,
    COMPONENT_USE,
    COMPONENTS,
    LINE_RATES,
    LINES,
    PRICE_BANDS,
    WORK_SHARES,
)
from allocator.io.layout_pools import (
    CALLS,
    EXCLUSIONS,
    PLEDGES,
    POOL_LINES,
    POOL_MEMBERS,
    POOLS,
    RULES,
)
from allocator.io.layout_scenarios import (
    DRAWN,
    amount_column,
    scenarios_sheet,
    uncertainties_sheet,
)
from allocator.io.layout_settings import PERIODS, SETTINGS, SETTINGS_SHEET
from allocator.io.layout_states import BUDGET_WINDOWS, BUDGETS, MEMBER_STATES, PERSONNEL
from allocator.tables.input_sheet import InputColumn, InputSheet

SCENARIO_SHEETS: tuple[InputSheet, ...] = (
    SETTINGS_SHEET,
    PERIODS,
    MEMBER_STATES,
    BUDGETS,
    BUDGET_WINDOWS,
    PERSONNEL,
    CAPABILITIES,
    REQUIREMENTS,
    ENABLERS,
    OUTSIDE_SUPPORT,
    HOLDINGS,
    RETIREMENTS,
    ORDER_BOOK,
    LINES,
    LINE_RATES,
    WORK_SHARES,
    PRICE_BANDS,
    ACCESS,
    COMPONENTS,
    COMPONENT_USE,
    POOLS,
    POOL_LINES,
    POOL_MEMBERS,
    CALLS,
    EXCLUSIONS,
    FUNDS,
    FUND_LIMITS,
    RULES,
    PLEDGES,
    PLAN_IN_FORCE,
)
"""What a scenario is made of, in the order in which the template shows them."""
CHANGEABLE = tuple(sheet.name for sheet in SCENARIO_SHEETS if sheet is not PLAN_IN_FORCE)
SCENARIOS, UNCERTAINTIES = scenarios_sheet(CHANGEABLE), uncertainties_sheet(CHANGEABLE)
ON_TOP_SHEETS = (SCENARIOS.name, UNCERTAINTIES.name)
"""They say what may become of the workbook; it can be used without them."""
SHEETS = (*SCENARIO_SHEETS, SCENARIOS, UNCERTAINTIES)
"""All that an input workbook may have."""

SHEET_BY_NAME = {sheet.name: sheet for sheet in SHEETS}
SETTING_BY_NAME = {setting.name: setting for setting in SETTINGS}
IGNORED = "_"
"""Sheets and columns whose names start with it are the planner's own."""


def all_columns(sheet: InputSheet) -> tuple[InputColumn, ...]:
    """The sheet's own columns and those every sheet may carry."""
    return (*sheet.columns, *EVIDENCE)


TARGETS = {
    sheet.name: SETTINGS if sheet is SETTINGS_SHEET else all_columns(sheet)
    for sheet in SCENARIO_SHEETS
}
"""What a scenario can change of each sheet."""
AMOUNTS = {SETTINGS_SHEET.name: ("value",), SCENARIOS.name: ("value",), UNCERTAINTIES.name: DRAWN}
"""Columns whose cells hold what other cells of the row say."""


def described(
    sheet: InputSheet, column: InputColumn, row: Mapping[str, object]
) -> InputColumn | None:
    """The column of one cell: mostly the column itself, but the setting that the value is one of,
    and what the changed column takes.

    None where the row names what nobody knows.
    """
    if column.name not in AMOUNTS.get(sheet.name, ()):
        return column
    if sheet is SETTINGS_SHEET:
        return SETTING_BY_NAME.get(str(row.get("key")).strip())
    return amount_column(column.name, row, TARGETS)


def _home(defined: str) -> tuple[str, str]:
    return next(
        (sheet.name, column.name)
        for sheet in SHEETS
        for column in sheet.columns
        if column.defines == defined
    )


HOMES = {
    column.defines: _home(column.defines)
    for sheet in SHEETS
    for column in sheet.columns
    if column.defines
}
"""InputSheet and column that declare the codes of each kind of thing."""
