"""`allocator track PLAN ACTUALS` as planners run it."""

import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.invoked import invoked as allocator
from tests.cli.test_commands import DUO, edited

SHEETS = ["progress", "chains", "forecast", "states", "variance", "not_confirmed", "figures"]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The plan of two states, and actuals of its only period in which a lot is missing."""
    place = tmp_path_factory.mktemp("track")
    plan, blank, told = place / "plan.xlsx", place / "blank.xlsx", place / "told.xlsx"
    assert allocator("solve", DUO, "-o", plan, "--effort", "quick").returncode == 0
    assert allocator("template", "--actuals", plan, "-o", blank).returncode == 0
    sheet = openpyxl.load_workbook(blank)["actuals"]
    places = {(row[0].value, row[1].value): row[0].row for row in sheet.iter_rows(min_row=2)}
    half = place / "half.xlsx"
    edited(blank, half, "actuals", f"I{places['B', 'order']}", 5)
    edited(half, told, "actuals", f"I{places['B', 'contribution']}", 5)
    return plan, told


def test_the_report_is_written_and_told_shortly(files: tuple[Path, Path], tmp_path: Path) -> None:
    plan, told = files
    target = tmp_path / "report.xlsx"
    done = allocator("track", plan, told, "-o", target)
    assert done.returncode == 0, done.stderr
    assert openpyxl.load_workbook(target).sheetnames == SHEETS
    said = " ".join(done.stdout.split())
    assert "weighted shortfall grew by" in said
    assert "Borland 5 of 6 lots by 2026 (actuals!I" in said
    assert "1 of 2" not in said
    assert len(done.stdout.splitlines()) < 45
    again = tmp_path / "again.xlsx"
    assert allocator("track", "progress", plan, told, "-o", again).returncode == 0
    assert again.read_bytes() == target.read_bytes()


def test_json_tells_everything(files: tuple[Path, Path], tmp_path: Path) -> None:
    plan, told = files
    done = allocator("track", plan, told, "-o", tmp_path / "r.xlsx", "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert (answer["as_of"], answer["past_periods"]) == ("2027-01", ["2026"])
    assert answer["thresholds"] == {"green": 0.95, "amber": 0.8}
    assert {each["name"]: each["light"] for each in answer["headlines"]} == {
        "european_share": "amber",
        "missing_share": "red",
        "delivered": "amber",
        "crews": "grey",
        "rows_on_time": "red",
        "rows_confirmed": "red",
    }
    (year,) = answer["alliance"]
    assert year["delivered"] == {"plan": 8, "actual": 7, "forecast": 7}
    behind = [each for each in answer["variances"] if each["status"] == "behind"]
    assert [(each["decision"], each["actual"]) for each in behind] == [
        ("delivered", 5),
        ("contribution", 5),
    ]
    (chain,) = answer["chains"]
    assert (chain["kind"], chain["slipped"][0]["lots"]) == ("line", 1)
    assert [each["state"] for each in answer["states"]] == ["A", "B"]
    assert len(answer["not_confirmed"]) == 2


def test_files_that_do_not_go_together_are_refused(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    plan, told = files
    target = tmp_path / "r.xlsx"
    assert allocator("track", plan, plan, "-o", target).returncode == 3
    assert allocator("track", told, told, "-o", target).returncode != 0
    before = plan.read_bytes(), told.read_bytes()
    assert allocator("track", plan, told, "-o", told).returncode == 7
    assert allocator("track", plan, told, "-o", plan).returncode == 7
    assert (plan.read_bytes(), told.read_bytes()) == before
    assert not target.exists()


def test_a_figure_that_no_plan_can_have_is_named_by_its_cell(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    """The line makes ten lots, and A is said to have got eleven."""
    plan, told = files
    sheet = openpyxl.load_workbook(told)["actuals"]
    row = next(
        line[0].row
        for line in sheet.iter_rows(min_row=2)
        if (line[0].value, line[1].value) == ("A", "order")
    )
    wrong, target = tmp_path / "wrong.xlsx", tmp_path / "r.xlsx"
    edited(told, wrong, "actuals", f"I{row}", 11)
    done = allocator("track", plan, wrong, "-o", target)
    assert done.returncode == 3, done.stdout
    assert f"actuals!I{row}: " in done.stderr
    assert "correct the figure, or the workbook where it says too little" in done.stderr
    assert not target.exists()


def test_pages_of_states(files: tuple[Path, Path], tmp_path: Path) -> None:
    plan, told = files
    target = tmp_path / "states.xlsx"
    assert allocator("track", plan, told, "-o", target, "--state", "B").returncode == 0
    assert openpyxl.load_workbook(target).sheetnames == [SHEETS[0], "state_B", *SHEETS[1:]]
    assert allocator("track", plan, told, "-o", target, "--all-states").returncode == 0
    names = openpyxl.load_workbook(target).sheetnames
    assert names == [SHEETS[0], "state_A", "state_B", *SHEETS[1:]]
    before = target.read_bytes()
    done = allocator("track", plan, told, "-o", target, "--state", "C")
    assert done.returncode == 2
    assert "no member state C: it has A, B" in done.stderr
    assert target.read_bytes() == before
