"""`allocator pareto` as a planner runs it."""

import json
import signal
import subprocess
import time
from pathlib import Path

from tests.cli.test_commands import BALTIC, COMMAND, DUO, ROOT, allocator, edited, environment


def test_a_front_as_json(tmp_path: Path) -> None:
    path = tmp_path / "front.xlsx"
    done = allocator("pareto", DUO, "--aims", "shortfall, cost", "-o", path, "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["complete"] is True
    assert answer["undecided"] == 0
    assert answer["not_searched"] == []
    assert [point["values"]["cost"] for point in answer["points"]] == [
        3_000_000 * number for number in range(8, -1, -1)
    ]
    assert all(point["proven"] and point["gap"] == 0 for point in answer["points"])
    assert answer["points"][0]["european_share"] == 1
    assert answer["output"] == str(path)
    assert path.exists()


def test_a_front_on_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "front.xlsx"
    done = allocator("pareto", DUO, "-o", path, "--plans", tmp_path / "plans", "--workers", "1")
    assert done.returncode == 0, done.stderr
    assert "exactly 9 combinations" in done.stdout
    assert "least of the shortfall" in done.stdout
    assert "9 plans in" in done.stdout
    assert len(list((tmp_path / "plans").iterdir())) == 9
    inside = tmp_path / "plans" / "duo-point-2.xlsx"
    done = allocator("pareto", DUO, "-o", inside, "--plans", tmp_path / "plans")
    assert done.returncode == 7
    assert "another file of this command" in done.stderr


def test_wrong_aims_are_wrong_usage(tmp_path: Path) -> None:
    path = tmp_path / "front.xlsx"
    for aims, words in (
        ("shortfall,spraed", 'did you mean "spread"'),
        ("cost", "two aims or more"),
        ("cost,cost", "named twice"),
        ("", "two aims or more"),
    ):
        done = allocator("pareto", DUO, "--aims", aims, "-o", path)
        assert done.returncode == 2
        assert words in done.stderr
    assert allocator("pareto", DUO, "--points", "1").returncode == 2
    assert not path.exists()


def test_a_workbook_with_problems_is_refused(tmp_path: Path) -> None:
    source = edited(DUO, tmp_path / "in.xlsx", "budgets", "C2", "plenty")
    done = allocator("pareto", source, "-o", tmp_path / "front.xlsx")
    assert done.returncode == 3
    assert "budgets!C2" in done.stderr


def test_ctrl_c_writes_what_was_found_and_the_journal_goes_on(tmp_path: Path) -> None:
    path, journal = tmp_path / "front.xlsx", tmp_path / "journal"
    words: list[str | Path] = [
        "pareto",
        BALTIC,
        "--aims",
        "shortfall,cost",
        "-o",
        path,
        "--journal",
        journal,
    ]
    process = subprocess.Popen(
        [*COMMAND, *map(str, words)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
    )
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and _lines(journal) < 4:
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    told, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    assert "incomplete" in told
    assert "The search was ended before its time" in told
    assert path.exists()
    kept = _lines(journal)
    assert kept >= 4
    again = allocator(*words, "--points", "6", "--json")
    assert again.returncode == 0
    answer = json.loads(again.stdout)
    assert answer["searches"] == 6
    assert answer["finished"] is True


def _lines(path: Path) -> int:
    return len(path.read_bytes().splitlines()) if path.exists() else 0
