"""`allocator explain conflict`."""

from collections.abc import Sequence
from pathlib import Path
from typing import cast

from rich.markup import escape
from rich.table import Table

from allocator.app.conflict_cells import conflict_cell
from allocator.app.explain_conflict import ConflictReport, Listener, Request, explain_conflict
from allocator.cli.explain.conflict_json import report_json
from allocator.cli.progress_line import ProgressLine, progress_line
from allocator.cli.running import Stop, Stopping, Telling, stoppable
from allocator.cli.solve_report import print_rows
from allocator.cli.terminal import (
    DONE,
    INFEASIBLE,
    UNDECIDED,
    print_what_if,
    result,
    talk,
)
from allocator.domain.outcome import Infeasible
from allocator.domain.plan import Plan
from allocator.engine.effort import Effort
from allocator.explain.conflict.conflict import Conflict, Conflicts
from allocator.explain.conflict.words import authority, headline, meaning, proof
from allocator.explain.repair.repair import Repair
from allocator.explain.repair.words import change_text, exact_text, sentence

VERDICTS = {
    "feasible": "feasible: the workbook has a plan, and nothing conflicts",
    "infeasible": "infeasible: no plan holds the whole workbook",
    "undecided": "undecided: neither a plan nor a proof that there is none was found",
}


def run_conflict(
    workbook: Path,
    apply: Path | None,
    keep: Sequence[str],
    count: int,
    output: Path | None,
    overlay: str,
    effort: str,
    seed: int,
    workers: int | None,
    *,
    as_json: bool,
) -> int:
    """Find conflicts and the smallest repair, print them, and return the exit code.

    0 where there is a plan, for the workbook or for the repaired copy that was asked for.
    """
    request = Request(
        workbook, apply, output, tuple(keep), count, cast(Effort, effort), seed, workers, overlay
    )

    def asking(line: ProgressLine, stop: Stop) -> ConflictReport:
        line.say(f"[dim]asking {escape(workbook.name)}; Ctrl-C tells what is known by then[/]")
        return explain_conflict(request, Listener(line.show, line.doing, stop))

    return stoppable(
        asking,
        progress_line(talk()),
        Stopping("stopping: what is known so far is being told", "stopped without an answer"),
        Telling(_print, report_json, _code),
        as_json=as_json,
    )


def _code(report: ConflictReport) -> int:
    if report.verdict == "feasible" or report.applied is not None:
        return DONE
    return INFEASIBLE if report.verdict == "infeasible" else UNDECIDED


def _print(report: ConflictReport) -> None:
    console = result()
    print_what_if(report.scenario)
    console.print(f"[bold]{VERDICTS[report.verdict]}[/]")
    if report.conflicts is not None:
        _print_conflicts(report.conflicts)
    if not isinstance(report.outcome, Plan):
        if not report.conflicts or not report.conflicts.found:
            _print_hints(report)
        _print_repair(report)
    for what, path in (("answer", report.output), ("repaired workbook", report.applied)):
        if path is not None:
            console.print(f"{what} written: {escape(str(path))}")
    for notice in report.notices:
        talk().print(f"[dim]notice {escape(str(notice))}[/]")


def _print_conflicts(found: Conflicts) -> None:
    console = result()
    console.print(headline(found))
    for number, conflict in enumerate(found.found, 1):
        console.print(f"\n[bold]conflict {number}[/]: {escape(meaning(conflict))}")
        console.print(_members(conflict))
        console.print(escape(proof(conflict)))
    if found.ended:
        console.print("stopped: there may be others")


def _members(conflict: Conflict) -> Table:
    table = Table("cell", "what it says", "who can change it", "basis", box=None)
    for one in conflict.members:
        table.add_row(*(escape(text) for text in (one.cell, one.words, authority(one), one.basis)))
    return table


def _print_hints(report: ConflictReport) -> None:
    """What gave way in the least violation found: all that is known where no conflict is."""
    if isinstance(report.outcome, Infeasible):
        print_rows(report.scenario, report.outcome)
    elif not isinstance(report.outcome, Plan):
        for row in report.outcome.rows:
            cell = escape(conflict_cell(report.scenario, row))
            result().print(f"  {cell} still gives way by {row.amount:,}")


def _print_repair(report: ConflictReport) -> None:
    console = result()
    console.print(f"\n[bold]repair[/]: {escape(sentence(report.repair))}")
    if not isinstance(report.repair, Repair):
        return
    table = Table("cell", "what it says", box=None)
    for name in ("today", "after the repair", "change"):
        table.add_column(name, justify="right")
    for move in report.repair.moves:
        one = move.stipulation
        texts = (one.cell, one.words, exact_text(one, one.own), exact_text(one, move.value))
        table.add_row(*(escape(text) for text in (*texts, change_text(move))))
    console.print(table)
