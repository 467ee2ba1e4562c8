"""`allocator solve`."""

import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import cast

from rich.markup import escape

from allocator.app.reference import reference_workbook
from allocator.app.solve_workbook import Search, SolveReport, solve_workbook
from allocator.cli.progress_line import ProgressLine, progress_line
from allocator.cli.solve_report import print_report, report_json
from allocator.cli.streams import STOPPED
from allocator.cli.terminal import (
    DONE,
    INFEASIBLE,
    UNDECIDED,
    Failure,
    print_json,
    refusals,
    report_failure,
    talk,
)
from allocator.engine.effort import Effort

POLL_SECONDS = 0.1


def run_solve(
    workbook: Path | None,
    output: Path | None,
    effort: str,
    time_limit: float | None,
    seed: int,
    workers: int | None,
    *,
    as_json: bool,
) -> int:
    """Solve, print the outcome, and return the exit code."""
    source = workbook or reference_workbook()
    target = output or Path("outputs") / f"{source.stem}-plan.xlsx"
    search = Search(cast(Effort, effort), time_limit, seed, workers)
    console = talk()
    try:
        with refusals(), progress_line(console) as line:
            report = _interruptible(source, target, search, line)
    except Failure as failure:
        return report_failure(failure, as_json=as_json)
    if as_json:
        print_json(report_json(report))
    else:
        print_report(report)
    return {"infeasible": INFEASIBLE, "undecided": UNDECIDED}.get(report.outcome.verdict, DONE)


def _interruptible(source: Path, target: Path, search: Search, line: ProgressLine) -> SolveReport:
    """Solve in a thread, so that the first Ctrl-C can stop the search and keep its best plan."""
    stopped = threading.Event()
    executor = ThreadPoolExecutor(1)
    with _first_interrupt(stopped, line):
        name = escape(source.name)
        line.say(f"[dim]solving {name}, effort {search.effort}; Ctrl-C writes the best[/]")
        work = executor.submit(
            solve_workbook, source, target, search, observer=line.show, stop=stopped.is_set
        )
        try:
            return _patient(work)
        finally:
            executor.shutdown(wait=False, cancel_futures=True)


def _patient(work: Future[SolveReport]) -> SolveReport:
    while True:
        try:
            return work.result(timeout=POLL_SECONDS)
        except TimeoutError:
            if work.done():
                raise


@contextmanager
def _first_interrupt(stopped: threading.Event, line: ProgressLine) -> Iterator[None]:
    def interrupt(_number: int, _frame: FrameType | None) -> None:
        if stopped.is_set():
            # A second Ctrl-C does not wait for the solver's thread.
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            line.close()
            line.say("stopped without a plan")
            os._exit(STOPPED)
        stopped.set()
        line.say("stopping: the best plan so far is being verified and written")

    previous = signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, previous)
