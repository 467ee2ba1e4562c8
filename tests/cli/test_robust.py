"""`allocator robust` as a planner runs it."""

import json
import signal
import subprocess
import time
from pathlib import Path

import openpyxl

from allocator.io.input_writer import write_input_workbook
from seeds.build import tables
from tests.cli.invoked import invoked
from tests.cli.test_commands import COMMAND, DUO, ROOT, allocator, environment

HEADER = ("scenario", "sheet", "key", "column", "change", "value")
REFERENCE = ROOT / "inputs" / "reference.xlsx"
STOPPED = 130
HOSTILE = "[red]=1+1[/]"


def workbook(folder: Path) -> Path:
    """baltic with a hostile name; `two` promises the contrary of the base, `stuck` too much."""
    rows = tables("baltic")
    scenarios = (
        ("poor", "budgets", "*, 2028", "ceiling", "scale", "60%"),
        ("us_gone", "outside_support", "USA, *, 2027;2028", "units", "set", "0"),
        ("two", "pledges", "2", "relation", "set", "at_most"),
        ("two", "pledges", "2", "quantity", "set", "0"),
        ("stuck", "pledges", "2", "quantity", "set", "99"),
    )
    states = [
        {**row, "name": HOSTILE} if row["state"] == "EST" else row for row in rows["member_states"]
    ]
    made = [dict(zip(HEADER, row, strict=True)) for row in scenarios]
    changed = {**rows, "scenarios": made, "member_states": states}
    return write_input_workbook(folder / "baltic.xlsx", changed)


def test_one_plan_for_all_is_told_written_and_verified(tmp_path: Path) -> None:
    source, output = workbook(tmp_path), tmp_path / "out" / "robust.xlsx"
    words = ("robust", source, "--scenarios", "base,poor, poor+us_gone", "-o", output)
    done = allocator(*words, "--plans", tmp_path / "plans")
    assert done.returncode == 0, done.stderr
    told = " ".join(done.stdout.split())
    assert "One plan serves all 3 scenarios" in told
    assert "proven to be the least" in told
    assert HOSTILE in done.stdout
    assert "3 plans in" in told
    for plan in (tmp_path / "plans").iterdir():
        held = allocator("verify", source, plan)
        assert held.returncode == 0, (plan, held.stdout, held.stderr)
    book = openpyxl.load_workbook(output)
    assert book.sheetnames[:2] == ["robust", "decide_now"]
    texts = [cell.value for row in book["decide_now"].iter_rows() for cell in row]
    assert HOSTILE in texts
    assert len(book["robust"]._charts) == 1


def test_json_has_the_same_and_processes_change_nothing(tmp_path: Path) -> None:
    source, output = workbook(tmp_path), tmp_path / "robust.xlsx"
    words = (
        "robust",
        source,
        "--scenarios",
        "base,poor,us_gone",
        "--recourse-from",
        "2028",
        "-o",
        output,
    )
    one, two = (allocator(*words, "--json", "--workers", str(count)) for count in (1, 2))
    assert one.returncode == two.returncode == 0, one.stderr
    assert one.stdout == two.stdout
    told = json.loads(one.stdout)
    assert told["verdict"] == "written"
    assert told["scenarios"] == ["base", "poor", "us_gone"]
    assert told["recourse_from"] == "2028"
    assert [aim["proven"] for aim in told["aims"]] == [True] * 4
    figures = told["plans_by_scenario"]
    assert all(each["regret"] >= 0 for each in figures)
    assert told["aims"][0]["value"] == max(each["robust"]["shortfall"] for each in figures)
    assert told["aims"][1]["value"] == sum(each["robust"]["shortfall"] for each in figures)
    assert told["aims"][3]["value"] == sum(each["robust"]["new_money_keur"] for each in figures)
    assert told["worst_if_known"] == max(each["own"]["shortfall"] for each in figures)
    assert {each["by"] for each in told["decide_now"]} <= {
        f"{year}-{number:02d}" for year in (2026, 2027) for number in range(1, 13)
    }


def test_mistakes_are_told_in_one_line_and_nothing_is_written(tmp_path: Path) -> None:
    source, output = workbook(tmp_path), tmp_path / "robust.xlsx"
    for arguments, code, words in (
        ((), 2, "--scenarios"),
        (("--scenarios", ","), 2, "name the scenarios"),
        (("--scenarios", "base,pour"), 2, 'did you mean "poor"'),
        (("--scenarios", "base", "--recourse-from", "2044"), 2, 'no period "2044"'),
        (("--scenarios", "base", "--effort", "heroic"), 2, "heroic"),
        (("--scenarios", "base,poor", "-o", str(source)), 7, "is the input"),
        (
            (
                *("--scenarios", "poor", "--plans", str(tmp_path)),
                *("-o", str(tmp_path / "baltic-poor-plan.xlsx")),
            ),
            7,
            "another file of this command",
        ),
    ):
        done = invoked("robust", source, "-o", output, *arguments)
        assert done.returncode == code, (arguments, done.stdout, done.stderr)
        assert words in done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        assert not output.exists()
    done = invoked("robust", DUO, "--scenarios", "base", "-o", output)
    assert done.returncode == 2
    assert "one period" in done.stderr


def test_scenarios_that_cannot_be_held_together_are_a_result(tmp_path: Path) -> None:
    source, output = workbook(tmp_path), tmp_path / "robust.xlsx"
    words = ("robust", source, "--scenarios", "base,poor,two", "-o", output)
    done = allocator(*words)
    assert done.returncode == 4, (done.stdout, done.stderr)
    assert '"base" and "two" cannot be held together' in " ".join(done.stdout.split())
    assert not output.exists()
    told = json.loads(allocator(*words, "--json").stdout)
    assert told["verdict"] == "infeasible"
    assert told["cannot_be_held_together"] == [["base", "two"], ["poor", "two"]]
    alone = allocator("robust", source, "--scenarios", "base,stuck", "-o", output)
    assert alone.returncode == 4
    assert '"stuck" has no plan by itself' in " ".join(alone.stdout.split())


def test_ctrl_c_ends_it_with_what_there_is(tmp_path: Path) -> None:
    """A search of minutes; the first signal may come before it has begun."""
    output = tmp_path / "robust.xlsx"
    words = ["robust", REFERENCE, "--scenarios", "base,us_stays", "--effort", "thorough"]
    for seconds in (15, 60):
        process = subprocess.Popen(
            [*COMMAND, *map(str, words), "-o", str(output)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment(),
        )
        time.sleep(seconds)
        process.send_signal(signal.SIGINT)
        told, problems = process.communicate(timeout=300)
        if process.returncode != STOPPED:
            break
    assert process.returncode in (0, 5), (told, problems)
    assert "stopping" in problems
    assert "ended before its time" in " ".join(told.split())
    assert output.exists() == (process.returncode == 0)
