"""`allocator check`."""

from pathlib import Path

from rich.markup import escape

from allocator.app.check_workbook import CheckReport, check_workbook
from allocator.cli.running import Telling, told
from allocator.cli.terminal import (
    DONE,
    FINDINGS,
    print_what_if,
    result,
)


def run_check(workbook: Path, overlay: str = "", *, strict: bool, as_json: bool) -> int:
    """Print what `check_workbook` finds; the exit code."""
    return told(
        lambda: check_workbook(workbook, overlay),
        Telling(
            lambda report: _print(report, workbook.name),
            lambda report: _json(report, workbook.name),
            lambda report: FINDINGS if strict and report.findings else DONE,
        ),
        as_json=as_json,
    )


def _json(report: CheckReport, name: str) -> dict[str, object]:
    return {
        "verdict": "readable",
        "input": name,
        "input_sha256": report.sha256,
        "scenario": report.overlay or None,
        "what_if": report.scenario.policy.what_if or None,
        "hopeless": report.hopeless,
        "findings": [finding.model_dump() for finding in report.findings],
        "notices": [notice.model_dump() for notice in report.notices],
    }


def _print(report: CheckReport, name: str) -> None:
    console = result()
    scenario = report.scenario
    print_what_if(scenario)
    hope = "is readable, but no plan can hold it" if report.hopeless else "can be solved"
    under = f" under {report.overlay}" if report.overlay else ""
    console.print(
        f"{escape(name)}{escape(under)} {hope}: {len(scenario.states)} member states, "
        f"{len(scenario.capabilities)} capabilities, {len(scenario.lines)} lines, "
        f"{len(scenario.pools)} pools, {len(scenario.periods)} periods"
    )
    for finding in report.findings:
        kind = "[bold red]no plan[/]" if finding.hopeless else "[yellow]finding[/]"
        console.print(f"{kind} {escape(str(finding))}")
    for notice in report.notices:
        console.print(f"[dim]notice[/] {escape(str(notice))}")
