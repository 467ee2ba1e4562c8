"""A plan held against its actuals, and the progress report of it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from allocator.app.distinct_files import require_distinct
from allocator.app.possible_actuals import impossible, require_possible
from allocator.app.saved_plan import followed_plan
from allocator.app.solve_workbook import Search
from allocator.engine.processes import cores
from allocator.engine.progress import Observer
from allocator.engine.watch import Watch
from allocator.io.actuals_reader import read_actuals
from allocator.io.workbook_writer import require_writable, write_plan
from allocator.report.view import View
from allocator.study.track.fixed import Impossible
from allocator.study.track.means import Means
from allocator.study.track.sheets import Sources, track_sheets
from allocator.study.track.told import Tracked
from allocator.study.track.track import tracked


@dataclass(frozen=True, slots=True)
class TrackReport:
    """What came of it."""

    found: Tracked
    view: View
    """Of the plan that is tracked."""
    output: Path


def track_workbook(
    plan: Path,
    actuals: Path,
    target: Path,
    search: Search,
    *,
    observer: Observer = lambda _progress: None,
    stop: Callable[[], bool] | None = None,
) -> TrackReport:
    """Write the progress report of a saved plan to `target`.

    Raises InputError, PlanError and VerificationError for the files, InputError also for known
    figures that no plan can have, OutputError for a target that cannot be written. Nothing is
    written then.
    """
    require_distinct((plan, actuals), (target,))
    require_writable(target, plan)
    known = followed_plan(plan)
    scenario, own = known.scenario, known.saved.plan
    told = read_actuals(actuals, known.saved, scenario)
    require_possible(scenario, own, told)
    means = Means(
        effort=search.effort,
        watch=Watch(search.time_limit, stop),
        seed=search.seed,
        workers=search.workers or cores(),
        observer=observer,
    )
    found = tracked(scenario, own, told, means)
    if isinstance(found, Impossible):
        raise impossible(found, scenario, own, told)
    view = known.view
    made = track_sheets(found, view, Sources(plan.name, actuals.name))
    return TrackReport(found, view, write_plan(target, made))
