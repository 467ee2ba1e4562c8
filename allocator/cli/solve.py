"""`allocator solve`."""

from pathlib import Path

from rich.markup import escape

from allocator.app.reference import reference_workbook
from allocator.app.solve_workbook import SolveReport, solve_workbook
from allocator.cli.progress_line import ProgressLine, progress_line
from allocator.cli.running import Stop, Stopping, Telling, searching, stoppable, verdict_code
from allocator.cli.solve_report import print_report, report_json
from allocator.cli.terminal import (
    talk,
)


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
    search = searching(effort, time_limit, seed, workers)
    name = escape(source.name + (f" under {overlay}" if overlay else ""))

    def solving(line: ProgressLine, stop: Stop) -> SolveReport:
        line.say(f"[dim]solving {name}, effort {search.effort}; Ctrl-C writes the best[/]")
        return solve_workbook(
            source, target, search, overlay=overlay, observer=line.show, stop=stop
        )

    return stoppable(
        solving,
        progress_line(talk()),
        Stopping(
            "stopping: the best plan so far is being verified and written",
            "stopped without a plan",
        ),
        Telling(print_report, report_json, lambda report: verdict_code(report.outcome.verdict)),
        as_json=as_json,
    )
