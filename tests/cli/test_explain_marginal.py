"""`allocator explain marginal` and `explain shortfall` as a planner runs them."""

import json
import signal
import subprocess
import time
from pathlib import Path

import openpyxl
import pytest

from tests.cli.test_commands import BALTIC, COMMAND, DUO, ROOT, allocator, environment

NASTY = "[red]boom[/] \u202eשלום & <b>"


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The worked example with 40 required, money for 20 and names that try what they may; its
    plan."""
    folder = tmp_path_factory.mktemp("short")
    workbook, plan = folder / "short [1].xlsx", folder / "plan.xlsx"
    book = openpyxl.load_workbook(DUO)
    book["requirements"]["C2"] = 40
    book["line_rates"]["C2"] = 30
    book["capabilities"]["B2"] = NASTY
    book["settings"]["B2"] = NASTY
    book.save(workbook)
    assert allocator("solve", workbook, "-o", plan).returncode == 0
    return workbook, plan


@pytest.fixture(scope="module")
def baltic_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    plan = tmp_path_factory.mktemp("baltic") / "plan.xlsx"
    assert allocator("solve", BALTIC, "-o", plan, "--effort", "quick").returncode == 0
    return plan


def test_marginal_values_are_told_and_written(short: tuple[Path, Path], tmp_path: Path) -> None:
    """Three million buy one more of 40 at the weight of a missing fortieth."""
    copy = tmp_path / "copy.xlsx"
    done = allocator("explain", "marginal", *short, "-o", copy, "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["finished"], told["way"], told["output"]) == (True, "whole", str(copy))
    (ceiling,) = (one for one in told["cells"] if one["cell"] == "budgets!C2")
    assert ceiling["figure"] == 30_000
    (up,) = (step for step in ceiling["steps"] if step["tried"] and step["to"] == 33_000)
    assert up["certainty"] == "exact"
    assert [one["units"] for one in up["won"]] == [1]
    book = openpyxl.load_workbook(copy)
    assert {"orders", "explain_marginal"} <= set(book.sheetnames)
    cells = [cell.value for cell in book["explain_marginal"]["B"]]
    assert "budgets!C2" in cells


def test_the_terminal_shows_names_as_they_are(short: tuple[Path, Path]) -> None:
    done = allocator("explain", "marginal", *short)
    assert done.returncode == 0, done.stderr
    assert "budgets!C2" in done.stdout
    assert "[red]boom[/]" in done.stdout
    assert "trials" in done.stderr


def test_a_plan_with_no_limit_reached(tmp_path: Path) -> None:
    plan = tmp_path / "plan.xlsx"
    assert allocator("solve", DUO, "-o", plan).returncode == 0
    done = allocator("explain", "marginal", DUO, plan)
    assert (done.returncode, done.stdout.strip()) == (0, "The plan has reached no limit.")


def test_killed_in_the_middle_and_taken_up_again(short: tuple[Path, Path], tmp_path: Path) -> None:
    """The journal of a killed run gives what a run that nobody disturbed gives."""
    undisturbed = allocator("explain", "marginal", *short, "--json").stdout
    for attempt in range(5):
        journal = tmp_path / f"{attempt}.jsonl"
        words = [*COMMAND, "explain", "marginal", *map(str, short), "--journal", str(journal)]
        process = subprocess.Popen(
            [*words, "--workers", "1"],
            cwd=ROOT,
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and process.poll() is None:
            if journal.exists() and journal.read_bytes().count(b"\n") >= 3:
                break
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
        if process.wait() == -signal.SIGKILL:
            break
    else:
        pytest.fail("never killed in time")
    before = journal.read_bytes()
    done = allocator("explain", "marginal", *short, "--journal", journal, "--json")
    assert done.returncode == 0, done.stderr
    assert done.stdout == undisturbed
    whole = before[: before.rfind(b"\n") + 1]
    assert journal.read_bytes().startswith(whole)


def test_the_journal_of_another_plan_is_refused(
    short: tuple[Path, Path], tmp_path: Path, baltic_plan: Path
) -> None:
    journal = tmp_path / "journal.jsonl"
    assert allocator("explain", "marginal", *short, "--journal", journal).returncode == 0
    before = journal.read_bytes()
    done = allocator("explain", "marginal", BALTIC, baltic_plan, "--journal", journal)
    assert done.returncode == 2
    assert "journal of something else" in done.stderr
    assert "input" in done.stderr
    assert journal.read_bytes() == before


def test_a_workbook_is_no_journal(short: tuple[Path, Path], tmp_path: Path) -> None:
    """Nor may the journal be the input, or the copy that is written."""
    before, other, copy = short[0].read_bytes(), tmp_path / "other.xlsx", tmp_path / "copy.xlsx"
    other.write_bytes(before)
    done = allocator("explain", "marginal", *short, "--journal", other)
    assert done.returncode == 2
    assert "no journal" in done.stderr
    assert other.read_bytes() == before
    for words in (("--journal", short[0]), ("--journal", copy, "-o", copy)):
        done = allocator("explain", "marginal", *short, *words)
        assert done.returncode == 7
        assert "another file of this command" in done.stderr
    assert short[0].read_bytes() == before
    assert not copy.exists()


def test_stopped_by_the_clock_with_what_is_there(baltic_plan: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.xlsx"
    done = allocator(
        "explain", "marginal", BALTIC, baltic_plan, "--time-limit", "4", "-o", copy, "--json"
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["finished"] is False
    assert any(not one["complete"] for one in told["cells"])
    sheet = openpyxl.load_workbook(copy)["explain_marginal"]
    assert "Incomplete" in str(sheet["A4"].value)


def test_ctrl_c_tells_what_is_done(baltic_plan: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "explain", "marginal", str(BALTIC), str(baltic_plan)],
        cwd=ROOT,
        env=environment(),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    for line in process.stderr:
        if "trials" in line:
            break
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "incomplete" in output


def test_a_shortfall_is_explained(short: tuple[Path, Path], tmp_path: Path) -> None:
    """Money for 20 more would do, and so it is told."""
    copy = tmp_path / "copy.xlsx"
    done = allocator("explain", "shortfall", *short, "LAUNCHER", "-o", copy, "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["missing"], told["missing_without_limits_but_time"]) == (20, 0)
    (cell,) = (one["cells"][0] for one in told["alone"] if one["cells"][0]["cell"] == "budgets!C2")
    assert cell["changed_to"] > 30_000
    assert "explain_shortfall" in openpyxl.load_workbook(copy).sheetnames
    shown = allocator("explain", "shortfall", *short, "LAUNCHER")
    assert "[red]boom[/]" in shown.stdout
    assert "budgets!C2" in shown.stdout


def test_nothing_is_short(tmp_path: Path) -> None:
    plan = tmp_path / "plan.xlsx"
    assert allocator("solve", DUO, "-o", plan).returncode == 0
    done = allocator("explain", "shortfall", DUO, plan, "LAUNCHER", "-o", tmp_path / "copy.xlsx")
    assert done.returncode == 0
    assert done.stdout.startswith("Nothing of Launchers is missing in 2026.")
    assert "no copy was written" in done.stdout
    assert not (tmp_path / "copy.xlsx").exists()


def test_periods_that_are_short_are_named_where_the_deadline_is_not(baltic_plan: Path) -> None:
    sheet = openpyxl.load_workbook(baltic_plan)["shortfalls"]
    short: dict[object, dict[object, object]] = {}
    for row in list(sheet.iter_rows(values_only=True))[5:]:
        short.setdefault(row[0], {})[row[2]] = row[7]
    code, periods = next((code, found) for code, found in short.items() if "2027" not in found)
    done = allocator("explain", "shortfall", BALTIC, baltic_plan, str(code))
    assert done.returncode == 0
    said = " ".join(done.stdout.split())
    listed = " and ".join(f"{units} in {period}" for period, units in periods.items())
    where = ("another period", "it") if len(periods) == 1 else ("other periods", "one of them")
    first = next(iter(periods))
    assert f"Missing in {where[0]}: {listed}. Ask for {where[1]} with --period {first}" in said


def test_unknown_codes_are_refused_with_near_ones(short: tuple[Path, Path]) -> None:
    done = allocator("explain", "shortfall", *short, "LANCHER")
    assert done.returncode == 2
    assert "did you mean LAUNCHER?" in done.stderr
    done = allocator("explain", "shortfall", *short, "LAUNCHER", "--period", "2062")
    assert done.returncode == 2
    assert "2026" in done.stderr


def test_the_plan_itself_is_not_overwritten(short: tuple[Path, Path]) -> None:
    for words in (("marginal", *short), ("shortfall", *short, "LAUNCHER")):
        before = short[1].read_bytes()
        done = allocator("explain", *words, "-o", short[1])
        assert done.returncode == 7
        assert short[1].read_bytes() == before
