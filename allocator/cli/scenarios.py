"""`allocator scenarios`."""

from dataclasses import asdict
from itertools import groupby
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from allocator.app.list_scenarios import (
    DifferenceReport,
    ScenariosReport,
    differences_of,
    list_scenarios,
)
from allocator.cli.running import Telling, told
from allocator.cli.terminal import (
    DONE,
    INPUT,
    result,
)
from allocator.domain.overlay import Difference
from allocator.report.prose import readable, whole_listing

SHOWN = 200
"""Cells on the terminal; JSON has all."""
LONGEST = 60
"""Characters of what stands in a cell."""
LONGEST_NOTE = 240


def run_scenarios(workbook: Path, name: str | None, *, as_json: bool) -> int:
    """Print the scenarios of a workbook, or what one makes otherwise; the exit code.

    That of an input with problems, too, where the workbook is fine and one of its scenarios makes
    one of it that cannot be read.
    """
    file = workbook.name
    if name is not None:
        return told(
            lambda: differences_of(workbook, name),
            Telling(_print_differences, lambda report: _difference_json(report, file)),
            as_json=as_json,
        )
    return told(
        lambda: list_scenarios(workbook),
        Telling(
            lambda report: _print_list(report, file),
            lambda report: _listed_json(report, file),
            lambda report: INPUT if any(each.problems for each in report.scenarios) else DONE,
        ),
        as_json=as_json,
    )


def _print_list(report: ScenariosReport, file: str) -> None:
    console = result()
    if not report.scenarios:
        console.print(f"{escape(file)} has no scenarios: its sheet scenarios has no rows")
    table = Table("scenario", box=None)
    table.add_column("cells", justify="right")
    table.add_column("in")
    for listed in report.scenarios:
        cells = "[bold red]unreadable[/]" if listed.problems else f"{len(listed.differences):,}"
        table.add_row(escape(listed.name), cells, whole_listing(listed.sheets))
    if report.scenarios:
        console.print(table)
    for listed in report.scenarios:
        for problem in listed.problems:
            told = escape(f"{listed.name}: {readable(str(problem), 600)}")
            console.print(f"[bold red]problem[/] {told}")
    if report.uncertain:
        console.print(f"{report.uncertain:,} figures may stray (sheet uncertainties)")


def _listed_json(report: ScenariosReport, file: str) -> dict[str, object]:
    broken = any(listed.problems for listed in report.scenarios)
    return {
        "verdict": "scenarios that cannot be read" if broken else "readable",
        "input": file,
        "input_sha256": report.sha256,
        "scenarios": [
            {
                "name": listed.name,
                "cells": len(listed.differences),
                "sheets": list(listed.sheets),
                "problems": [problem.model_dump() for problem in listed.problems],
            }
            for listed in report.scenarios
        ],
        "uncertain_figures": report.uncertain,
    }


def _difference_json(report: DifferenceReport, file: str) -> dict[str, object]:
    return {
        "verdict": "readable",
        "input": file,
        "input_sha256": report.sha256,
        "scenario": report.name,
        "differences": [
            {**asdict(one), "notes": _notes(report, one)} for one in report.differences
        ],
    }


def _print_differences(report: DifferenceReport) -> None:
    """Cells below the cells that ask for them."""
    console = result()
    count = len(report.differences)
    cells = "1 cell is" if count == 1 else f"{count:,} cells are"
    console.print(f"[bold]{escape(report.name)}[/]: {cells} otherwise")
    shown = report.differences[:SHOWN]
    for asked, found in groupby(shown, lambda one: one.asked):
        same = list(found)
        notes = "; ".join(_notes(report, same[0]))
        told = f"  {readable(notes, LONGEST_NOTE)}" if notes else ""
        console.print(f"[bold]{escape(asked)}[/]{escape(told)}")
        for one in same:
            console.print(f"  {escape(_line(one))}")
    if count > SHOWN:
        console.print(f"{count - SHOWN:,} more: --json names them all")


def _line(one: Difference) -> str:
    key = readable(", ".join(one.key), LONGEST)
    before, after = (readable(text, LONGEST) or "(blank)" for text in (one.before, one.after))
    return f"{one.address} {key}: {one.column} {before} \u2192 {after}"


def _notes(report: DifferenceReport, one: Difference) -> list[str]:
    notes = (report.notes.get(address, "") for address in one.asked.split(", "))
    return list(dict.fromkeys(filter(None, notes)))
