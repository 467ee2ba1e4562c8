"""`allocator explain shortfall`."""

from pathlib import Path

from rich.markup import escape
from rich.table import Table

from allocator.app.explain_shortfall import ShortfallReport, explain_shortfall
from allocator.cli.progress_line import progress_line
from allocator.cli.running import Stopping, Telling, print_written, stoppable
from allocator.cli.terminal import (
    print_what_if,
    result,
    talk,
)
from allocator.explain.marginal.words import figure
from allocator.explain.shortfall.explanation import Explanation, Lever
from allocator.explain.shortfall.oracle import aims_of
from allocator.explain.shortfall.question import Question
from allocator.explain.shortfall.sheet import BLANK, certainty
from allocator.explain.shortfall.words import effect, others_won, price


def run_shortfall(
    workbook: Path,
    plan: Path,
    capability: str,
    period: str | None,
    output: Path | None,
    seed: int,
    workers: int | None,
    *,
    as_json: bool,
) -> int:
    """Explain the shortfall, print the answer, and return the exit code."""
    return stoppable(
        lambda line, stop: explain_shortfall(
            workbook,
            plan,
            capability,
            period,
            output,
            seed=seed,
            workers=workers,
            observer=line.doing,
            stop=stop,
        ),
        progress_line(talk()),
        Stopping("stopping: what was found so far is being told", "stopped without an answer"),
        Telling(lambda report: _print(report, asked=output is not None), _json),
        as_json=as_json,
    )


def _print(report: ShortfallReport, *, asked: bool) -> None:
    print_what_if(report.view.scenario)
    console = result()
    for sentence in report.sentences:
        console.print(escape(sentence))
    if report.told is not None and (report.told.alone or report.told.together):
        console.print(_table(report.told))
        if not report.told.finished:
            console.print("[bold yellow]incomplete: stopped before everything was asked[/]")
    print_written(report.output)
    if asked and report.output is None:
        console.print("nothing to explain: no copy was written")


def _table(told: Explanation) -> Table:
    table = Table(title="what would win units")
    for header in ("cell", "figure", "changed to"):
        table.add_column(header, no_wrap=header == "cell")
    for header in ("won", "missing"):
        table.add_column(header, justify="right")
    table.add_column("certainty")
    for lever in _levers(told):
        figures, found = dict(lever.sized.figures), lever.sized.found
        for place, one in enumerate(lever.cells):
            value = figures.get(one.name)
            changed = BLANK if value is None else figure(one, value)
            won = (f"{told.base.units - found.units:,}", f"{found.units:,}") if not place else ()
            sure = (certainty(told.base, found),) if not place else ()
            texts = (one.cell, figure(one, one.own), changed, *won, *sure)
            table.add_row(*map(escape, texts), end_section=one is lever.cells[-1])
    return table


def _levers(told: Explanation) -> tuple[Lever, ...]:
    joint = told.together
    return (*told.alone, *([joint] if joint is not None and len(joint.cells) > 1 else []))


def _json(report: ShortfallReport) -> dict[str, object]:
    told, question = report.told, report.question
    content: dict[str, object] = {
        "what_if": report.view.policy.what_if or None,
        "capability": report.capability,
        "period": report.period,
        "missing": told.missing if told else 0,
        "sentences": list(report.sentences),
        "output": str(report.output) if report.output else None,
    }
    if told is None or question is None:
        return content
    arrives = told.dates.arrives
    return content | {
        "finished": told.finished,
        "way": "whole" if told.whole else "nearby",
        "missing_as_things_are": told.base.units,
        "missing_without_limits_but_time": told.least,
        "missing_without_limits": told.ever,
        "alone": [_lever_json(report, question, told, lever) for lever in told.alone],
        "together": _lever_json(report, question, told, told.together) if told.together else None,
        "not_told_apart": [[one.cell for one in crowd] for crowd in told.crowds],
        "met_in_the_plan": told.dates.met,
        "first_arrival": None if arrives is None else {"line": arrives[0], "period": arrives[2]},
        "closes": told.dates.closes,
    }


def _lever_json(
    report: ShortfallReport, question: Question, told: Explanation, lever: Lever
) -> dict[str, object]:
    figures, found = dict(lever.sized.figures), lever.sized.found
    return {
        "cells": [
            {
                "cell": one.cell,
                "kind": one.kind,
                "codes": list(one.key),
                "says": one.words,
                "figure": one.own,
                "changed_to": figures.get(one.name),
            }
            for one in lever.cells
        ],
        "units_won": told.base.units - found.units,
        "missing": found.units,
        "certainty": certainty(told.base, found),
        "more": {aim: price(question, told.base, found, aim) for aim in aims_of(question)},
        "others_won": [
            {"capability": code, "period": period, "units": units}
            for code, period, units in others_won(told, told.base.missing, found.missing)
        ],
        "words": effect(report.view, question, told, lever),
    }
