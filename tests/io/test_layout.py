"""The layout, the domain and docs/workbook.md say the same."""

from pathlib import Path

import pytest
from pydantic import TypeAdapter

from allocator.domain.capability import (
    Capability,
    Contract,
    Enabler,
    Holding,
    OutsideSupport,
    Requirement,
    Retirement,
)
from allocator.domain.fund import Fund, FundLimit
from allocator.domain.in_force import CODES
from allocator.domain.member_state import Budget, BudgetWindow, MemberState, Personnel
from allocator.domain.period import Period
from allocator.domain.plan_in_force import PlanRow
from allocator.domain.policy import AIMS, Policy
from allocator.domain.pool import Call, Exclusion, Pool, PoolMember
from allocator.domain.production_line import (
    Access,
    Component,
    ComponentUse,
    LineRate,
    PriceBand,
    ProductionLine,
    WorkShare,
)
from allocator.domain.record import Record
from allocator.domain.rule import Pledge, Rule
from allocator.io.layout import HOMES, ON_TOP_SHEETS, SHEET_BY_NAME, SHEETS, all_columns
from allocator.io.layout_page import layout_page
from allocator.io.layout_settings import SETTINGS
from allocator.io.line_rows import GROWTH
from allocator.tables.input_sheet import CellKind, InputColumn
from allocator.tables.plan_sheets import WHAT_IF

RECORDS: dict[str, type[Record]] = {
    "periods": Period,
    "member_states": MemberState,
    "budgets": Budget,
    "budget_windows": BudgetWindow,
    "personnel": Personnel,
    "capabilities": Capability,
    "requirements": Requirement,
    "enablers": Enabler,
    "outside_support": OutsideSupport,
    "holdings": Holding,
    "retirements": Retirement,
    "order_book": Contract,
    "lines": ProductionLine,
    "line_rates": LineRate,
    "work_shares": WorkShare,
    "price_bands": PriceBand,
    "access": Access,
    "components": Component,
    "component_use": ComponentUse,
    "pools": Pool,
    "pool_members": PoolMember,
    "calls": Call,
    "exclusions": Exclusion,
    "funds": Fund,
    "fund_limits": FundLimit,
    "rules": Rule,
    "pledges": Pledge,
    "plan_in_force": PlanRow,
}
RENAMED = {
    "periods": {"period": "code"},
    "member_states": {"state": "code"},
    "capabilities": {"capability": "code"},
    "lines": {"line": "code", "design_authority": "design_authority_inside"},
    "components": {"component": "code"},
    "pools": {"pool": "code"},
    "exclusions": {"capability": "on"},
    "funds": {"fund": "code", "group": "states"},
    "rules": {"rule": "code"},
}
MADE = {
    "order_book": {"row"},
    "components": set(),
    "pools": {"lines"},
    "exclusions": {"capabilities"},
    "rules": {"states", "scope", "capabilities", "line"},
    "pledges": {"row"},
    "plan_in_force": {"codes"},
}
"""Fields that no column holds as it is."""
UNUSED = {
    "order_book": {"basis"},
    "components": {"period"},
    "plan_in_force": {*CODES, WHAT_IF},
}
"""Columns for the reader's eye, or gathered into another field."""


def test_the_example_of_every_sheet_is_covered_here() -> None:
    assert {*RECORDS, "settings", "pool_lines", *ON_TOP_SHEETS} == set(SHEET_BY_NAME)


@pytest.mark.parametrize("name", RECORDS)
def test_columns_are_the_fields_of_the_record(name: str) -> None:
    renamed = RENAMED.get(name, {})
    columns = {renamed.get(column.name, column.name) for column in SHEET_BY_NAME[name].columns}
    fields = set(RECORDS[name].model_fields)
    assert columns - UNUSED.get(name, set()) == fields - MADE.get(name, set())


def test_settings_are_the_fields_of_the_policy() -> None:
    names = {setting.name for setting in SETTINGS}
    tolerances = {f"tolerance_{aim}" for aim in AIMS[:-1]}
    assert names - tolerances == set(Policy.model_fields) - {"tolerances"}


def _numbers() -> list[tuple[type[Record], InputColumn]]:
    return [
        (record, column)
        for name, record in RECORDS.items()
        for column in SHEET_BY_NAME[name].columns
        if column.numeric and column.name in record.model_fields and column.name != "output"
    ] + [
        (Policy, setting)
        for setting in SETTINGS
        if setting.name in Policy.model_fields and setting.numeric
    ]


def _named(part: type[Record] | InputColumn) -> str:
    return part.name if isinstance(part, InputColumn) else part.__name__


@pytest.mark.parametrize(("record", "column"), _numbers(), ids=_named)
def test_the_domain_takes_whatever_the_layout_lets_through(
    record: type[Record], column: InputColumn
) -> None:
    adapter = TypeAdapter(record.model_fields[column.name].rebuild_annotation())
    largest = 10**12 if column.maximum is None else column.maximum
    for value in (column.minimum, largest):
        assert adapter.validate_python(value, strict=True) == value
    # The value of a rule is blank where it forbids, a step's cost and lead where there are no
    # steps; the assembler knows.
    if not column.required and record is not Rule and column.name not in GROWTH:
        assert adapter.validate_python(column.default, strict=True) == column.default


def test_names_are_unique_and_fit_excel() -> None:
    for sheet in SHEETS:
        names = [column.name for column in all_columns(sheet)]
        assert len(set(names)) == len(names)
        assert len(sheet.name) <= 31
        assert all(len(column.help) <= 255 for column in all_columns(sheet))


def test_codes_that_are_named_are_declared_somewhere() -> None:
    for sheet in SHEETS:
        for column in sheet.columns:
            assert set(column.refers) <= set(HOMES)
            assert not (column.key and column.kind is CellKind.CODES)


def test_the_page_in_docs_is_the_one_made_from_the_layout() -> None:
    page = Path(__file__).parents[2] / "docs" / "workbook.md"
    assert page.read_text("utf-8") == layout_page(), "write layout_page() to docs/workbook.md"
