"""Saved plans that may not be used, and what is said of them."""

import json
from pathlib import Path

import openpyxl
import pytest

import allocator as package
from allocator.app.saved_plan import proven_saved_plan
from allocator.app.verify_workbook import NO_VALUES, verify_workbook
from allocator.errors import InputError, VerificationError
from tests.cli.test_commands import DUO, allocator, edited


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("plan") / "plan.xlsx"
    assert allocator("solve", DUO, "-o", target, "--effort", "quick").returncode == 0
    return target


def test_keep_takes_only_a_plan_that_verifies(plan: Path, tmp_path: Path) -> None:
    wrong = edited(plan, tmp_path / "wrong.xlsx", "spending", "D2", 123)
    done = allocator("keep", wrong, DUO, "-o", tmp_path / "next.xlsx")
    assert done.returncode == 6, done.stderr
    assert "[wrong.xlsx]spending!D2" in done.stderr
    assert not (tmp_path / "next.xlsx").exists()


def test_problems_of_the_input_that_a_plan_carries_name_sheets_it_has(
    plan: Path, tmp_path: Path
) -> None:
    wrong = edited(plan, tmp_path / "wrong.xlsx", "input_budgets", "C2", "much")
    with pytest.raises(InputError) as caught:
        proven_saved_plan(wrong)
    (problem,) = caught.value.problems
    assert problem.address == "[wrong.xlsx]input_budgets!C2"
    assert "edited, or is of another schema version: solve its input again" in problem.remedy
    with pytest.raises(InputError) as caught:
        proven_saved_plan(tmp_path / "missing.xlsx")
    assert [problem.address for problem in caught.value.problems] == ["[missing.xlsx]"]


def test_formulas_without_values_are_told_once(plan: Path, tmp_path: Path) -> None:
    saved = tmp_path / "saved.xlsx"
    openpyxl.load_workbook(plan).save(saved)
    with pytest.raises(VerificationError) as caught:
        proven_saved_plan(saved)
    messages = [violation.message for violation in caught.value.violations]
    assert messages[0] == NO_VALUES
    assert messages.count(NO_VALUES) == 1
    assert not any(message.startswith("reads nothing") for message in messages)
    judged = allocator("verify", saved)
    assert judged.returncode == 6
    assert judged.stderr.count(NO_VALUES) == 1
    assert verify_workbook(None, plan).remarks == ()


def test_a_plan_of_another_version_is_named_where_figures_fail(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = edited(plan, tmp_path / "wrong.xlsx", "spending", "D2", 123)
    assert "was written by allocator" not in allocator("verify", wrong).stderr
    told = json.loads(allocator("verify", wrong, "--json").stdout)
    assert told["remarks"] == [NO_VALUES]
    written = package.__version__
    monkeypatch.setattr(package, "__version__", "99.0")
    assert proven_saved_plan(plan).remarks == ()
    with pytest.raises(VerificationError) as caught:
        proven_saved_plan(wrong)
    line = f"the plan was written by allocator {written}, this is 99.0: solve its input again"
    assert [violation.message for violation in caught.value.violations].count(line) == 1
