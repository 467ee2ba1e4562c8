"""What holds for all sheets."""

from dataclasses import fields
from fractions import Fraction

import pytest

from allocator.domain.address_book import AddressBook
from allocator.domain.plan import Plan
from allocator.tables.column import Formula, shown
from allocator.tables.plan_sheets import PLACES, row_check
from allocator.tables.table import plain
from tests.plans import duo_plan
from tests.report.quartet import STATES, quartet, quartet_plan
from tests.report.reading import rows, sheets
from tests.scenarios import duo

SHEETS = [
    "briefing",
    "contents",
    "burden_split",
    "allocation",
    "coverage",
    "outside_shares",
    "shortfalls",
    "limits",
    "milestones",
    "indicators",
    "footprint",
    "confidence",
    "supply",
    "component_supply",
    "price_bands",
    "dependence",
    "enablers",
    "spending",
    "loans",
    "crews",
    "contributions",
    "orders",
    "investments",
    "component_investments",
    "pools",
    "pool_orders",
    "pool_members",
    "pool_shares",
    "pool_split",
    "plan_in_force",
    "provenance",
    "columns",
]


def test_the_sheets_in_the_order_of_reading() -> None:
    assert list(sheets()) == SHEETS


@pytest.mark.parametrize("plan", [Plan(), duo_plan()])
def test_small_plans_have_all_sheets(plan: Plan) -> None:
    assert list(sheets(duo(), plan)) == SHEETS


def test_each_decision_has_one_place() -> None:
    assert [place.decision for place in PLACES] != []
    assert {place.decision for place in PLACES} == {field.name for field in fields(Plan)}
    assert len(PLACES) == len(fields(Plan))


def test_every_decision_stands_on_its_sheet_with_its_value() -> None:
    made, plan = sheets(), quartet_plan()
    for place in PLACES:
        written = {
            tuple(row[key] for key in place.keys): row[place.column]
            for row in rows(made[place.sheet])
            if row[place.column]
        }
        assert written == getattr(plan, place.decision)


def test_no_two_rows_of_a_long_sheet_share_their_key() -> None:
    for table in sheets().values():
        if table.long:
            keys = [c.key for c in table.blocks[0].frame.columns if c.part == "key"]
            found = [tuple(row[key] for key in keys) for row in rows(table)]
            assert keys
            assert len(found) == len(set(found))


def test_only_seconds_are_floats() -> None:
    for table in sheets().values():
        for cell in table.cells():
            value = plain(cell.value)
            assert cell.kind == "seconds" or isinstance(value, int | str | Fraction)


def test_cells_never_stand_on_top_of_each_other() -> None:
    for table in sheets().values():
        places = [(cell.row, cell.column) for cell in table.cells()]
        assert len(places) == len(set(places))


def test_rows_follow_the_workbook() -> None:
    for name in ("spending", "crews", "contributions"):
        seen = list(dict.fromkeys(row["state"] for row in rows(sheets()[name])))
        assert seen == [state for state in STATES if state in seen]
    assert [row["state"] for row in rows(sheets()["burden_split"])] == list(STATES)


def test_the_order_of_rows_changes_nothing_else() -> None:
    scenario = quartet()
    book = scenario.book
    turned = dict(book.rows)
    turned["member_states"] = {(code,): row for row, code in enumerate(reversed(STATES), 2)}
    other = scenario.replaced(book=AddressBook(turned, book.columns, book.evidence))
    one, two = sheets(scenario), sheets(other)
    for name in ("spending", "orders", "pool_members", "pool_shares", "contributions"):
        assert sorted(map(str, rows(one[name]))) == sorted(map(str, rows(two[name])))
        assert rows(one[name]) != rows(two[name])


def test_every_formula_is_one() -> None:
    formulas = [
        cell.value
        for table in sheets().values()
        for cell in table.cells()
        if isinstance(cell.value, Formula)
    ]
    assert len(formulas) > 100
    assert all(formula.text.startswith("=") for formula in formulas)
    assert all(formula.value is not None for formula in formulas)


def test_the_check_of_a_row_names_the_changed_cell() -> None:
    block = sheets()["orders"].blocks[0]
    columns, row = block.frame.columns, block.rows[0]
    digits = row_check(columns, row).split("-")
    assert row[-1] == "-".join(digits)
    for number, position in enumerate((0, 1, 2, 3)):
        value = row[position]
        other = value + 1 if isinstance(value, int) else f"{value}x"
        changed = row_check(columns, (*row[:position], other, *row[position + 1 :])).split("-")
        assert [a == b for a, b in zip(digits, changed, strict=True)] == [
            at != number for at in range(4)
        ]


def test_money_is_shown_in_million_euros() -> None:
    assert shown("money", 1_234_567) == 1_234.567
