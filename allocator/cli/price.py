"""`allocator price`."""

from pathlib import Path
from typing import cast

from rich.markup import escape
from rich.table import Table

from allocator.app.price_workbook import PriceReport, price_workbook
from allocator.app.solve_workbook import Search
from allocator.cli.progress_line import progress_line
from allocator.cli.running import Telling, print_written, told, verdict_code
from allocator.cli.solve_report import VERDICTS, print_rows, rows_json
from allocator.cli.terminal import (
    DONE,
    print_what_if,
    result,
    talk,
)
from allocator.study.price import Point, Principle


def run_price(
    principle: str,
    workbook: Path,
    target: Path,
    search: Search,
    overlay: str,
    *,
    as_json: bool,
) -> int:
    """Solve the variants, print what they cost, and return the exit code."""
    kind = cast(Principle, principle)

    def priced() -> PriceReport:
        with progress_line(talk()) as line:
            return price_workbook(
                kind, workbook, target, search, overlay=overlay, observer=line.show
            )

    return told(priced, Telling(_print, _json, _code), as_json=as_json)


def _code(report: PriceReport) -> int:
    unsolved = report.price.unsolved
    return DONE if unsolved is None else verdict_code(unsolved.verdict)


def _print(report: PriceReport) -> None:
    print_what_if(report.scenario)
    console, unsolved = result(), report.price.unsolved
    if unsolved is not None:
        console.print(f"[bold]{VERDICTS[unsolved.verdict]}[/]")
        print_rows(report.scenario, unsolved)
    else:
        console.print(_table(report))
        print_written(report.output)


def _table(report: PriceReport) -> Table:
    table = Table(
        title=f"price of {report.price.principle}: {escape(report.scenario.policy.title)}"
    )
    for header in ("plan", "verdict"):
        table.add_column(header)
    for header in ("shortfall", "beyond the first", "new money, EUR m", "ratio", "largest burden"):
        table.add_column(header, justify="right")
    for point in report.price.points:
        factor, beyond = report.price.factor(point), report.price.beyond(point)
        table.add_row(
            escape(point.label),
            point.outcome.verdict,
            "" if point.shortfall is None else f"{point.shortfall.value:,}",
            "" if beyond is None else f"{beyond:+,}" if beyond else "0",
            "" if point.cost is None else f"{point.cost / 1_000:,.1f}",
            "" if factor is None else f"{float(factor):.4f}",
            "" if point.largest is None else f"{point.largest / 100:.2f} %",
        )
    return table


def _json(report: PriceReport) -> dict[str, object]:
    """The points; the rows that give way where none of them has a plan."""
    unsolved = report.price.unsolved
    return {
        "verdict": "written" if unsolved is None else unsolved.verdict,
        "what_if": report.scenario.policy.what_if or None,
        "output": str(report.output) if report.output else None,
        "principle": report.price.principle,
        "points": [_point(point) for point in report.price.points],
        **({} if unsolved is None else rows_json(report.scenario, unsolved)),
    }


def _point(point: Point) -> dict[str, object]:
    return {
        "plan": point.label,
        "level_basis_points": point.level,
        "verdict": point.outcome.verdict,
        "shortfall": None if point.shortfall is None else point.shortfall.value,
        "largest_burden_basis_points": point.largest,
        "new_money_keur": point.cost,
        "missing_return_keur": point.missing,
        "changes": point.changes,
        "change_size": point.change_size,
    }
