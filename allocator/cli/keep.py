"""`allocator keep`."""

from pathlib import Path

from rich.markup import escape

from allocator.app.keep_plan import keep_plan
from allocator.cli.terminal import DONE, Failure, print_json, refusals, report_failure, result


def run_keep(plan: Path, workbook: Path, output: Path, *, as_json: bool) -> int:
    """Write the workbook and say what it holds on to; the exit code."""
    try:
        with refusals():
            report = keep_plan(plan, workbook, output)
    except Failure as failure:
        return report_failure(failure, as_json=as_json)
    if as_json:
        print_json(
            {
                "verdict": "written",
                "output": str(report.output),
                "rows": report.rows,
                "notices": [notice.model_dump() for notice in report.notices],
            }
        )
        return DONE
    console = result()
    for notice in report.notices:
        console.print(f"[dim]notice[/] {escape(str(notice))}")
    console.print(f"in force: {report.rows:,} decisions of {escape(plan.name)}")
    console.print(f"written: {escape(str(report.output))}")
    return DONE
