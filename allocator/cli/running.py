"""How a command runs: its work, refusals in the planner's words, the answer, an exit code."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar, cast

from rich.markup import escape

from allocator.app.solve_workbook import Search
from allocator.cli.interrupts import interruptible
from allocator.cli.progress_line import ProgressLine
from allocator.cli.terminal import (
    DONE,
    INFEASIBLE,
    UNDECIDED,
    Failure,
    print_json,
    refusals,
    report_failure,
    result,
)
from allocator.engine.effort import Effort

Report = TypeVar("Report")
Line = TypeVar("Line", bound=ProgressLine)
Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Telling(Generic[Report]):
    """How a report is told."""

    printed: Callable[[Report], None]
    """On the terminal."""
    said: Callable[[Report], Mapping[str, object]]
    """As one JSON object."""
    code: Callable[[Report], int] = lambda _: DONE
    """The exit code."""


@dataclass(frozen=True, slots=True)
class Stopping:
    """What is said of Ctrl-C."""

    first: str
    second: str
    """Which ends the program at once."""


def told(work: Callable[[], Report], telling: Telling[Report], *, as_json: bool) -> int:
    """Do it and tell of it, or of why it was refused; the exit code."""
    try:
        with refusals():
            report = work()
    except Failure as failure:
        return report_failure(failure, as_json=as_json)
    if as_json:
        print_json(telling.said(report))
    else:
        telling.printed(report)
    return telling.code(report)


def stoppable(
    work: Callable[[Line, Stop], Report],
    progress: AbstractContextManager[Line],
    stopping: Stopping,
    telling: Telling[Report],
    *,
    as_json: bool,
) -> int:
    """The same for work that draws a line of progress and that Ctrl-C stops with what there is."""

    def patient() -> Report:
        with progress as line:
            return interruptible(
                lambda stop: work(line, stop), line, stopping.first, stopping.second
            )

    return told(patient, telling, as_json=as_json)


def searching(effort: str, time_limit: float | None, seed: int, workers: int | None) -> Search:
    """How to search, by the options of a command."""
    return Search(cast(Effort, effort), time_limit, seed, workers)


def verdict_code(verdict: str) -> int:
    """The exit code where plans were looked for; of every other verdict, that of work done."""
    return {"infeasible": INFEASIBLE, "undecided": UNDECIDED}.get(verdict, DONE)


def print_written(*paths: Path | None) -> None:
    """Where files are, of those that were written."""
    for path in paths:
        if path is not None:
            result().print(f"written: {escape(str(path))}")
