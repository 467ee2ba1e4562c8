"""What one unit more and less of every limit of a plan is worth: tried, kept, told, written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from allocator.app.distinct_files import require_distinct
from allocator.app.explained_plan import KnownPlan, known_plan, require_copy, write_explained
from allocator.app.versions import versions
from allocator.domain.digest import plan_digest, scenario_digest
from allocator.domain.policy import AimName
from allocator.engine.journal import Journal
from allocator.engine.processes import cores
from allocator.engine.watch import Watch
from allocator.explain.marginal.answers import Told
from allocator.explain.marginal.marginal import Search
from allocator.explain.marginal.ranked import Ranked, ranked
from allocator.explain.marginal.sheet import marginal_sheet
from allocator.explain.marginal.trial import JUDGED
from allocator.explain.marginal.worth import Marginals
from allocator.report.view import View

DECIDING = ("allocator", "ortools", "numpy")
"""What must be of the same version for findings to go on from."""


@dataclass(frozen=True, slots=True)
class MarginalReport:
    """The worth of all limits reached, ranked; `output` is None where no copy was asked for."""

    view: View
    found: Marginals
    cells: Sequence[Ranked]
    aims: Sequence[AimName]
    output: Path | None


def explain_marginal(
    workbook: Path,
    plan: Path,
    target: Path | None,
    journal: Path | None,
    *,
    time_limit: float | None = None,
    seed: int = 0,
    workers: int | None = None,
    observer: Callable[[Told], None] = lambda _: None,
    stop: Callable[[], bool] | None = None,
) -> MarginalReport:
    """Try every limit that the plan has reached; with `target` write a copy of it with the answers.

    `journal` keeps what is found and is gone on from; `time_limit` and `stop` end the search with
    what is there. Raises InputError, PlanError and VerificationError for the files, RequestError
    for the journal of something else, OutputError where something cannot be written.
    """
    require_distinct((workbook, plan), (target, journal))
    if target is not None:
        require_copy(target, workbook, plan)
    known = known_plan(workbook, plan)
    view = known.view
    findings = Journal(_identity(known, seed), journal)
    search = Search(
        view,
        findings,
        Watch(time_limit, stop),
        seed=seed,
        workers=workers or cores(),
        observer=observer,
    )
    with findings.held():
        found, aims = search.run(), search.ground.aims
    cells = ranked(found, aims, [aim for aim in aims if aim in JUDGED])
    output = None
    if target is not None:
        sheet = marginal_sheet(view, found, cells, aims)
        output = write_explained(target, known, (sheet,))
    return MarginalReport(view, found, cells, aims, output)


def _identity(known: KnownPlan, seed: int) -> dict[str, str]:
    """What a journal must be of to be gone on from."""
    there = dict(versions())
    return {
        "journal": "allocator explain marginal",
        "input": scenario_digest(known.scenario),
        "plan": plan_digest(known.plan),
        "seed": str(seed),
        **{name: there[name] for name in DECIDING},
    }
