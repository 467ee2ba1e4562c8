"""A saved plan that may be used: read and verified from its own workbook alone."""

from collections.abc import Sequence
from pathlib import Path

from allocator.app.verify_workbook import VerifyReport, verify_workbook
from allocator.domain.digest import plan_digest, scenario_digest
from allocator.domain.problem import Problem
from allocator.domain.violation import Violation
from allocator.errors import InputError, PlanError, VerificationError
from allocator.io.embedded_input import PREFIX
from allocator.io.figures import FAMILY
from allocator.report.prose import readable

LONGEST = 80
"""Characters of a file's name."""
MOST = 20
"""Violations that are named."""
SOLVE_AGAIN = "the plan was edited, or is of another schema version: solve its input again"
"""Remedy for what the plan's own copy of its input holds: nobody should mend it there."""


def proven_saved_plan(plan: Path) -> VerifyReport:
    """The report of a plan that holds everything against the input that it carries.

    Raises InputError, PlanError and VerificationError that name the file beside the cell.
    """
    return _proven(plan, figures=True)


def followed_plan(plan: Path) -> VerifyReport:
    """The same of a plan that may have been written by an earlier version of allocator.

    Its rows, its aims and its fingerprints hold; how its pages told of them then does not matter.
    """
    report = _proven(plan, figures=False)
    stated, own = report.saved.provenance, report.saved.plan
    found = {
        "the input that it carries is not the one that it was made from": (
            stated.scenario_digest == scenario_digest(report.scenario)
        ),
        "the plan's rows are not those that were written": stated.plan_digest == plan_digest(own),
    }
    if broken := [_of_figures(plan, message) for message, holds in found.items() if not holds]:
        raise VerificationError(broken)
    return report


def _proven(plan: Path, *, figures: bool) -> VerifyReport:
    try:
        report = verify_workbook(None, plan, figures=figures)
    except InputError as error:
        raise InputError(_in_carried_input(plan, error.problems)) from error
    except PlanError as error:
        raise PlanError(_in_file(plan, error.problems)) from error
    if report.violations:
        raise VerificationError(_broken(plan, report))
    return report


def _broken(plan: Path, report: VerifyReport) -> list[Violation]:
    """What explains many of them, the first in the file's name, and how many more there are."""
    found = report.telling
    shown = [_of_figures(plan, remark) for remark in report.remarks]
    shown += [
        violation.model_copy(update={"address": _address(plan, violation.address)})
        for violation in found[:MOST]
    ]
    if len(found) > MOST:
        more = f"{len(found) - MOST:,} more; `allocator verify {plan}` names them all"
        shown.append(_of_figures(plan, more))
    return shown


def _of_figures(plan: Path, message: str) -> Violation:
    """What concerns the file as a whole."""
    return Violation(family=FAMILY, subject=(), message=message, address=_address(plan, ""))


def _in_file(plan: Path, problems: Sequence[Problem]) -> list[Problem]:
    return [
        problem.model_copy(update={"address": _address(plan, problem.address)})
        for problem in problems
    ]


def _in_carried_input(plan: Path, problems: Sequence[Problem]) -> list[Problem]:
    """The same in the hidden copies of the input's sheets; what concerns the file stays so."""
    return _in_file(
        plan,
        [
            problem
            if problem.address == plan.name
            else problem.model_copy(
                update={"address": f"{PREFIX}{problem.address}", "remedy": SOLVE_AGAIN}
            )
            for problem in problems
        ],
    )


def _address(plan: Path, address: str) -> str:
    """`[plan.xlsx]orders!D7`, as spreadsheets write a cell of another workbook."""
    name = f"[{readable(plan.name, LONGEST)}]"
    return name if address in ("", plan.name) else f"{name}{address}"
