"""What-ifs at the terminal: every answer says what is ignored, and `verify` tells it apart."""

import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.test_commands import DUO, allocator

MARK = "what-if: budget, burden ignored"


def without(target: Path, families: str) -> Path:
    """The worked example with a ceiling of EUR 1 m for B, as a what-if."""
    book = openpyxl.load_workbook(DUO)
    settings, budgets = book["settings"], book["budgets"]
    place = next(
        row for row in range(2, 99) if settings.cell(row, 1).value in (None, "families_off")
    )
    settings.cell(place, 1).value, settings.cell(place, 2).value = "families_off", families
    header = [cell.value for cell in budgets[1]]
    for row in budgets.iter_rows(min_row=2):
        if row[0].value == "B":
            row[header.index("ceiling")].value = 1
    book.save(target)
    return target


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return without(tmp_path_factory.mktemp("what-if") / "duo.xlsx", "burden; budget")


@pytest.fixture(scope="module")
def plan(workbook: Path) -> Path:
    target = workbook.with_name("plan.xlsx")
    done = allocator("solve", workbook, "-o", target)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(MARK)
    return target


def test_check_and_export_say_it(workbook: Path, tmp_path: Path) -> None:
    assert MARK in allocator("check", workbook).stdout
    file = tmp_path / "cost.mps"
    done = allocator("export", workbook, "--aim", "cost", "-o", file)
    assert done.stdout.startswith(MARK)
    assert f"* {MARK}" in file.read_text("utf-8").splitlines()


def test_verify_reports_what_is_ignored_and_succeeds(workbook: Path, plan: Path) -> None:
    done = allocator("verify", workbook, plan)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith(MARK)
    assert "ignored budget[B, 2026]: pays EUR 18.000 m" in done.stdout
    assert "holds every other family, aim and figure" in done.stdout
    answer = json.loads(allocator("verify", workbook, plan, "--json").stdout)
    assert (answer["verified"], answer["what_if"]) == (True, MARK)
    assert {entry["family"] for entry in answer["ignored"]} == {"budget"}
    assert answer["violations"] == []


def test_the_plan_cannot_be_in_force(workbook: Path, plan: Path, tmp_path: Path) -> None:
    """Its sheet plan_in_force, copied into a workbook, is refused at its first row."""
    rows = [list(row) for row in openpyxl.load_workbook(plan)["plan_in_force"].values]
    book = openpyxl.load_workbook(workbook)
    if "plan_in_force" in book.sheetnames:
        book.remove(book["plan_in_force"])
    sheet = book.create_sheet("plan_in_force")
    for row in rows:
        sheet.append(row)
    book.save(tmp_path / "next.xlsx")
    done = allocator("check", tmp_path / "next.xlsx")
    assert done.returncode == 3
    assert f'the plan ignores what holds ("{MARK}") and cannot be in force' in done.stderr
