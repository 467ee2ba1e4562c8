"""The commands as a planner runs them: exit codes, streams, and files left alone."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest

ROOT = Path(__file__).parents[2]
DUO = ROOT / "inputs" / "duo.xlsx"
BALTIC = ROOT / "inputs" / "baltic.xlsx"
COMMAND = [sys.executable, "-c", "from allocator.cli.main import run; run()"]


def allocator(*words: str | Path, cwd: Path | None = None) -> "subprocess.CompletedProcess[str]":
    """Run a command in a process of its own."""
    return subprocess.run(
        [*COMMAND, *map(str, words)],
        cwd=cwd or ROOT,
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
    )


def environment() -> dict[str, str]:
    return {**os.environ, "COLUMNS": "200", "NO_COLOR": "1", "PYTHONPATH": str(ROOT)}


@pytest.fixture(scope="module")
def duo_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    plan = tmp_path_factory.mktemp("duo") / "plan.xlsx"
    assert allocator("solve", DUO, "-o", plan).returncode == 0
    return plan


def edited(source: Path, target: Path, sheet: str, cell: str, value: object) -> Path:
    """A copy of a workbook with one cell changed."""
    book = openpyxl.load_workbook(source)
    book[sheet][cell] = value
    book.save(target)
    return target


def test_help_names_every_exit_code() -> None:
    text = allocator("--help").stdout
    assert all(f"{code}" in text for code in (0, 1, 2, 3, 4, 5, 6, 7, 130))


def test_wrong_usage_exits_with_2() -> None:
    assert allocator("solve", "--effort", "heroic").returncode == 2
    assert allocator("solve", "--time-limit", "-1").returncode == 2
    assert allocator("forecast").returncode == 2


def test_solve_writes_a_verified_plan_and_json(tmp_path: Path) -> None:
    plan = tmp_path / "new folder" / "plan.xlsx"
    done = allocator("solve", DUO, "-o", plan, "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["verdict"] == "optimal"
    assert answer["verified"] is True
    assert answer["reproducible"] is True
    assert answer["output"] == str(plan)
    assert [aim["name"] for aim in answer["aims"]][:3] == ["shortfall", "spread", "cost"]
    assert {aim["name"]: aim["value"] for aim in answer["aims"]}["spread"] == 600
    assert all(aim["value"] == aim["bound"] and aim["gap"] == 0 for aim in answer["aims"])
    assert answer["aims"][1]["rounds"] == [
        {"level": 600, "level_bound": 600, "states": 2, "states_bound": 2}
    ]
    assert answer["aims"][1]["exact"] is True
    assert "rounds" not in answer["aims"][0]
    assert set(answer["versions"]) >= {"allocator", "ortools", "python"}
    assert len(answer["input_sha256"]) == 64
    assert allocator("verify", DUO, plan).returncode == 0


def test_solve_says_how_far_burdens_were_settled(tmp_path: Path) -> None:
    said = allocator("solve", BALTIC, "-o", tmp_path / "plan.xlsx").stdout
    assert "burdens from the top: 3 of 3 rounds, exact" in said
    assert "36 basis points, 3 states there or above" in said


def test_output_defaults_to_the_name_of_the_workbook(tmp_path: Path) -> None:
    assert allocator("solve", DUO, cwd=tmp_path).returncode == 0
    assert (tmp_path / "outputs" / "duo-plan.xlsx").exists()


def test_workers_and_repetition_never_change_the_plan(tmp_path: Path) -> None:
    digests = {
        json.loads(
            allocator(
                "solve",
                BALTIC,
                "-o",
                tmp_path / f"{workers}.xlsx",
                "--json",
                "--workers",
                str(workers),
            ).stdout
        )["plan_digest"]
        for workers in (1, 2, 1)
    }
    assert len(digests) == 1


def test_problems_exit_with_3_and_leave_an_earlier_output_alone(
    tmp_path: Path, duo_plan: Path
) -> None:
    before = duo_plan.read_bytes()
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"no workbook at all")
    done = allocator("solve", broken, "-o", duo_plan)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert duo_plan.read_bytes() == before
    assert allocator("check", broken).returncode == 3
    assert allocator("check", tmp_path / "absent.xlsx").returncode == 3
    assert allocator("verify", broken, duo_plan).returncode == 3


def test_an_input_is_never_overwritten(tmp_path: Path) -> None:
    source = tmp_path / "mine.xlsx"
    source.write_bytes(DUO.read_bytes())
    assert allocator("solve", source, "-o", source).returncode == 7
    assert source.read_bytes() == DUO.read_bytes()


def test_an_output_that_cannot_be_written_exits_with_7(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("a file where a folder should be")
    done = allocator("solve", DUO, "-o", blocked / "plan.xlsx")
    assert done.returncode == 7
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("sheet", "column", "family"),
    [
        ("contributions", "units", "holdings"),
        ("contributions", "units", "concentration"),
        ("orders", "lots", "capacity"),
        ("orders", "lots", "budget"),
    ],
)
def test_with_the_figures_left_out_an_edit_names_the_family_it_breaks(
    tmp_path: Path, duo_plan: Path, sheet: str, column: str, family: str
) -> None:
    book = openpyxl.load_workbook(duo_plan)
    cells = list(book[sheet].iter_rows())
    header = next(row for row in cells if column in [cell.value for cell in row])
    place = [cell.value for cell in header].index(column)
    cells[cells.index(header) + 1][place].value += 20
    book.save(tmp_path / "edited.xlsx")
    done = allocator("verify", DUO, tmp_path / "edited.xlsx", "--families-only")
    assert done.returncode == 6
    assert f"{family}[" in done.stderr
    assert "figures[" not in done.stderr


def test_a_broken_plan_exits_with_6(tmp_path: Path, duo_plan: Path) -> None:
    book = openpyxl.load_workbook(duo_plan)
    sheet = book["contributions"]
    row, column = next(
        (row, column)
        for row in range(1, sheet.max_row + 1)
        for column in range(1, sheet.max_column + 1)
        if isinstance(sheet.cell(row, column).value, int) and sheet.cell(row, 1).value == "B"
    )
    cell = sheet.cell(row, column)
    cell.value += 1
    book.save(tmp_path / "edited.xlsx")
    done = allocator("verify", DUO, tmp_path / "edited.xlsx")
    assert done.returncode == 6
    assert f"contributions!{cell.coordinate}" in done.stderr
    assert allocator("verify", DUO, DUO).returncode == 6


def turned(folder: Path) -> Path:
    """The duo with the rows of every sheet from the last to the first."""
    book = openpyxl.load_workbook(DUO)
    for sheet in book:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        for number, values in enumerate(reversed([row for row in rows if any(row)]), 2):
            for column, value in enumerate(values, 1):
                sheet.cell(number, column).value = value
    book.save(folder / "turned.xlsx")
    return folder / "turned.xlsx"


def test_rows_of_the_input_may_move_after_the_plan_was_made(tmp_path: Path, duo_plan: Path) -> None:
    done = allocator("verify", turned(tmp_path), duo_plan)
    assert done.returncode == 0, done.stderr
    assert "verified" in done.stdout
    assert done.stderr.splitlines() == [
        "note: rows of the input have moved, or their sources have changed, since the plan was "
        "made: figures were recomputed, places and sources were not compared"
    ]
    assert "note" not in allocator("verify", DUO, duo_plan).stderr


def test_a_changed_decision_is_found_after_rows_have_moved(tmp_path: Path, duo_plan: Path) -> None:
    book = openpyxl.load_workbook(duo_plan)
    cell = book["contributions"]["D2"]
    cell.value += 1
    book.save(tmp_path / "edited.xlsx")
    done = allocator("verify", turned(tmp_path), tmp_path / "edited.xlsx")
    assert done.returncode == 6
    assert "contributions!D2" in done.stderr


def test_templates_pass_the_check_and_the_example_solves(tmp_path: Path) -> None:
    for name, options in (("blank", []), ("example", ["--example"])):
        path = tmp_path / f"{name}.xlsx"
        assert allocator("template", "-o", path, *options).returncode == 0
        done = allocator("check", path)
        assert done.returncode == 0, done.stdout + done.stderr
    assert allocator("solve", path, "-o", tmp_path / "plan.xlsx").returncode == 0


def test_check_strict_exits_with_1_when_something_is_hopeless(tmp_path: Path) -> None:
    hopeless = edited(DUO, tmp_path / "hopeless.xlsx", "requirements", "C2", 500)
    plain = allocator("check", hopeless)
    assert plain.returncode == 0
    assert "requirements!C2" in plain.stdout
    assert allocator("check", hopeless, "--strict").returncode == 1
    assert allocator("check", DUO, "--strict").returncode == 0


def test_a_conflict_exits_with_4_and_names_its_cells(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(DUO)
    budgets = book["budgets"]
    header = [cell.value for cell in budgets[1]]
    for row in range(2, budgets.max_row + 1):
        budgets.cell(row, header.index("floor") + 1).value = 29
        budgets.cell(row, header.index("ceiling") + 1).value = 29
    book.save(tmp_path / "conflict.xlsx")
    done = allocator("solve", tmp_path / "conflict.xlsx", "-o", tmp_path / "plan.xlsx")
    assert done.returncode == 4, done.stdout + done.stderr
    assert done.stdout.startswith("infeasible: these rows had to give way in the least violation")
    assert "budgets!" in done.stdout
    assert "of their size in sum at least" in done.stdout
    assert not (tmp_path / "plan.xlsx").exists()


def test_a_time_limit_writes_a_verified_plan_that_is_not_reproducible(tmp_path: Path) -> None:
    plan = tmp_path / "plan.xlsx"
    done = allocator("solve", "--time-limit", "8", "-o", plan, "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["reproducible"] is False
    assert answer["verdict"] == "feasible"
    assert allocator("verify", ROOT / "inputs" / "reference.xlsx", plan).returncode == 0


def test_ctrl_c_writes_the_best_plan(tmp_path: Path) -> None:
    plan = tmp_path / "plan.xlsx"
    process = subprocess.Popen(
        [*COMMAND, "solve", "-o", str(plan), "--json"],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    for line in process.stderr:
        if "shortfall" in line:
            break
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    assert json.loads(out)["reproducible"] is False
    assert plan.exists()


def test_a_plan_is_verified_against_the_input_that_it_carries(
    duo_plan: Path, tmp_path: Path
) -> None:
    alone = allocator("verify", duo_plan)
    assert (alone.returncode, alone.stdout.startswith("verified: plan.xlsx")) == (0, True)
    changed = edited(duo_plan, tmp_path / "changed.xlsx", "input_settings", "B2", "Another title")
    for words in ((changed,), (DUO, changed)):
        judged = allocator("verify", *words)
        assert judged.returncode == 6
        assert "input_settings" in judged.stderr
    swapped = allocator("verify", DUO)
    assert swapped.returncode == 3
    assert "carries no input sheets" in swapped.stderr
