"""`allocator brief`."""

from pathlib import Path

from allocator.app.brief_plan import BriefReport, Wanted, brief_plan
from allocator.cli.running import Telling, print_written, told
from allocator.cli.terminal import (
    print_what_if,
)


def run_brief(plan: Path, folder: Path | None, wanted: Wanted, *, as_json: bool) -> int:
    """Write what is wanted of a saved plan, say where it is, and return the exit code."""
    return told(
        lambda: brief_plan(plan, folder or plan.parent, wanted),
        Telling(_print, _json),
        as_json=as_json,
    )


def _print(report: BriefReport) -> None:
    print_what_if(report.view.scenario)
    print_written(*report.written)


def _json(report: BriefReport) -> dict[str, object]:
    return {
        "verdict": "written",
        "what_if": report.view.policy.what_if or None,
        "output": [str(path) for path in report.written],
    }
