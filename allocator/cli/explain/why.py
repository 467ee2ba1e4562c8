"""`allocator explain why`."""

from pathlib import Path
from typing import cast

from rich.markup import escape
from rich.table import Table

from allocator.app.explain_why import WhyReport, explain_why
from allocator.cli.explain.why_json import why_json
from allocator.cli.progress_line import progress_line
from allocator.cli.running import Stopping, Telling, print_written, stoppable, verdict_code
from allocator.cli.terminal import (
    print_what_if,
    result,
    talk,
)
from allocator.engine.effort import Effort
from allocator.explain.why.answer import Answer
from allocator.explain.why.question import Wish
from allocator.explain.why.sentences import asked, sentences
from allocator.explain.why.sheet import aim_row
from allocator.explain.why.shifts import given_shifts, money_shifts
from allocator.report.names import capability_name
from allocator.report.numbers import MILLION, per_cent_of_key, units

SHOWN = 8
"""Rows of a list on the terminal; sheet and JSON have more."""


def run_why(
    workbook: Path,
    plan: Path,
    wish: Wish,
    output: Path | None,
    effort: str,
    seed: int,
    workers: int | None,
    *,
    as_json: bool,
) -> int:
    """Look for the other plan, print what it costs, and return the exit code."""
    return stoppable(
        lambda line, stop: explain_why(
            workbook,
            plan,
            wish,
            output,
            effort=cast(Effort, effort),
            seed=seed,
            workers=workers,
            observer=line.show,
            stop=stop,
        ),
        progress_line(talk()),
        Stopping(
            "stopping: what is found so far is being told",
            "stopped without an answer",
        ),
        Telling(_print, why_json, lambda report: verdict_code(report.answer.verdict)),
        as_json=as_json,
    )


def _print(report: WhyReport) -> None:
    answer, console = report.answer, result()
    print_what_if(answer.before.scenario)
    console.print(f"[bold]{escape(asked(answer.before, answer.question))}[/]")
    for sentence in sentences(answer):
        console.print(escape(sentence))
    if answer.after is not None:
        for table in (_aims(answer), _money(answer), _given(answer)):
            if table.row_count:
                console.print(table)
    print_written(report.output)


def _aims(answer: Answer) -> Table:
    table = Table("aim", "", box=None)
    for name in ("in the plan", "in the other", "change"):
        table.add_column(name, justify="right")
    for aim in answer.aims:
        _, *cells = aim_row(aim)
        table.add_row(aim.name, *(escape(str(cell)) for cell in cells))
    return table


def _money(answer: Answer) -> Table:
    """States that pay more or less, the largest difference first."""
    view, after = answer.before, answer.after
    table = Table("state", box=None)
    for name in ("pays EUR m", "then", "burden", "then"):
        table.add_column(name, justify="right")
    for each in money_shifts(view, after)[:SHOWN] if after else ():
        table.add_row(
            escape(view.state_name(each.state)),
            MILLION.number(each.before),
            MILLION.number(each.after),
            per_cent_of_key(each.burden_before),
            per_cent_of_key(each.burden_after),
        )
    return table


def _given(answer: Answer) -> Table:
    """What states give otherwise, by the part of the requirement that moves."""
    view, after = answer.before, answer.after
    table = Table("state", "capability", box=None)
    for name in ("gives", "then"):
        table.add_column(name, justify="right")
    for each in given_shifts(view, after, answer.question.period)[:SHOWN] if after else ():
        table.add_row(
            escape(view.state_name(each.state)),
            escape(capability_name(view, each.capability)),
            units(each.before),
            units(each.after),
        )
    return table
