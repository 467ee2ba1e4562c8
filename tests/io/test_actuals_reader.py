"""Actuals read and held against their plan."""

from pathlib import Path

import openpyxl

from allocator.domain.actuals import Actual, Actuals
from allocator.io.actuals_writer import write_actuals
from allocator.tables.actuals_book import ActualsBook, Claim, Told
from tests.io.actuals import (
    GIVEN_2026,
    JOINED,
    ORDERED_2026,
    SHARES,
    book,
    place,
    problems,
    read,
    saved_plan,
    written,
)
from tests.io.saved import saved_quartet, with_formula, with_number, with_text

TOLD = {ORDERED_2026: Told(3, 12_345, "AAA", "2027-02-01"), JOINED: Told(0, None, "CCC", "")}


def test_figures_come_back_with_their_cells(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", {**TOLD, SHARES: Told(None, 7)})
    assert read(path) == Actuals(
        plan_digest=saved_plan().provenance.plan_digest,
        scenario_digest=saved_plan().provenance.scenario_digest,
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


def test_blank_is_not_zero(tmp_path: Path) -> None:
    blank = written(tmp_path / "a.xlsx")
    assert read(blank).rows == ()
    zero = with_number(blank, place(GIVEN_2026, "actual"), 0)
    assert [row.value for row in read(zero).rows] == [0]
    spaces = with_text(blank, place(GIVEN_2026, "actual"), "  ")
    assert read(spaces).rows == ()


def test_formulas_count_by_their_values_and_errors_are_told(tmp_path: Path) -> None:
    path, cell = written(tmp_path / "a.xlsx"), place(GIVEN_2026, "actual")
    computed = with_formula(path, cell, "2+3", 5)
    assert [row.value for row in read(computed).rows] == [5]
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["actuals"]
    sheet[cell.split("!")[1]] = "#DIV/0!"
    sheet[place(ORDERED_2026, "actual").split("!")[1]] = "=1+1"
    workbook.save(tmp_path / "formulas.xlsx")
    assert dict(problems(tmp_path / "formulas.xlsx")) == {
        cell: "error value #DIV/0!",
        place(ORDERED_2026, "actual"): "formula saved without its value",
    }


def test_all_problems_at_once_in_the_order_of_the_cells(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", TOLD)
    cells = [place(ORDERED_2026, "planned"), place(GIVEN_2026, "actual"), place(JOINED, "actual")]
    path = with_number(path, cells[0], 9)
    path = with_number(path, cells[1], -4)
    path = with_text(path, cells[2], "5")
    path = with_text(path, "settings!B2", "soon")
    assert [address for address, _ in problems(path)] == [*cells, "settings!B2"]


def test_rows_may_be_sorted_left_out_and_joined_by_columns_of_ones_own(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", TOLD)
    before = read(path)
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["actuals"]
    head, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    kept = [row for row in rows if row[8] is not None or row[1] == "crews"]
    sheet.delete_rows(1, sheet.max_row)
    for row in ([*head, "_mine"], *([*row, "x"] for row in reversed(kept))):
        sheet.append(row)
    workbook.save(tmp_path / "sorted.xlsx")
    after = read(tmp_path / "sorted.xlsx")
    assert [row.model_copy(update={"address": ""}) for row in after.rows] == [
        row.model_copy(update={"address": ""}) for row in before.rows
    ]


def test_dates_of_excel_are_days(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", TOLD)
    workbook = openpyxl.load_workbook(path)
    cell = workbook["actuals"][place(ORDERED_2026, "date").split("!")[1]]
    cell.value, cell.number_format = 46_419, "yyyy-mm-dd"
    workbook.save(tmp_path / "dated.xlsx")
    rows = read(tmp_path / "dated.xlsx").rows
    assert rows[0].date == "2027-02-01"


def test_what_nobody_has_settled_is_told(tmp_path: Path) -> None:
    claims = tuple(
        Claim(GIVEN_2026, "actual", value, f"m{value}", "", f"[{value}.xlsx]actuals!I9")
        for value in (4, 5)
    )
    made = book(TOLD)
    path = write_actuals(tmp_path / "m.xlsx", ActualsBook(made.heading, made.rows, claims))
    found = problems(path)
    assert [address for address, _ in found] == [place(GIVEN_2026, "actual")]
    assert "[4.xlsx]actuals!I9, [5.xlsx]actuals!I9" in found[0][1]
    settled = with_number(path, place(GIVEN_2026, "actual"), 5)
    assert 5 in [row.value for row in read(settled).rows]


def test_files_that_are_something_else(tmp_path: Path) -> None:
    other = saved_quartet(tmp_path)
    assert problems(other) == [
        (other.name, "this is a plan written by allocator, not what has become of it")
    ]
    empty = tmp_path / "empty.xlsx"
    openpyxl.Workbook().save(empty)
    assert "the sheet actuals is missing" in problems(empty)[0][1]
    (tmp_path / "text.xlsx").write_text("hello")
    assert problems(tmp_path / "text.xlsx")[0][1] == "the file is no Excel workbook"
