"""`allocator keep`."""

from pathlib import Path

from rich.markup import escape

from allocator.app.keep_plan import KeepReport, keep_plan
from allocator.cli.running import Telling, print_written, told
from allocator.cli.terminal import result


def run_keep(plan: Path, workbook: Path, output: Path, *, as_json: bool) -> int:
    """Write the workbook and say what it holds on to; the exit code."""
    return told(
        lambda: keep_plan(plan, workbook, output),
        Telling(lambda report: _print(report, plan.name), _json),
        as_json=as_json,
    )


def _print(report: KeepReport, name: str) -> None:
    console = result()
    for notice in report.notices:
        console.print(f"[dim]notice[/] {escape(str(notice))}")
    console.print(f"in force: {report.rows:,} decisions of {escape(name)}")
    print_written(report.output)


def _json(report: KeepReport) -> dict[str, object]:
    return {
        "verdict": "written",
        "output": str(report.output),
        "rows": report.rows,
        "notices": [notice.model_dump() for notice in report.notices],
    }
