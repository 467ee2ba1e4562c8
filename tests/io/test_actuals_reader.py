"""Actuals held against their plan: one edit, one problem at one address."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from allocator.domain.actuals import Actual, Actuals
from allocator.errors import InputError
from allocator.io.actuals_reader import read_actuals
from allocator.io.actuals_writer import write_actuals
from allocator.io.plan_reader import SavedPlan, read_plan
from allocator.tables.actuals_book import ActualsBook, Claim, Told
from tests.io.actuals import (
    CHIPS,
    GIVEN_2026,
    JOINED,
    OPERATING,
    ORDERED_2026,
    ORDERED_2027,
    ORDERED_2028,
    SHARES,
    book,
    place,
    written,
)
from tests.io.saved import saved_quartet, with_formula, with_number, with_text, without
from tests.report.quartet import quartet

TOLD = {ORDERED_2026: Told(3, 12_345, "AAA", "2027-02-01"), JOINED: Told(0, None, "CCC", "")}


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> SavedPlan:
    return read_plan(saved_quartet(tmp_path_factory.mktemp("plan")))


def problems(path: Path, plan: SavedPlan) -> list[tuple[str, str]]:
    """Address and message of each problem of a workbook that must not be readable."""
    with pytest.raises(InputError) as raised:
        read_actuals(path, plan, quartet())
    assert all(problem.remedy for problem in raised.value.problems)
    return [(problem.address, problem.message) for problem in raised.value.problems]


def test_figures_come_back_with_their_cells(tmp_path: Path, plan: SavedPlan) -> None:
    path = written(tmp_path / "a.xlsx", {**TOLD, SHARES: Told(None, 7)})
    assert read_actuals(path, plan, quartet()) == Actuals(
        plan_digest=plan.provenance.plan_digest,
        scenario_digest=plan.provenance.scenario_digest,
        as_of=2027 * 12 + 6,
        rows=(
            Actual(
                decision="delivered",
                codes=("AAA", "TANK_A", "2026"),
                value=3,
                money=12_345,
                source="AAA",
                date="2027-02-01",
                address=place(ORDERED_2026, "actual"),
            ),
            Actual(
                decision="pool_shares",
                codes=("AAA", "SKY", "SAT_C", "2027"),
                value=None,
                money=7,
                address=place(SHARES, "money"),
            ),
            Actual(
                decision="join",
                codes=("CCC", "SKY"),
                value=0,
                source="CCC",
                address=place(JOINED, "actual"),
            ),
        ),
    )


def test_blank_is_not_zero(tmp_path: Path, plan: SavedPlan) -> None:
    blank = written(tmp_path / "a.xlsx")
    assert read_actuals(blank, plan, quartet()).rows == ()
    zero = with_number(blank, place(GIVEN_2026, "actual"), 0)
    assert [row.value for row in read_actuals(zero, plan, quartet()).rows] == [0]
    spaces = with_text(blank, place(GIVEN_2026, "actual"), "  ")
    assert read_actuals(spaces, plan, quartet()).rows == ()


Edit = Callable[[Path], Path]
EDITS: dict[str, tuple[Edit, str, str]] = {
    "text for a number": (
        lambda path: with_text(path, place(GIVEN_2026, "actual"), "five"),
        place(GIVEN_2026, "actual"),
        'text "five" where a number belongs',
    ),
    "number as text": (
        lambda path: with_text(path, place(GIVEN_2026, "actual"), "5"),
        place(GIVEN_2026, "actual"),
        'number stored as text "5"',
    ),
    "negative": (
        lambda path: with_number(path, place(GIVEN_2026, "actual"), -1),
        place(GIVEN_2026, "actual"),
        "-1 is below 0",
    ),
    "fraction": (
        lambda path: with_number(path, place(GIVEN_2026, "actual"), 1.5),
        place(GIVEN_2026, "actual"),
        "1.5 is not a whole number",
    ),
    "too fine money": (
        lambda path: with_number(path, place(GIVEN_2026, "money"), 1.2345),
        place(GIVEN_2026, "money"),
        "1.2345 has more than 3 decimals",
    ),
    "number for yes or no": (
        lambda path: with_number(path, place(JOINED, "actual"), 1),
        place(JOINED, "actual"),
        "number 1 where text belongs",
    ),
    "other word": (
        lambda path: with_text(path, place(JOINED, "actual"), "perhaps"),
        place(JOINED, "actual"),
        'unknown word "perhaps"',
    ),
    "future": (
        lambda path: with_number(path, place(ORDERED_2028, "actual"), 4),
        place(ORDERED_2028, "actual"),
        "period 2028 begins in 2028-01, and nothing of it can be known as of 2027-07",
    ),
    "future money": (
        lambda path: with_number(path, place(ORDERED_2028, "money"), 4),
        place(ORDERED_2028, "money"),
        "period 2028 begins in 2028-01, and nothing of it can be known as of 2027-07",
    ),
    "falling": (
        lambda path: with_number(path, place(ORDERED_2027, "actual"), 2),
        place(ORDERED_2027, "actual"),
        f"2 is below the 3 of 2026 in {place(ORDERED_2026, 'actual')}",
    ),
    "no day": (
        lambda path: with_text(path, place(GIVEN_2026, "date"), "soon"),
        place(GIVEN_2026, "date"),
        '"soon" is no day',
    ),
    "planned": (
        lambda path: with_number(path, place(ORDERED_2026, "planned"), 3),
        place(ORDERED_2026, "planned"),
        "planned reads 3, and the plan says 2",
    ),
    "planned yes or no": (
        lambda path: with_text(path, place(OPERATING, "planned"), "no"),
        place(OPERATING, "planned"),
        "planned reads no, and the plan says yes",
    ),
    "planned money": (
        lambda path: with_number(path, place(SHARES, "planned_money"), 0.5),
        place(SHARES, "planned_money"),
        "planned_money reads EUR 0.5 million, and the plan says EUR ",
    ),
    "begins": (
        lambda path: with_text(path, place(GIVEN_2026, "begins"), "2026-02"),
        place(GIVEN_2026, "begins"),
        "begins reads 2026-02, and the plan says 2026-01",
    ),
    "renamed state": (
        lambda path: with_text(path, place(GIVEN_2026, "state"), "BB"),
        place(GIVEN_2026, "state"),
        "the plan has no row contribution, BB, TANK, 2026",
    ),
    "renamed line": (
        lambda path: with_text(path, place(ORDERED_2027, "code"), "TANK_X"),
        place(ORDERED_2027, "code"),
        "the plan has no row order, AAA, TANK_X, 2027",
    ),
    "renamed host": (
        lambda path: with_text(path, place(CHIPS, "line_or_host"), "ZZZ"),
        place(CHIPS, "line_or_host"),
        "the plan has no row component_expansion, CHIP, ZZZ, 2026",
    ),
    "twice": (
        lambda path: with_text(path, place(ORDERED_2027, "period"), "2026"),
        place(ORDERED_2027, "period"),
        "order, AAA, TANK_A, 2026 stands already in row ",
    ),
    "as_of blank": (
        lambda path: without(path, "settings!B2"),
        "settings!B2",
        "blank, but as_of is required",
    ),
    "as_of no month": (
        lambda path: with_text(path, "settings!B2", "July"),
        "settings!B2",
        '"July" is no year or month',
    ),
    "as_of after the end": (
        lambda path: with_text(path, "settings!B2", "2029-02"),
        "settings!B2",
        "2029-02 is after the plan has ended",
    ),
    "another plan": (
        lambda path: with_text(path, "settings!B7", "ff" * 32),
        "settings!B7",
        "the actuals are of another plan: plan_digest reads ffffffffffff…",
    ),
    "another version": (
        lambda path: with_text(path, "settings!B8", "ff" * 32),
        "settings!B8",
        "the plan was made of another version of the workbook: scenario_digest",
    ),
    "another end": (
        lambda path: with_text(path, "settings!B10", "2029-06"),
        "settings!B10",
        "ends reads 2029-06, and the plan says 2029-01",
    ),
    "another form": (
        lambda path: with_text(path, "settings!B11", "2"),
        "settings!B11",
        'form "2" of the workbook is not known',
    ),
    "unknown column": (
        lambda path: with_text(path, "actuals!O1", "remarks"),
        "actuals!O1",
        'unknown column "remarks"',
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_one_edit_is_one_problem_at_its_cell(edit: str, tmp_path: Path, plan: SavedPlan) -> None:
    change, address, message = EDITS[edit]
    found = problems(change(written(tmp_path / "a.xlsx", TOLD)), plan)
    assert len(found) == 1, found
    assert found[0][0] == address
    assert found[0][1].startswith(message)


def test_formulas_count_by_their_values_and_errors_are_told(
    tmp_path: Path, plan: SavedPlan
) -> None:
    path, cell = written(tmp_path / "a.xlsx"), place(GIVEN_2026, "actual")
    computed = with_formula(path, cell, "2+3", 5)
    assert [row.value for row in read_actuals(computed, plan, quartet()).rows] == [5]
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["actuals"]
    sheet[cell.split("!")[1]] = "#DIV/0!"
    sheet[place(ORDERED_2026, "actual").split("!")[1]] = "=1+1"
    workbook.save(tmp_path / "formulas.xlsx")
    assert dict(problems(tmp_path / "formulas.xlsx", plan)) == {
        cell: "error value #DIV/0!",
        place(ORDERED_2026, "actual"): "formula saved without its value",
    }


def test_all_problems_at_once_in_the_order_of_the_cells(tmp_path: Path, plan: SavedPlan) -> None:
    path = written(tmp_path / "a.xlsx", TOLD)
    cells = [place(ORDERED_2026, "planned"), place(GIVEN_2026, "actual"), place(JOINED, "actual")]
    path = with_number(path, cells[0], 9)
    path = with_number(path, cells[1], -4)
    path = with_text(path, cells[2], "5")
    path = with_text(path, "settings!B2", "soon")
    assert [address for address, _ in problems(path, plan)] == [*cells, "settings!B2"]


def test_rows_may_be_sorted_left_out_and_joined_by_columns_of_ones_own(
    tmp_path: Path, plan: SavedPlan
) -> None:
    path = written(tmp_path / "a.xlsx", TOLD)
    before = read_actuals(path, plan, quartet())
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["actuals"]
    head, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    kept = [row for row in rows if row[8] is not None or row[1] == "crews"]
    sheet.delete_rows(1, sheet.max_row)
    for row in ([*head, "_mine"], *([*row, "x"] for row in reversed(kept))):
        sheet.append(row)
    workbook.save(tmp_path / "sorted.xlsx")
    after = read_actuals(tmp_path / "sorted.xlsx", plan, quartet())
    assert [row.model_copy(update={"address": ""}) for row in after.rows] == [
        row.model_copy(update={"address": ""}) for row in before.rows
    ]


def test_dates_of_excel_are_days(tmp_path: Path, plan: SavedPlan) -> None:
    path = written(tmp_path / "a.xlsx", TOLD)
    workbook = openpyxl.load_workbook(path)
    cell = workbook["actuals"][place(ORDERED_2026, "date").split("!")[1]]
    cell.value, cell.number_format = 46_419, "yyyy-mm-dd"
    workbook.save(tmp_path / "dated.xlsx")
    rows = read_actuals(tmp_path / "dated.xlsx", plan, quartet()).rows
    assert rows[0].date == "2027-02-01"


def test_what_nobody_has_settled_is_told(tmp_path: Path, plan: SavedPlan) -> None:
    claims = tuple(
        Claim(GIVEN_2026, "actual", value, f"m{value}", "", f"[{value}.xlsx]actuals!I9")
        for value in (4, 5)
    )
    made = book(TOLD)
    path = write_actuals(tmp_path / "m.xlsx", ActualsBook(made.heading, made.rows, claims))
    found = problems(path, plan)
    assert [address for address, _ in found] == [place(GIVEN_2026, "actual")]
    assert "[4.xlsx]actuals!I9, [5.xlsx]actuals!I9" in found[0][1]
    settled = with_number(path, place(GIVEN_2026, "actual"), 5)
    assert 5 in [row.value for row in read_actuals(settled, plan, quartet()).rows]


def test_files_that_are_something_else(tmp_path: Path, plan: SavedPlan) -> None:
    other = saved_quartet(tmp_path)
    assert problems(other, plan) == [
        (other.name, "this is a plan written by allocator, not what has become of it")
    ]
    empty = tmp_path / "empty.xlsx"
    openpyxl.Workbook().save(empty)
    assert "the sheet actuals is missing" in problems(empty, plan)[0][1]
    (tmp_path / "text.xlsx").write_text("hello")
    assert problems(tmp_path / "text.xlsx", plan)[0][1] == "the file is no Excel workbook"
