"""Hold saved plans against the first of them: each verified alone, the comparison written."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from allocator.app.saved_plan import proven_saved_plan
from allocator.app.verify_workbook import VerifyReport
from allocator.errors import RequestError
from allocator.io.filled_sheets import filled_sheets
from allocator.io.workbook_writer import require_writable, write_plan
from allocator.report.prose import readable
from allocator.study.compare.compare import Comparison, NamedPlan, comparison
from allocator.study.compare.sheet import compare_sheets

LONGEST = 40
"""Characters of what a plan is called."""


@dataclass(frozen=True, slots=True)
class CompareReport:
    """What differs, and where it was written."""

    comparison: Comparison
    output: Path


def compare_plans(plans: Sequence[Path], target: Path) -> CompareReport:
    """Compare saved plans from their workbooks alone and write the result to `target`.

    The first is what the others are held against. Nothing is written unless every plan passes every
    check: PlanError, InputError and VerificationError name the file beside the cell. RequestError
    for plans that do not compare, OutputError for a target that cannot be written.
    """
    if len(plans) < 2:
        raise RequestError("give two plans or more: allocator compare PLAN PLAN...")
    for plan in plans:
        require_writable(target, plan)
    checked: dict[Path, VerifyReport] = {}
    for plan in plans:
        if plan.resolve() not in checked:
            checked[plan.resolve()] = proven_saved_plan(plan)
    reports = [checked[plan.resolve()] for plan in plans]
    named = [_named(label, report) for label, report in zip(labels(plans), reports, strict=True)]
    found = comparison(named)
    return CompareReport(found, write_plan(target, compare_sheets(found)))


def labels(plans: Sequence[Path]) -> list[str]:
    """What each plan is called: its file, its folder too where files share a name, else a number.

    Fit to be shown anywhere, and short.
    """
    stems = [path.stem for path in {plan.resolve() for plan in plans}]
    names = [
        plan.stem if stems.count(plan.stem) < 2 else f"{plan.resolve().parent.name}/{plan.stem}"
        for plan in plans
    ]
    short = [readable(name, LONGEST) for name in names]
    return [
        name if short.count(name) == 1 else f"{name} ({short[: at + 1].count(name)})"
        for at, name in enumerate(short)
    ]


def _named(label: str, report: VerifyReport) -> NamedPlan:
    return NamedPlan(label, report.view, filled_sheets(report.rows))
