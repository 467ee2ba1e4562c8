"""`allocator explain alternatives`."""

from fractions import Fraction
from pathlib import Path
from typing import cast

from rich.markup import escape
from rich.table import Table

from allocator.app.explain_alternatives import AlternativesReport, explain_alternatives
from allocator.cli.progress_line import progress_line
from allocator.cli.running import Stopping, Telling, print_written, stoppable
from allocator.cli.terminal import (
    print_what_if,
    result,
    talk,
)
from allocator.engine.effort import Effort
from allocator.explain.alternatives.alternatives import Alternative, Alternatives
from allocator.explain.alternatives.frequency import carried_over, given_over
from allocator.explain.alternatives.sentences import payers, sentences
from allocator.report.names import capability_name
from allocator.report.numbers import per_cent, units

SHOWN = 15
"""Rows of a list on the terminal; sheet and JSON have all."""


def run_alternatives(
    workbook: Path,
    plan: Path,
    count: int,
    within: str,
    output: Path | None,
    effort: str,
    seed: int,
    workers: int | None,
    *,
    as_json: bool,
) -> int:
    """Look for other plans, print what they share, and return the exit code."""
    return stoppable(
        lambda line, stop: explain_alternatives(
            workbook,
            plan,
            count,
            within,
            output,
            effort=cast(Effort, effort),
            seed=seed,
            workers=workers,
            observer=line.show,
            stop=stop,
        ),
        progress_line(talk()),
        Stopping(
            "stopping: the plans found so far are being told",
            "stopped without an answer",
        ),
        Telling(_print, _json),
        as_json=as_json,
    )


def _print(report: AlternativesReport) -> None:
    found, console = report.found, result()
    print_what_if(found.known.scenario)
    for sentence in sentences(found):
        console.print(escape(sentence))
    if found.found:
        console.print(_plans(found))
        for place, other in enumerate(found.found, 1):
            more, less = payers(found, other)
            console.print(escape(f"plan {place}: pays most more: {more}; pays most less: {less}"))
        console.print(_open(found))
    print_written(report.output)


def _plans(found: Alternatives) -> Table:
    table = Table("plan", box=None)
    for name in ("moved", "apart", *found.worth):
        table.add_column(name, justify="right")
    for place, other in enumerate(found.found, 1):
        rises = (_rise(other.aims[aim], value) for aim, value in found.worth.items())
        shares = (per_cent(other.moved), per_cent(other.apart))
        table.add_row(str(place), *shares, *rises)
    return table


def _rise(after: int, before: int) -> str:
    """How much worse an aim is; better below nought."""
    if after == before:
        return "0"
    return per_cent(Fraction(after - before, before), 2) if before else f"{after:,}"


def _open(found: Alternatives) -> Table:
    """What is most open to negotiation."""
    table = Table("state", "capability", box=None)
    for name in ("in the plan", "least", "most", "plans that give as much"):
        table.add_column(name, justify="right")
    for each in given_over(found.views)[:SHOWN]:
        if not each.decided:
            table.add_row(
                escape(found.known.state_name(each.state)),
                escape(capability_name(found.known, each.capability)),
                *(units(amount) for amount in (each.known, each.least, each.most)),
                f"{each.same} of {len(found.found)}",
            )
    return table


def _json(report: AlternativesReport) -> dict[str, object]:
    found = report.found
    return {
        "verdict": "found" if found.found else "none",
        "what_if": found.known.policy.what_if or None,
        "wanted": found.wanted,
        "within_basis_points": found.within,
        "exact": found.exact,
        "sentences": list(sentences(found)),
        "aims_of_the_plan": dict(found.worth),
        "plans": [_plan_json(found, other) for other in found.found],
        "burdens": [
            {
                "state": each.state,
                "basis_points": [each.known, each.least, each.most],
                "new_money_keur": [each.money, each.least_money, each.most_money],
            }
            for each in carried_over(found.views)
        ],
        "given": [
            {
                "state": each.state,
                "capability": each.capability,
                "units": [float(amount) for amount in (each.known, each.least, each.most)],
                "same": each.same,
                "decided": each.decided,
            }
            for each in given_over(found.views)
        ],
        "output": str(report.output) if report.output else None,
    }


def _plan_json(found: Alternatives, other: Alternative) -> dict[str, object]:
    more, less = payers(found, other)
    return {
        "aims": dict(other.aims),
        "moved": float(other.moved),
        "apart": float(other.apart),
        "pays_most_more": more,
        "pays_most_less": less,
        "verified": True,
    }
