"""`allocator export`."""

from collections.abc import Sequence
from pathlib import Path

from rich.markup import escape

from allocator.app.export_workbook import ExportReport, export_workbook
from allocator.cli.running import Telling, print_written, told
from allocator.cli.terminal import result
from allocator.errors import RequestError


def run_export(
    workbook: Path,
    aim: str,
    target: Path,
    holds: Sequence[str],
    plan: Path | None,
    overlay: str,
    *,
    as_json: bool,
) -> int:
    """Write the file and say what is in it; the exit code."""
    return told(
        lambda: export_workbook(
            workbook, target, aim, holds=_values(holds), plan=plan, overlay=overlay
        ),
        Telling(_print_report, lambda report: _report_json(report, workbook)),
        as_json=as_json,
    )


def _values(holds: Sequence[str]) -> dict[str, int]:
    """By aim, from texts `aim=value`; thousands may be set apart as `solve` prints them."""
    values: dict[str, int] = {}
    for text in holds:
        aim, sign, number = text.partition("=")
        try:
            # As ASCII: what looks like another digit elsewhere is not one in the file.
            value = int(number.replace(",", "").encode("ascii"))
        except ValueError:
            found = f'read "{number}"' if sign else "no value"
            raise RequestError(
                f'--hold "{text}": {found}; give an aim and a whole number, such as spread=500'
            ) from None
        if aim in values:
            raise RequestError(f"--hold {aim} is given twice; give the lower value alone")
        values[aim] = value
    return values


def _report_json(report: ExportReport, workbook: Path) -> dict[str, object]:
    return {
        "verdict": "written",
        "output": str(report.output),
        "input": workbook.name,
        "what_if": report.what_if or None,
        "scenario_digest": report.scenario_digest,
        "aim": report.aim,
        "unit": report.unit,
        "held": dict(report.held),
        "caps": [cap._asdict() for cap in report.caps],
        "variables": report.variables,
        "rows": report.rows,
        "entries": report.entries,
    }


def _print_report(report: ExportReport) -> None:
    console = result()
    if report.what_if:
        console.print(f"[bold yellow]{escape(report.what_if)}[/]")
    console.print(
        f"minimise {report.aim} ({report.unit}): {report.variables:,} integer variables, "
        f"{report.rows:,} rows, {report.entries:,} entries"
    )
    for aim, value in report.held.items():
        console.print(f"held: {aim} <= {value:,}")
    for level, states in report.caps:
        console.print(f"held: burdens above {level:,} basis points <= {states:,}")
    print_written(report.output)
