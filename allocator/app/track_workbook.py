"""A plan held against its actuals, and the progress report of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from allocator.app.distinct_files import require_distinct
from allocator.app.known_states import require_apart, require_states
from allocator.app.possible_actuals import impossible, require_possible
from allocator.app.saved_plan import followed_plan
from allocator.app.solve_workbook import Search
from allocator.app.track_means import track_means
from allocator.io.actuals_reader import read_actuals
from allocator.io.workbook_writer import require_writable, write_plan
from allocator.report.view import View
from allocator.study.track.fixed import Impossible
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
    states: Sequence[str] | None = (),
    stop: Callable[[], bool] | None = None,
) -> TrackReport:
    """Write the progress report of a saved plan to `target`, with pages of `states`; None: of all.

    Raises InputError, PlanError and VerificationError for the files, InputError also for known
    figures that no plan can have, OutputError for a target that cannot be written. Nothing is
    written then.
    """
    require_distinct((plan, actuals), (target,))
    require_writable(target, plan)
    known = followed_plan(plan)
    scenario, own = known.scenario, known.saved.plan
    asked = known.view.states if states is None else tuple(dict.fromkeys(states))
    require_states(known.view, asked)
    require_apart(asked)
    told = read_actuals(actuals, known.saved, scenario)
    require_possible(scenario, own, told)
    found = tracked(scenario, own, told, track_means(search, stop))
    if isinstance(found, Impossible):
        raise impossible(found, scenario, own, told)
    view = known.view
    made = track_sheets(found, view, Sources(plan.name, actuals.name), asked)
    return TrackReport(found, view, write_plan(target, made))
