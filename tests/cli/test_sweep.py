"""`allocator sweep` as a planner runs it."""

import json
import signal
import subprocess
import time
from pathlib import Path

from allocator.io.input_writer import write_input_workbook
from seeds.build import tables
from tests.cli.invoked import invoked
from tests.cli.test_commands import COMMAND, allocator, environment

HEADER = ("scenario", "sheet", "key", "column", "change", "value")
STRAY = ("sheet", "key", "column", "change", "distribution", "low", "mode", "high", "group")
HOSTILE = "[red]=1+1[/]"


def workbook(folder: Path) -> Path:
    """duo with one poor future, one without a plan, and prices that stray."""
    scenarios = (
        ("poor", "budgets", "*, *", "ceiling", "scale", "60%"),
        ("stuck", "budgets", "A;B, 2026", "floor", "set", "29"),
    )
    strays = (("lines", "*", "unit_price", "scale", "uniform", "90%", "", "150%", ""),)
    rows = {
        **tables("duo"),
        "scenarios": [dict(zip(HEADER, row, strict=True)) for row in scenarios],
        "uncertainties": [dict(zip(STRAY, row, strict=True)) for row in strays],
    }
    states = [
        {**row, "name": HOSTILE} if row["state"] == "A" else row for row in rows["member_states"]
    ]
    return write_input_workbook(folder / "duo.xlsx", {**rows, "member_states": states})


def test_scenarios_and_draws_are_solved_and_told(tmp_path: Path) -> None:
    source = workbook(tmp_path)
    output, store = tmp_path / "out" / "sweep.xlsx", tmp_path / "futures.sqlite"
    named = ("sweep", source, "--scenarios", "all", "--draws", "3", "-o", output)
    done = allocator(*named, "--store", store, "--workers", "1")
    assert done.returncode == 0, done.stderr
    for words in ("4 proven to have none", "stuck infeasible:", f"written: {output}", str(store)):
        assert words in done.stdout.replace("\n", " ") or words in done.stdout
    assert output.exists()
    assert store.exists()
    again = allocator(*named, "--json", "--workers", "2")
    told = json.loads(again.stdout)
    assert [each["future"] for each in told["futures"]][:4] == ["base", "poor", "stuck", "draw 1"]
    assert told["planned"] == 12
    assert told["finished"]
    assert {each["verdict"] for each in told["futures"]} == {"optimal", "infeasible"}


def test_mistakes_are_told_in_one_line_and_nothing_is_written(tmp_path: Path) -> None:
    source, output = workbook(tmp_path), tmp_path / "sweep.xlsx"
    for arguments, code, words in (
        ((), 2, "nothing to sweep"),
        (("--scenarios", "pour"), 2, 'did you mean "poor"'),
        (("--draws", "-1"), 2, "draws"),
        (("--scenarios", "poor", "-o", str(source)), 7, "another file of this command"),
        (("--scenarios", "poor", "--store", str(output)), 7, "another file of this command"),
        (("--scenarios", "poor", "--journal", str(source)), 7, "another file of this command"),
        (("--scenarios", "poor", "--cluster", "tcp://127.0.0.1:1"), 2, "127.0.0.1"),
    ):
        done = invoked("sweep", source, "-o", output, *arguments)
        assert done.returncode == code, (arguments, done.stdout, done.stderr)
        assert words in done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        assert not output.exists()


def test_a_sweep_without_any_plan_says_so(tmp_path: Path) -> None:
    rows = tables("duo")
    rows["budgets"] = [{**row, "floor": "29"} for row in rows["budgets"]]
    strays = ("lines", "*", "unit_price", "scale", "uniform", "90%", "", "95%", "")
    rows["uncertainties"] = [dict(zip(STRAY, strays, strict=True))]
    source = write_input_workbook(tmp_path / "none.xlsx", rows)
    output = tmp_path / "sweep.xlsx"
    done = allocator("sweep", source, "--draws", "2", "-o", output, "--workers", "1")
    assert done.returncode == 4, done.stdout + done.stderr
    assert "No future has a plan; 3 proven to have none." in done.stdout
    assert not output.exists()


def test_ctrl_c_tells_what_is_done(tmp_path: Path) -> None:
    """The journal then has the rest to go on from."""
    source, journal = workbook(tmp_path), tmp_path / "journal"
    command = [*COMMAND, "sweep", str(source), "--draws", "2000"]
    command += ["--journal", str(journal), "-o", str(tmp_path / "sweep.xlsx"), "--workers", "1"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment()
    ) as process:
        while not journal.exists() or len(journal.read_bytes().splitlines()) < 5:
            time.sleep(0.1)
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        told, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    assert "incomplete: " in told
    assert "of 2,001 futures" in told
    assert (tmp_path / "sweep.xlsx").exists()
