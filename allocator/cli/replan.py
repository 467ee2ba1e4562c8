"""`allocator replan`."""

from dataclasses import asdict, dataclass
from pathlib import Path

from rich.markup import escape

from allocator.app.replan_workbook import ReplanReport, Wanted, replan_workbook
from allocator.app.solve_workbook import SolveReport
from allocator.cli.progress_line import ProgressLine, progress_line
from allocator.cli.running import Stop, Stopping, Telling, searching, stoppable, verdict_code
from allocator.cli.solve_report import print_report, report_json
from allocator.cli.terminal import result, talk
from allocator.domain.outcome import Solved
from allocator.study.track.replan_sheet import price_words
from allocator.study.track.replan_told import Changed

SHOWN = 30
"""Changes on the terminal; the workbook and JSON have all."""


@dataclass(frozen=True, slots=True)
class Files:
    """What is read, and what is written."""

    workbook: Path
    plan: Path
    actuals: Path
    output: Path


def run_replan(
    files: Files,
    wanted: Wanted,
    effort: str,
    time_limit: float | None,
    seed: int,
    workers: int | None,
    *,
    as_json: bool,
) -> int:
    """Re-plan, print what changes and why, and return the exit code."""
    search = searching(effort, time_limit, seed, workers)
    name = escape(files.plan.name)

    def work(line: ProgressLine, stop: Stop) -> ReplanReport:
        line.say(f"[dim]re-planning {name}, effort {effort}; Ctrl-C writes the best[/]")
        return replan_workbook(
            files.workbook,
            files.plan,
            files.actuals,
            files.output,
            wanted,
            search,
            observer=line.show,
            stop=stop,
        )

    return stoppable(
        work,
        progress_line(talk()),
        Stopping(
            "stopping: the best plan so far is being verified and written",
            "stopped without a plan",
        ),
        Telling(_print, _json, lambda report: verdict_code(report.outcome.verdict)),
        as_json=as_json,
    )


def _print(report: ReplanReport) -> None:
    console = result()
    if report.stays:
        console.print("[bold]the plan in force stays as it is, row by row[/]")
    print_report(_solved(report))
    for remark in report.remarks[:SHOWN]:
        console.print(escape(remark))
    anew = [each for each in report.changes if not each.settled]
    for change in anew[:SHOWN]:
        mark = "[bold]announced[/] " if change.announced else ""
        console.print(f"  {mark}{escape(change.sentence)}")
    if len(anew) > SHOWN:
        more = len(anew) - SHOWN
        console.print(f"{more:,} more changes; the sheet explain_replan and --json have them all")
    if isinstance(report.outcome, Solved) and not report.stays:
        settled = len(report.changes) - len(anew)
        console.print(f"{len(anew):,} decided anew, {settled:,} by what has happened alone")
    if report.price is not None:
        console.print(price_words(report.price))


def _json(report: ReplanReport) -> dict[str, object]:
    price = report.price
    return {
        **report_json(_solved(report)),
        "previous_plan": report.provenance.previous_plan,
        "stays": report.stays,
        "changes": [_change(each) for each in report.changes],
        "price_of_keeping": None
        if price is None
        else {
            "shortfall": asdict(price.shortfall),
            "largest_burden_basis_points": asdict(price.largest),
            "new_money_keur": asdict(price.money),
            "searched": list(price.searched),
            "free_bound": price.free_bound,
            "proven": price.proven,
        },
        "remarks": list(report.remarks),
    }


def _change(each: Changed) -> dict[str, object]:
    return {
        "decision": each.decision,
        "codes": list(each.codes),
        "before": dict(each.before),
        "after": dict(each.after),
        "announced": each.announced,
        "past_only": each.settled,
        "size_keur": each.size,
        "cause": each.cause,
        "words": each.sentence,
    }


def _solved(report: ReplanReport) -> SolveReport:
    """The same as the report of a solve."""
    return SolveReport(
        report.scenario, report.outcome, report.provenance, report.notices, report.output
    )
