"""`allocator verify`."""

from pathlib import Path

from rich.markup import escape

from allocator.app.verify_workbook import VerifyReport, verify_workbook
from allocator.cli.terminal import (
    BROKEN,
    DONE,
    Failure,
    print_json,
    print_what_if,
    refusals,
    report_failure,
    result,
    talk,
)
from allocator.report.prose import whole_listing

MOVED = (
    "rows of the input have moved, or their sources have changed, since the plan was made: "
    "figures were recomputed, places and sources were not compared"
)

EXPLAINED = (
    "explanations are not recomputed, only held against what was written; ask for them again to be "
    "sure of them"
)


def run_verify(workbook: Path | None, plan: Path, *, figures: bool, as_json: bool) -> int:
    """Print what a saved plan breaks; the exit code."""
    try:
        with refusals():
            report = verify_workbook(workbook, plan, figures=figures)
    except Failure as failure:
        return report_failure(failure, as_json=as_json)
    if as_json:
        print_json(_json(report))
    else:
        _print_ignored(report)
        if report.moved:
            talk().print(f"note: {MOVED}")
        if report.explained:
            names = whole_listing(table.name for table in report.explained)
            talk().print(f"note: {escape(names)}: {EXPLAINED}")
    if not report.violations:
        if not as_json:
            family = "every other family" if report.scenario.policy.what_if else "every family"
            reach = " of its long sheets" if report.moved else ""
            scope = f"{family}, aim and figure{reach}" if figures else f"{family} and aim"
            result().print(f"verified: {escape(plan.name)} holds {scope}")
        return DONE
    console = talk()
    console.print(f"[bold red]verification failed[/] ({len(report.violations)})")
    for remark in report.remarks:
        console.print(f"  {escape(remark)}")
    for violation in report.telling:
        console.print(f"  {escape(str(violation))}")
    return BROKEN


def _json(report: VerifyReport) -> dict[str, object]:
    return {
        "verdict": "broken" if report.violations else "verified",
        "verified": not report.violations,
        "what_if": report.scenario.policy.what_if or None,
        "violations": [violation.model_dump() for violation in report.violations],
        "ignored": [violation.model_dump() for violation in report.ignored],
        "note": MOVED if report.moved else None,
        "remarks": list(report.remarks),
        "not_recomputed": [table.name for table in report.explained],
    }


def _print_ignored(report: VerifyReport) -> None:
    """Of a what-if: what the families left out would have said."""
    print_what_if(report.scenario)
    for violation in report.ignored:
        result().print(f"[dim]ignored[/] {escape(str(violation))}")
