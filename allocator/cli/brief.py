"""`allocator brief`."""

from pathlib import Path

from rich.markup import escape

from allocator.app.brief_plan import BriefReport, Wanted, brief_plan
from allocator.cli.terminal import (
    DONE,
    Failure,
    print_json,
    print_what_if,
    refusals,
    report_failure,
    result,
)


def run_brief(plan: Path, folder: Path | None, wanted: Wanted, *, as_json: bool) -> int:
    """Write what is wanted of a saved plan, say where it is, and return the exit code."""
    try:
        with refusals():
            report = brief_plan(plan, folder or plan.parent, wanted)
    except Failure as failure:
        return report_failure(failure, as_json=as_json)
    if as_json:
        print_json(_json(report))
    else:
        print_what_if(report.view.scenario)
        for path in report.written:
            result().print(f"written: {escape(str(path))}")
    return DONE


def _json(report: BriefReport) -> dict[str, object]:
    return {
        "verdict": "written",
        "what_if": report.view.policy.what_if or None,
        "output": [str(path) for path in report.written],
    }
