"""`allocator track PLAN ACTUALS`."""

from collections.abc import Sequence
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from allocator.app.track_workbook import TrackReport, track_workbook
from allocator.cli.progress_line import ProgressLine, progress_line
from allocator.cli.running import Stop, Stopping, Telling, print_written, searching, stoppable
from allocator.cli.terminal import print_what_if, result, talk
from allocator.cli.track_json import track_json
from allocator.report.numbers import month_name, per_cent, rounded
from allocator.study.track.figure_sheet import alliance
from allocator.study.track.headlines import Headline, headlines
from allocator.study.track.progress_words import beside, sentences
from allocator.tables.table import exact, plain

CAUSES = 3
"""Chains of causes on the terminal; the workbook and JSON have all."""
COLOURS = {"green": "green", "amber": "yellow", "red": "bold red", "grey": "dim"}


def run_track(
    plan: Path,
    actuals: Path,
    output: Path | None,
    states: Sequence[str] | None,
    effort: str,
    time_limit: float | None,
    seed: int,
    workers: int | None,
    *,
    as_json: bool,
) -> int:
    """Write the progress report, print its headlines, and return the exit code.

    It has a page of each of `states`; None: of all.
    """
    target = output or Path("outputs") / f"{plan.stem}-progress.xlsx"
    search = searching(effort, time_limit, seed, workers)

    def tracking(line: ProgressLine, stop: Stop) -> TrackReport:
        line.doing("holding the plan against its actuals; Ctrl-C ends the search for the forecast")
        return track_workbook(plan, actuals, target, search, states=states, stop=stop)

    return stoppable(
        tracking,
        progress_line(talk()),
        Stopping("stopping: the report is made of the best forecast so far", "stopped"),
        Telling(_print, track_json),
        as_json=as_json,
    )


def _print(report: TrackReport) -> None:
    found = report.found
    print_what_if(found.scenario)
    console = result()
    console.print(_table(report))
    for words in sentences(found, report.view):
        console.print(escape(words))
    if found.chains:
        console.print(f"[bold]What began it[/] ({beside(found, CAUSES)})")
        for chain in found.chains[:CAUSES]:
            console.print(f"  {escape(chain.sentence)}")
    print_written(report.output)


def _table(report: TrackReport) -> Table:
    found = report.found
    figures = alliance(found, report.view)
    table = Table(
        title=f"{escape(report.view.policy.title)}, as of {month_name(found.past.as_of)}",
        show_header=False,
    )
    for card in headlines(found, report.view, figures):
        colour = COLOURS[card.light]
        table.add_row(
            f"[{colour}]{card.light}[/]", escape(card.label), shown(card), escape(card.note)
        )
    return table


def shown(card: Headline) -> str:
    """The figure as a text."""
    value = plain(card.value)
    if isinstance(value, str):
        return value
    return per_cent(exact(value)) if card.kind == "percent" else rounded(exact(value))
