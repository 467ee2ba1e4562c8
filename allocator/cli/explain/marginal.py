"""`allocator explain marginal`."""

from fractions import Fraction
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from allocator.app.explain_marginal import MarginalReport, explain_marginal
from allocator.cli.counting import count_line
from allocator.cli.running import Stopping, Telling, print_written, stoppable
from allocator.cli.terminal import (
    print_what_if,
    result,
    talk,
)
from allocator.explain.marginal.ranked import Ranked, Step
from allocator.explain.marginal.sheet import best_sentences
from allocator.explain.marginal.words import CERTAINTY, figure, in_words, span
from allocator.report.numbers import MILLION, rounded

SHOWN, SENTENCES = 25, 5
"""Rows and sentences on the terminal; sheet and JSON have all."""


def run_marginal(
    workbook: Path,
    plan: Path,
    output: Path | None,
    journal: Path | None,
    time_limit: float | None,
    seed: int,
    workers: int | None,
    *,
    as_json: bool,
) -> int:
    """Try the limits, print what they are worth, and return the exit code."""
    return stoppable(
        lambda line, stop: explain_marginal(
            workbook,
            plan,
            output,
            journal,
            time_limit=time_limit,
            seed=seed,
            workers=workers,
            observer=lambda told: line.count(told.done, told.planned),
            stop=stop,
        ),
        count_line(talk()),
        Stopping(
            "stopping: what is done so far is being told",
            "stopped; a journal keeps what was done",
        ),
        Telling(_print, _json),
        as_json=as_json,
    )


def _print(report: MarginalReport) -> None:
    print_what_if(report.view.scenario)
    console = result()
    if not report.cells:
        console.print("The plan has reached no limit.")
    for sentence in best_sentences(report.view, report.cells, report.aims, SENTENCES):
        console.print(escape(sentence))
    if report.cells:
        console.print(_table(report))
    if len(report.cells) > SHOWN:
        console.print(f"{len(report.cells) - SHOWN:,} more cells; -o and --json have them all")
    if not report.found.finished:
        console.print("[bold yellow]incomplete: stopped before everything was tried[/]")
    print_written(report.output)


def _table(report: MarginalReport) -> Table:
    shown = [(cell, step) for cell in report.cells[:SHOWN] for step in cell.steps if step.tried]
    alike = len({step.certainty for _, step in shown}) == 1
    caption = CERTAINTY[shown[0][1].certainty] if shown and alike else None
    table = Table(title="what limits are worth", caption=caption)
    for header in ("cell", "figure", "other"):
        table.add_column(header, no_wrap=header == "cell")
    for header in ("shortfall less by", "burden less by", "EUR m less"):
        table.add_column(header, justify="right")
    if not alike:
        table.add_column("certainty")
    for cell, step in shown:
        texts = _cells(report, cell, step)
        table.add_row(*map(escape, texts[:-1] if alike else texts))
    return table


def _cells(report: MarginalReport, cell: Ranked, step: Step) -> tuple[str, ...]:
    one = cell.stipulation
    gains = dict(zip(report.aims, step.gains, strict=True)) if step.gains else {}
    shortfall, spread, cost = (gains.get(aim) for aim in ("shortfall", "spread", "cost"))
    return (
        one.cell,
        figure(one, one.own),
        span(one, step),
        f"{shortfall.found:,}" if shortfall else "",
        f"{rounded(Fraction(spread.found, 100), 2)} points" if spread and spread.found else "",
        MILLION.number(cost.found // 1_000) if cost and cost.found else "",
        CERTAINTY[step.certainty],
    )


def _json(report: MarginalReport) -> dict[str, object]:
    """Every cell in its rank; money in EUR, burdens in basis points, figures as they are counted
    (kEUR, basis points, thousandths of a unit)."""
    return {
        "what_if": report.view.policy.what_if or None,
        "finished": report.found.finished,
        "way": "whole" if report.found.whole else "nearby",
        "output": str(report.output) if report.output else None,
        "cells": [_cell_json(report, cell) for cell in report.cells],
    }


def _cell_json(report: MarginalReport, cell: Ranked) -> dict[str, object]:
    one = cell.stipulation
    return {
        "cell": one.cell,
        "kind": one.kind,
        "codes": list(one.key),
        "says": one.words,
        "figure": one.own,
        "measure": one.measure,
        "keeps_short": list(cell.worth.reached.capabilities),
        "complete": cell.worth.complete,
        "steps": [_step_json(report, cell, step) for step in cell.steps],
    }


def _step_json(report: MarginalReport, cell: Ranked, step: Step) -> dict[str, object]:
    return {
        "from": step.first,
        "to": step.last,
        "own": step.own,
        "tried": list(step.tried),
        "certainty": step.certainty,
        "less": {aim: gain._asdict() for aim, gain in zip(report.aims, step.gains, strict=False)},
        "won": [
            {"capability": code, "period": period, "units": units}
            for code, period, units in step.won
        ],
        "words": in_words(report.view, cell, step, report.aims) if step.tried else "",
    }
