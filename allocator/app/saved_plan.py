"""A saved plan that may be used: read and verified from its own workbook alone."""

from collections.abc import Sequence
from pathlib import Path

from allocator.app.verify_workbook import VerifyReport, verify_workbook
from allocator.domain.problem import Problem
from allocator.domain.violation import Violation
from allocator.errors import InputError, PlanError, VerificationError
from allocator.report.prose import readable

LONGEST = 80
"""Characters of a file's name."""
MOST = 20
"""Violations that are named."""


def proven_saved_plan(plan: Path) -> VerifyReport:
    """The report of a plan that holds everything against the input that it carries.

    Raises InputError, PlanError and VerificationError that name the file beside the cell.
    """
    try:
        report = verify_workbook(None, plan)
    except InputError as error:
        raise InputError(_in_file(plan, error.problems)) from error
    except PlanError as error:
        raise PlanError(_in_file(plan, error.problems)) from error
    if report.violations:
        raise VerificationError(_broken(plan, report.violations))
    return report


def _broken(plan: Path, found: Sequence[Violation]) -> list[Violation]:
    """The first of them in the file's name, and how many more there are."""
    shown = [
        violation.model_copy(update={"address": _address(plan, violation.address)})
        for violation in found[:MOST]
    ]
    if len(found) > MOST:
        more = f"{len(found) - MOST:,} more; `allocator verify {plan}` names them all"
        last = {"address": _address(plan, ""), "subject": (), "message": more}
        shown.append(found[-1].model_copy(update=last))
    return shown


def _in_file(plan: Path, problems: Sequence[Problem]) -> list[Problem]:
    return [
        problem.model_copy(update={"address": _address(plan, problem.address)})
        for problem in problems
    ]


def _address(plan: Path, address: str) -> str:
    """`[plan.xlsx]orders!D7`, as spreadsheets write a cell of another workbook."""
    name = f"[{readable(plan.name, LONGEST)}]"
    return name if address in ("", plan.name) else f"{name}{address}"
