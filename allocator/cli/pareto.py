"""`allocator pareto`."""

from fractions import Fraction
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from allocator.app.pareto_workbook import ParetoReport, Placed, Wanted, pareto_workbook
from allocator.app.solve_workbook import Search
from allocator.cli.counting import count_line
from allocator.cli.running import Stopping, Telling, print_written, stoppable, verdict_code
from allocator.cli.solve_report import VERDICTS, print_rows, rows_json
from allocator.cli.terminal import (
    DONE,
    print_what_if,
    result,
    talk,
)
from allocator.domain.policy import AimName
from allocator.report.numbers import MILLION, per_cent, per_cent_of_key, rounded, units
from allocator.study.pareto.curve import Curve, Plotted
from allocator.study.pareto.sentences import sentences
from allocator.study.pareto.sheet import HEADS, proof, remark

SHOWN = 40
"""Points on the terminal; the workbook and JSON have all."""


def run_pareto(
    workbook: Path,
    wanted: Wanted,
    placed: Placed,
    search: Search,
    overlay: str,
    *,
    as_json: bool,
) -> int:
    """Search for the front, print it, and return the exit code."""
    return stoppable(
        lambda line, stop: pareto_workbook(
            workbook,
            wanted,
            placed,
            search,
            overlay=overlay,
            observer=line.count,
            stop=stop,
        ),
        count_line(talk(), "searches"),
        Stopping(
            "stopping: what was found so far is being put together",
            "stopped; a journal keeps what was found",
        ),
        Telling(_print, _json, _code),
        as_json=as_json,
    )


def _code(report: ParetoReport) -> int:
    return DONE if report.unsolved is None else verdict_code(report.unsolved.verdict)


def _print(report: ParetoReport) -> None:
    print_what_if(report.scenario)
    console, found = result(), report.curve
    for failure in report.failures:
        console.print(f"[bold red]failed[/] {escape(failure.key)}: {escape(failure.error)}")
    if report.unsolved is not None or found is None:
        if report.unsolved is not None:
            console.print(f"[bold]{VERDICTS[report.unsolved.verdict]}[/]")
            print_rows(report.scenario, report.unsolved)
        return
    for sentence in sentences(found):
        console.print(escape(sentence))
    console.print(_table(report, found))
    if len(found.plotted) > SHOWN:
        more = len(found.plotted) - SHOWN
        console.print(f"{more:,} more points; the workbook and --json have them all")
    if found.left:
        console.print(
            f"[bold yellow]incomplete: {len(found.left):,} regions were not searched to their "
            "end[/]"
        )
    print_written(report.output)
    if report.plans:
        count, folder = len(report.plans), report.plans[0].parent
        console.print(f"written: {count:,} plans in {escape(str(folder))}")


def _table(report: ParetoReport, found: Curve) -> Table:
    table = Table(title=f"front of {escape(report.scenario.policy.title)}")
    table.add_column("", justify="right", no_wrap=True)
    for aim in found.aims:
        table.add_column(HEADS[aim][0], justify="right", no_wrap=True)
    for header in ("proof", "gap", "new money,\nEUR m", "European\nshare"):
        table.add_column(header, justify="right", no_wrap=True)
    table.add_column("remark")
    for place, each in enumerate(found.plotted[:SHOWN]):
        table.add_row(
            str(place + 1),
            *(_text(aim, value) for aim, value in zip(found.aims, each.values, strict=True)),
            proof(found, each),
            per_cent(each.gap, 2) if each.gap else "",
            MILLION.number(each.figures.money),
            per_cent(each.figures.european),
            remark(found, place) or "",
        )
    return table


def _text(aim: AimName, value: int) -> str:
    if aim == "spread":
        return per_cent_of_key(value)
    return rounded(Fraction(value, 1_000_000), 1) if aim == "cost" else units(value)


def _json(report: ParetoReport) -> dict[str, object]:
    found, unsolved = report.curve, report.unsolved
    head: dict[str, object] = {
        "verdict": "written" if unsolved is None else unsolved.verdict,
        "what_if": report.scenario.policy.what_if or None,
        "output": str(report.output) if report.output else None,
        "plans": list(map(str, report.plans)),
        "failed": [{"search": each.key, "error": each.error} for each in report.failures],
    }
    if found is None:
        return head | ({} if unsolved is None else rows_json(report.scenario, unsolved))
    return head | {
        "aims": list(found.aims),
        "complete": found.complete,
        "finished": found.finished,
        "searches": found.made,
        "undecided": float(found.undecided),
        "knee": None if found.knee is None else found.knee + 1,
        "sentences": list(sentences(found)),
        "points": [_point(found, each) for each in found.plotted],
        "not_searched": [
            {
                "at_least": dict(zip(found.aims, least, strict=True)),
                "below": {
                    aim: limit
                    for aim, limit, top in zip(found.aims, below, found.unlimited, strict=True)
                    if limit < top
                },
            }
            for least, below in found.left
        ],
    }


def _point(found: Curve, each: Plotted) -> dict[str, object]:
    return {
        "values": dict(zip(found.aims, each.values, strict=True)),
        "proven": each.point.proven,
        "bound": each.bound,
        "gap": float(each.gap),
        "shortfall": each.figures.shortfall,
        "largest_burden_basis_points": each.figures.largest,
        "new_money_keur": each.figures.money,
        "european_share": float(each.figures.european),
    }
