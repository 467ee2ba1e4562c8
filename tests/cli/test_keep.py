"""`allocator keep`: a plan becomes the plan in force of a copy of an input workbook."""

import json
from pathlib import Path

import openpyxl
import pytest

from allocator.domain.digest import scenario_digest
from allocator.domain.scenario import Scenario
from allocator.io.plan_reader import read_plan
from allocator.io.scenario_reader import read_scenario
from tests.cli.test_commands import DUO, ROOT, allocator, edited
from tests.properties.trait_steadiness import rows_of

BALTIC = ROOT / "inputs" / "baltic.xlsx"


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("plan") / "plan.xlsx"
    assert allocator("solve", DUO, "-o", target, "--effort", "quick").returncode == 0
    return target


def without_rows(scenario: Scenario) -> str:
    return scenario_digest(scenario.replaced(plan_in_force=()))


def test_the_copy_holds_on_to_the_plan_and_to_nothing_else(plan: Path, tmp_path: Path) -> None:
    before, target = DUO.read_bytes(), tmp_path / "next.xlsx"
    done = allocator("keep", plan, DUO, "-o", target)
    assert done.returncode == 0, done.stderr
    assert DUO.read_bytes() == before
    old, new = read_scenario(DUO).scenario, read_scenario(target).scenario
    assert without_rows(new) == without_rows(old)
    decided = read_plan(plan).plan
    assert {(r.decision, r.codes, r.value) for r in new.plan_in_force} == {
        (r.decision, r.codes, r.value) for r in rows_of(decided)
    }
    assert f"in force: {len(new.plan_in_force)} decisions of plan.xlsx" in done.stdout


def test_the_same_scenario_solved_again_changes_nothing(plan: Path, tmp_path: Path) -> None:
    target, again = tmp_path / "next.xlsx", tmp_path / "again.xlsx"
    assert allocator("keep", plan, DUO, "-o", target).returncode == 0
    done = allocator("solve", target, "-o", again, "--effort", "quick", "--json")
    values = {aim["name"]: aim["value"] for aim in json.loads(done.stdout)["aims"]}
    assert (values["changes"], values["change_size"]) == (0, 0)
    assert read_plan(again).plan == read_plan(plan).plan
    assert allocator("verify", target, again).returncode == 0


def test_any_input_workbook_is_copied_cell_by_cell(plan: Path, tmp_path: Path) -> None:
    """Another workbook, which does not know the plan's codes: they are told as vanished."""
    source = tmp_path / "mine.xlsx"
    book = openpyxl.load_workbook(BALTIC)
    book.create_sheet("_scratch")["A1"] = "mine"
    sheet = book["holdings"]
    column = sheet.max_column + 1
    sheet.cell(1, column).value, sheet.cell(2, column).value = "_own", 7.5
    for table in list(sheet.tables):
        del sheet.tables[table]
    book.save(source)
    target = tmp_path / "next.xlsx"
    done = allocator("keep", plan, source, "-o", target, "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert without_rows(read_scenario(target).scenario) == without_rows(
        read_scenario(source).scenario
    )
    copied = openpyxl.load_workbook(target)["holdings"]
    names = [cell.value for cell in copied[1]]
    assert copied.cell(2, names.index("_own") + 1).value == "7.5"
    assert any(notice["message"] == "sheet is not copied" for notice in told["notices"])
    assert any("left out of the plan in force" in n["message"] for n in told["notices"])


@pytest.mark.parametrize("command", ["verify", "keep"])
def test_swapped_workbooks_are_one_problem(plan: Path, tmp_path: Path, command: str) -> None:
    given = {"verify": (plan, DUO), "keep": (DUO, plan, "-o", tmp_path / "next.xlsx")}[command]
    done = allocator(command, *given)
    assert done.returncode == 3
    assert "problems in the input (1)" in done.stderr
    assert "plan.xlsx: this is a plan written by allocator" in done.stderr
    assert not (tmp_path / "next.xlsx").exists()


def test_nothing_is_overwritten(plan: Path, tmp_path: Path) -> None:
    for target in (DUO, plan, tmp_path):
        before = target.read_bytes() if target.is_file() else b""
        assert allocator("keep", plan, DUO, "-o", target).returncode == 7
        assert before == (target.read_bytes() if target.is_file() else b"")


@pytest.mark.parametrize(
    ("cell", "value", "words"),
    [
        ("J2", 99, "are not the decisions that the other sheets hold"),
        ("L2", "what-if: budget ignored", "cannot be in force"),
        ("A1", "choice", "are not the decisions that the other sheets hold"),
    ],
)
def test_a_plan_that_is_not_what_it_says_is_refused(
    plan: Path, tmp_path: Path, cell: str, value: object, words: str
) -> None:
    wrong = edited(plan, tmp_path / "wrong.xlsx", "plan_in_force", cell, value)
    target = tmp_path / "next.xlsx"
    done = allocator("keep", wrong, DUO, "-o", target)
    assert done.returncode == 6
    assert words in done.stderr
    assert not target.exists()


def test_input_with_problems_is_refused(plan: Path, tmp_path: Path) -> None:
    wrong = edited(DUO, tmp_path / "wrong.xlsx", "budgets", "C2", "much")
    done = allocator("keep", plan, wrong, "-o", tmp_path / "next.xlsx")
    assert done.returncode == 3
    assert "budgets!C2" in done.stderr
