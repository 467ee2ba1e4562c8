"""The input workbook, declared once: template, reader, messages and docs/workbook.md use it."""

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
from allocator.io.layout_settings import PERIODS, SETTINGS, SETTINGS_SHEET
from allocator.io.layout_states import BUDGET_WINDOWS, BUDGETS, MEMBER_STATES, PERSONNEL
from allocator.tables.input_sheet import InputColumn, InputSheet

SHEETS: tuple[InputSheet, ...] = (
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
"""In the order in which the template shows them."""

SHEET_BY_NAME = {sheet.name: sheet for sheet in SHEETS}
SETTING_BY_NAME = {setting.name: setting for setting in SETTINGS}
IGNORED = "_"
"""Sheets and columns whose names start with it are the planner's own."""


def all_columns(sheet: InputSheet) -> tuple[InputColumn, ...]:
    """The sheet's own columns and those every sheet may carry."""
    return (*sheet.columns, *EVIDENCE)


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
