"""Why a state gives what it gives: the other plan, verified, and a copy with the answer."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from allocator.app.explained_plan import known_plan, require_copy, sheet_name, write_explained
from allocator.app.proof import proven_plan
from allocator.domain.outcome import Solved
from allocator.engine.effort import Effort
from allocator.engine.processes import cores
from allocator.engine.progress import Observer
from allocator.explain.why.answer import Answer, answer
from allocator.explain.why.question import Wish, question
from allocator.explain.why.sentences import asked
from allocator.explain.why.sheet import why_sheet

SHEET = "explain_why"


@dataclass(frozen=True, slots=True)
class WhyReport:
    """The answer; `output` is None where no copy was asked for."""

    answer: Answer
    output: Path | None


def explain_why(
    workbook: Path,
    plan: Path,
    wish: Wish,
    target: Path | None,
    *,
    effort: Effort = "quick",
    seed: int = 0,
    workers: int | None = None,
    observer: Observer | None = None,
    stop: Callable[[], bool] | None = None,
) -> WhyReport:
    """Find the best plan in which it is as wished; with `target` write a copy with the answer.

    A copy has a sheet for each question that was asked of the plan. Raises InputError, PlanError
    and VerificationError for the files, RequestError for a wish that does not fit the plan,
    OutputError where the copy cannot be written.
    """
    if target is not None:
        require_copy(target, workbook, plan)
    known = known_plan(workbook, plan)
    view = known.view
    found = answer(
        view,
        question(view.ledger, wish),
        effort=effort,
        seed=seed,
        workers=workers or cores(),
        observer=observer,
        stop=stop,
    )
    if isinstance(found.outcome, Solved):
        proven_plan(known.scenario, found.outcome)
    if target is None:
        return WhyReport(found, None)
    name = sheet_name(known, SHEET, asked(view, found.question))
    return WhyReport(found, write_explained(target, known, (why_sheet(found, name),)))
