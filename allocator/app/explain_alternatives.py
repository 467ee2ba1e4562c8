"""Plans of nearly the same worth, each verified, and what they share in a copy of the plan."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from allocator.app.explained_plan import known_plan, require_copy, write_explained
from allocator.domain.plan import Plan
from allocator.domain.policy import AimName
from allocator.domain.quantity import WHOLE
from allocator.domain.scenario import Scenario
from allocator.engine.effort import Effort
from allocator.engine.processes import cores
from allocator.engine.progress import Observer
from allocator.errors import RequestError, VerificationError
from allocator.explain.alternatives.alternatives import Alternatives, alternatives
from allocator.explain.alternatives.sheet import alternatives_sheet
from allocator.verify.aims import aim_violations
from allocator.verify.verify import violations


@dataclass(frozen=True, slots=True)
class AlternativesReport:
    """What was found; `output` is None where no copy was asked for."""

    found: Alternatives
    output: Path | None


def explain_alternatives(
    workbook: Path,
    plan: Path,
    count: int,
    within: str,
    target: Path | None,
    *,
    effort: Effort = "quick",
    seed: int = 0,
    workers: int | None = None,
    observer: Observer | None = None,
    stop: Callable[[], bool] | None = None,
) -> AlternativesReport:
    """Look for up to `count` plans whose aims are at most so much worse.

    With `target` a copy of the plan is written with the answer. Raises InputError, PlanError and
    VerificationError for the files, RequestError for a share that is none, OutputError where the
    copy cannot be written.
    """
    share = basis_points(within)
    if target is not None:
        require_copy(target, workbook, plan)
    known = known_plan(workbook, plan)
    found = alternatives(
        known.view,
        count,
        share,
        lambda other, aims: _prove(known.scenario, other, aims),
        effort=effort,
        seed=seed,
        workers=workers or cores(),
        observer=observer,
        stop=stop,
    )
    if target is None:
        return AlternativesReport(found, None)
    return AlternativesReport(found, write_explained(target, known, (alternatives_sheet(found),)))


def basis_points(text: str) -> int:
    """`1%`, `1 %` or `1` as 100; RequestError for what is no share between 0 and 100 %."""
    try:
        points = 100 * Decimal(text.strip().removesuffix("%").strip())
    except InvalidOperation:
        points = Decimal("NaN")
    if not points.is_finite() or points != points.to_integral_value():
        raise RequestError(
            f"--within {text!r} is no share: give per cent, such as 1% or 0.5%, with two decimals "
            "at most"
        )
    if not 0 <= points <= WHOLE:
        raise RequestError(f"--within {text!r} is not between 0 and 100 per cent")
    return int(points)


def _prove(scenario: Scenario, plan: Plan, aims: Mapping[AimName, int]) -> None:
    """The check no plan escapes."""
    broken = (*violations(scenario, plan), *aim_violations(scenario, plan, aims))
    if broken:
        raise VerificationError(broken)
