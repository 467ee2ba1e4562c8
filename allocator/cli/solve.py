"""`allocator solve`."""

from pathlib import Path
from typing import cast

from rich.markup import escape

from allocator.app.reference import reference_workbook
from allocator.app.solve_workbook import Search, SolveReport, solve_workbook
from allocator.cli.interrupts import interruptible
from allocator.cli.progress_line import ProgressLine, progress_line
from allocator.cli.solve_report import print_report, report_json
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


def run_solve(
    workbook: Path | None,
    output: Path | None,
    overlay: str,
    effort: str,
    time_limit: float | None,
    seed: int,
    workers: int | None,
    *,
    as_json: bool,
) -> int:
    """Solve, print the outcome, and return the exit code."""
    source = workbook or reference_workbook()
    named = "-".join(filter(None, (source.stem, overlay)))
    target = output or Path("outputs") / f"{named}-plan.xlsx"
    search = Search(cast(Effort, effort), time_limit, seed, workers)
    console = talk()
    try:
        with refusals(), progress_line(console) as line:
            report = _interruptible(source, target, overlay, search, line)
    except Failure as failure:
        return report_failure(failure, as_json=as_json)
    if as_json:
        print_json(report_json(report))
    else:
        print_report(report)
    return {"infeasible": INFEASIBLE, "undecided": UNDECIDED}.get(report.outcome.verdict, DONE)


def _interruptible(
    source: Path, target: Path, overlay: str, search: Search, line: ProgressLine
) -> SolveReport:
    """Solve in a thread, so that the first Ctrl-C can stop the search and keep its best plan."""
    name = escape(source.name + (f" under {overlay}" if overlay else ""))
    line.say(f"[dim]solving {name}, effort {search.effort}; Ctrl-C writes the best[/]")
    return interruptible(
        lambda stop: solve_workbook(
            source, target, search, overlay=overlay, observer=line.show, stop=stop
        ),
        line,
        "stopping: the best plan so far is being verified and written",
        "stopped without a plan",
    )
