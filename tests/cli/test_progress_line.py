"""The progress of a solve: drawn in place on a terminal, plain lines elsewhere."""

import os
import re
import signal
import subprocess
from io import StringIO
from pathlib import Path
from threading import Thread

import pytest
from rich.console import Console

from allocator.cli.progress_line import LiveProgress, ProgressLine, progress_line
from allocator.engine.progress import Progress
from tests.cli.test_commands import COMMAND, ROOT, environment

HIDDEN, SHOWN = "\x1b[?25l", "\x1b[?25h"


class Terminal(StringIO):
    """A file that says it is one."""

    def isatty(self) -> bool:
        return True


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def terminal(name: str = "xterm", width: int = 90) -> Console:
    return Console(
        file=Terminal(), force_terminal=True, width=width, height=30, _environ={"TERM": name}
    )


def written(console: Console) -> str:
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def drawn(line: LiveProgress, width: int = 90) -> list[str]:
    """The rows as somebody sees them who looks now."""
    paper = Console(file=StringIO(), width=width)
    paper.print(line.drawing())
    return [row.rstrip() for row in written(paper).splitlines()]


def words(row: str) -> list[str]:
    """The cells of a row."""
    return re.split(r"\s{2,}", row.strip("/-\\| "))


START = Progress("shortfall", 2_000, 0, 0.5, "start")
SEARCH = Progress("shortfall", 1_500, 1_000, 12.0, "search", 4)
DONE = Progress("shortfall", 1_001, 1_000, 60.0, "done", 31)
PROVEN = Progress("spread", 142, 142, 70.0, "done", 2)
COST = Progress("cost", 260_504_261_800, 250_500_000_000, 80.0, "search", 1_234)
SMALL_COST = Progress("cost", 9_762_138_000, 0, 80.0, "search")


def test_a_pipe_gets_one_line_per_improvement() -> None:
    console = Console(file=StringIO(), width=120, soft_wrap=True, highlight=False)
    with progress_line(console) as line:
        for progress in (START, START, SEARCH, SEARCH, DONE, DONE, COST, SMALL_COST):
            line.show(progress)
        line.say("stopping")
    text = written(console)
    lines = text.splitlines()
    assert "\x1b" not in text
    assert len(lines) == 6
    assert " ".join(lines[0].split()) == "0.5 s shortfall 2,000 bound 0 gap 100.00% start"
    assert lines[2].endswith("gap   0.10%  done  31 rounds")
    assert "cost" in lines[3]
    assert "EUR 260.5 bn  bound       EUR 250.5 bn" in lines[3]
    assert " 9,762,138,000  bound" in lines[4]
    assert lines[5] == "stopping"


@pytest.mark.parametrize(
    "console",
    [
        Console(file=StringIO()),
        Console(file=StringIO(), force_terminal=True, _environ={"TERM": "xterm"}),
        terminal("dumb"),
    ],
    ids=["pipe", "coloured pipe", "dumb terminal"],
)
def test_only_a_terminal_is_drawn_on(console: Console) -> None:
    with progress_line(console) as line, progress_line(terminal()) as live:
        assert type(line) is ProgressLine
        assert type(live) is LiveProgress


def test_a_row_per_finished_aim_and_one_that_ticks() -> None:
    clock = Clock()
    line = LiveProgress(terminal(), clock)
    clock.now += 2
    assert drawn(line)[0].endswith("reading the workbook, 2 s")
    line.show(START)
    clock.now += 3
    line.show(SEARCH)
    clock.now += 4
    head, at_work = drawn(line)
    assert words(head) == ["aim", "value", "bound", "gap", "rounds", "seconds"]
    assert words(at_work) == ["shortfall", "1,500", "1,000", "33.33%", "4", "9"]
    line.show(DONE)
    clock.now += 5
    assert drawn(line)[2].endswith("verifying and writing, 14 s")
    line.show(PROVEN)
    line.show(COST)
    clock.now += 6
    _, first, second, third = drawn(line)
    assert words(first) == ["shortfall", "1,001", "1,000", "0.10%", "31", "9"]
    assert words(second) == ["spread", "142", "142", "proven", "2", "14"]
    assert words(third) == ["cost", "EUR 260.5 bn", "EUR 250.5 bn", "3.84%", "1,234", "20"]
    assert first[0] == " "
    assert third[0] in "/-\\|"


@pytest.mark.parametrize("width", [20, 40, 80])
def test_a_narrow_terminal_gets_no_line_that_is_too_long(width: int) -> None:
    line = LiveProgress(terminal(width=width), Clock())
    line.show(DONE)
    line.show(COST)
    rows = drawn(line, width)
    assert len(rows) == 3
    assert all(len(row) <= width for row in rows)


def test_a_terminal_is_given_back_with_the_rows_as_they_stood() -> None:
    console, clock = terminal(), Clock()
    with progress_line(console, clock) as line:
        assert HIDDEN in written(console)
        line.show(DONE)
        line.show(COST)
        clock.now += 7
        line.say("stopping: please wait")
        line.close()
        after = written(console)
    assert written(console) == after
    assert "stopping: please wait" in after
    assert after.endswith(SHOWN)
    last = after.rsplit("aim", 1)[1].splitlines()
    assert words(last[1])[0] == "shortfall"
    assert words(last[2])[-1].split(SHOWN)[0] == "0", "the row at work stops at what was told last"
    assert "writing" not in last[-1]


def test_a_search_may_tell_while_the_terminal_is_drawn() -> None:
    with progress_line(terminal()) as line:
        assert isinstance(line, LiveProgress)

        def tell() -> None:
            for number in range(150):
                line.show(Progress(f"aim {number}", number, 0, 0.0, "done"))

        searching = Thread(target=tell)
        searching.start()
        while searching.is_alive():
            drawn(line)
        assert len(drawn(line)) == 152


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal and signals")
@pytest.mark.parametrize("times", [1, 2])
def test_ctrl_c_on_a_terminal(times: int, tmp_path: Path) -> None:
    """Once: a verified plan. Twice: none, at once. The terminal gets its cursor back."""
    master, slave = os.openpty()
    plan = tmp_path / "plan.xlsx"
    process = subprocess.Popen(
        [*COMMAND, "solve", "-o", str(plan)],
        cwd=ROOT,
        env={**environment(), "TERM": "xterm"},
        stdout=subprocess.PIPE,
        stderr=slave,
    )
    os.close(slave)
    screen = ""
    for mark in ("shortfall", "stopping")[:times]:
        screen += seen(master, mark)
        process.send_signal(signal.SIGINT)
    screen += seen(master, None)
    os.close(master)
    output, _ = process.communicate(timeout=120)
    assert process.returncode == (0 if times == 1 else 130)
    assert plan.exists() == (times == 1)
    assert output.startswith(b"feasible: verified") == (times == 1)
    assert b"\x1b" not in output
    assert bool(output) == (times == 1)
    assert screen.count(HIDDEN) == screen.count(SHOWN) == 1
    assert "reading the workbook" in screen
    assert "stopping: the best plan so far is being verified and written" in screen
    assert ("stopped without a plan" in screen) == (times == 2)


def seen(screen: int, mark: str | None) -> str:
    """What comes to a screen until a mark, or until nobody writes any more."""
    text = b""
    while mark is None or mark.encode() not in text:
        try:
            piece = os.read(screen, 65_536)
        except OSError:
            break
        if not piece:
            break
        text += piece
    return text.decode()
