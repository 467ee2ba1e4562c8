"""`allocator stress` as a planner runs it."""

import json
import signal
import subprocess
import time
from pathlib import Path

import pytest

from allocator.io.input_writer import write_input_workbook
from seeds.build import tables
from tests.cli.invoked import invoked
from tests.cli.test_commands import COMMAND, allocator, environment

HOSTILE = "[red]=1+1[/]"


@pytest.fixture(scope="module")
def solved(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """duo with a name that is none and a third state that nothing depends on, and its plan."""
    folder = tmp_path_factory.mktemp("stress")
    rows = tables("duo")
    rows["member_states"] = [
        {**row, "name": HOSTILE} if row["state"] == "A" else row for row in rows["member_states"]
    ]
    for sheet in ("member_states", "budgets"):
        rows[sheet] = [*rows[sheet], {**rows[sheet][-1], "state": "C"}]
    source = write_input_workbook(folder / "duo.xlsx", rows)
    done = allocator("solve", source, "-o", folder / "plan.xlsx", "--workers", "1")
    assert done.returncode == 0, done.stderr
    return source, folder / "plan.xlsx"


def test_losses_are_ranked_told_and_written(solved: tuple[Path, Path], tmp_path: Path) -> None:
    output, journal = tmp_path / "out" / "stress.xlsx", tmp_path / "journal"
    asked = ("stress", *solved, "-o", output, "--workers", "1", "--journal", journal)
    done = allocator(*asked)
    assert done.returncode == 0, done.stderr
    told = done.stdout.replace("\n", " ")
    for words in (
        HOSTILE,
        "1. Without",
        "0.0 % of what is required in 2026 is missing as with nothing lost",
        "the largest burden is 0.00 %.",
        "proven; every plan passed every check",
        str(output),
    ):
        assert words in told
    assert output.exists()
    lines = len(journal.read_bytes().splitlines())
    again = json.loads(allocator(*asked, "--json").stdout)
    assert len(journal.read_bytes().splitlines()) == lines
    ranked = again["ranked"]
    assert again["finished"]
    assert [each["shortfall"] for each in ranked] == sorted(
        (each["shortfall"] for each in ranked), reverse=True
    )
    assert {"states", "lines"} <= {each["kind"] for each in ranked}
    assert all(each["added"] == each["shortfall"] - again["base"]["shortfall"] for each in ranked)
    assert all(each["bound"] <= each["shortfall"] for each in ranked)
    one = json.loads(allocator(*asked, "--only", "A", "--kinds", "states", "--json").stdout)
    assert [each["code"] for each in one["ranked"]] == ["A"]
    assert one["ranked"][0] in ranked


def test_mistakes_are_told_in_one_line_and_nothing_is_written(
    solved: tuple[Path, Path], tmp_path: Path
) -> None:
    output = tmp_path / "stress.xlsx"
    foreign = tmp_path / "foreign"
    foreign.write_text('{"journal": "allocator sweep"}\n')
    source, plan = solved
    for arguments, code, words in (
        ((source, plan, "--kinds", "ships"), 2, 'nothing is lost of the kind "ships"'),
        ((source, plan, "--kinds", ","), 2, "nothing to lose"),
        ((source, plan, "--only", "AA"), 2, 'did you mean "A"'),
        ((source, plan, "--ordered-before", "2050"), 2, 'no period "2050"'),
        ((source, plan, "--journal", foreign), 2, "the journal of something else"),
        ((source, plan, "--cluster", "tcp://127.0.0.1:1"), 2, "127.0.0.1"),
        ((source, plan, "--journal", output), 7, "another file of this command"),
        ((source, plan, "-o", source), 7, "is the input"),
        ((source, plan, "-o", plan), 7, "is the plan itself"),
        ((source, source), 6, ""),
        ((plan, plan), 3, "not an input workbook"),
        ((source, tmp_path / "none.xlsx"), 6, "none.xlsx"),
    ):
        done = invoked("stress", *("-o", output), *arguments, "--workers", "1")
        assert done.returncode == code, (arguments, done.stdout, done.stderr)
        assert words in done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        assert not output.exists()


def test_ctrl_c_tells_what_is_done(solved: tuple[Path, Path], tmp_path: Path) -> None:
    """The journal then has the rest to go on from."""
    source = Path("inputs/baltic.xlsx").resolve()
    plan, journal = tmp_path / "plan.xlsx", tmp_path / "journal"
    assert allocator("solve", source, "-o", plan, "--effort", "quick").returncode == 0
    command = [*COMMAND, "stress", str(source), str(plan), "--workers", "1"]
    command += ["--journal", str(journal), "-o", str(tmp_path / "stress.xlsx")]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment()
    ) as process:
        while not journal.exists() or len(journal.read_bytes().splitlines()) < 4:
            time.sleep(0.1)
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        told, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    assert "incomplete: " in told
    assert (tmp_path / "stress.xlsx").exists()
