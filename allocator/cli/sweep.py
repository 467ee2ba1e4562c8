"""`allocator sweep`."""

from fractions import Fraction
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from allocator.app.sweep_workbook import Placed, SweepReport, Wanted, sweep_workbook
from allocator.cli.counting import count_line
from allocator.cli.running import Stopping, Telling, print_written, searching, stoppable
from allocator.cli.terminal import (
    DONE,
    INFEASIBLE,
    UNDECIDED,
    print_what_if,
    result,
    talk,
)
from allocator.study.sweep.sentences import sentences
from allocator.study.sweep.told import Told

SHOWN = 30
"""Futures on the terminal; the workbook, the store and JSON have all."""


def run_sweep(
    workbook: Path,
    wanted: Wanted,
    output: Path | None,
    store: Path | None,
    journal: Path | None,
    cluster: str | None,
    effort: str,
    time_limit: float | None,
    seed: int,
    workers: int | None,
    *,
    as_json: bool,
) -> int:
    """Solve the futures, print what they have in common, and return the exit code."""
    target = output or Path("outputs") / f"{workbook.stem}-sweep.xlsx"
    search = searching(effort, time_limit, seed, workers)
    placed = Placed(target, store, journal, cluster)
    return stoppable(
        lambda line, stop: sweep_workbook(
            workbook,
            wanted,
            placed,
            search,
            observer=lambda planned, standing: line.count(standing.done, planned),
            stop=stop,
        ),
        count_line(talk(), "futures"),
        Stopping(
            "stopping: what is done so far is being put together",
            "stopped; a journal keeps what was done",
        ),
        Telling(_print, _json, _code),
        as_json=as_json,
    )


def _code(report: SweepReport) -> int:
    if report.summary.solved:
        return DONE
    verdicts = {future.verdict for future in report.summary.futures}
    return INFEASIBLE if verdicts == {"infeasible"} else UNDECIDED


def _print(report: SweepReport) -> None:
    print_what_if(report.scenario)
    console = result()
    for sentence in sentences(report.summary, report.scenario):
        console.print(escape(sentence))
    if report.summary.futures:
        console.print(_table(report))
    if len(report.summary.futures) > SHOWN:
        more = len(report.summary.futures) - SHOWN
        console.print(f"{more:,} more futures; the workbook, --store and --json have them all")
    for future in report.summary.futures:
        if future.draw is None and future.reasons:
            console.print(f"[bold]{escape(future.name)}[/] {future.verdict}:")
            for reason in future.reasons:
                console.print(f"  {escape(reason)}")
    for failure in report.failures:
        console.print(f"[bold red]failed[/] {escape(failure.key)}: {escape(failure.error)}")
    if not report.finished:
        done = len(report.summary.futures)
        console.print(f"[bold yellow]incomplete: {done:,} of {report.planned:,} futures[/]")
    print_written(report.output, report.store)


def _table(report: SweepReport) -> Table:
    table = Table(title=f"futures of {escape(report.scenario.policy.title)}")
    for header in ("future", "verdict"):
        table.add_column(header, no_wrap=True)
    last = report.scenario.periods[-1].code
    for header in (f"European {last}", f"missing {last}", "largest burden", "new money, EUR m"):
        table.add_column(header, justify="right")
    for future in report.summary.futures[:SHOWN]:
        table.add_row(escape(future.name), future.verdict, *_figures(future))
    return table


def _figures(future: Told) -> tuple[str, ...]:
    if future.plan is None:
        return ("",) * 4
    burdens = future.burdens or {}
    return (
        f"{float(100 * future.european_last):.1f} %",
        f"{float(100 * future.missing_last):.1f} %",
        f"{max((points for points, _ in burdens.values()), default=0) / 100:.2f} %",
        f"{float(Fraction(sum(money for _, money in burdens.values()), 1_000)):,.1f}",
    )


def _json(report: SweepReport) -> dict[str, object]:
    return {
        "what_if": report.scenario.policy.what_if or None,
        "finished": report.finished,
        "planned": report.planned,
        "output": str(report.output) if report.output else None,
        "store": str(report.store) if report.store else None,
        "sentences": list(sentences(report.summary, report.scenario)),
        "futures": [
            {
                "future": future.name,
                "scenario": future.scenario,
                "draw": future.draw,
                "verdict": future.verdict,
                "reasons": list(future.reasons),
                "european_share": float(future.european) if future.plan else None,
                "missing_share": float(future.missing) if future.plan else None,
                "european_share_last": float(future.european_last) if future.plan else None,
                "missing_share_last": float(future.missing_last) if future.plan else None,
                "aims": {name: aim.value for name, aim in (future.aims or {}).items()},
                "bounds": {name: aim.bound for name, aim in (future.aims or {}).items()},
            }
            for future in report.summary.futures
        ],
        "failed": [{"future": each.key, "error": each.error} for each in report.failures],
    }
