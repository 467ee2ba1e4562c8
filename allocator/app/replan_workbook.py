"""A new plan from an old one and what has happened, written as a solve writes it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from allocator.accounts.aims import AIM_VALUES
from allocator.app.distinct_files import require_distinct
from allocator.app.possible_actuals import impossible, require_held
from allocator.app.proof import proven_plan
from allocator.app.replan_input import require_known, require_same_periods
from allocator.app.saved_plan import followed_plan
from allocator.app.solve_workbook import Search, provenance_of
from allocator.app.track_means import track_means
from allocator.app.verify_workbook import VerifyReport
from allocator.domain.outcome import Outcome, Solved
from allocator.domain.plan import Plan
from allocator.domain.problem import Notice
from allocator.domain.provenance import Provenance
from allocator.domain.scenario import Scenario
from allocator.engine.progress import Observer
from allocator.io.actuals_reader import read_actuals
from allocator.io.put_in_force import put_in_force
from allocator.io.saved_in_force import saved_in_force
from allocator.io.scenario_reader import ReadResult, read_scenario
from allocator.io.workbook_writer import require_writable, write_plan
from allocator.report.book import tables
from allocator.report.view import View
from allocator.study.held.promises import order_words
from allocator.study.held.remains import known_part
from allocator.study.track.change_words import changed
from allocator.study.track.fixed import Impossible
from allocator.study.track.means import Means
from allocator.study.track.names import row_words
from allocator.study.track.past import Past, past_of
from allocator.study.track.price import price_of_keeping
from allocator.study.track.replan import free, replanned
from allocator.study.track.replan_asked import Asked, Replanned, steady
from allocator.study.track.replan_sheet import replan_sheet
from allocator.study.track.replan_told import Changed, PriceOfKeeping
from allocator.study.track.search import FIRST


@dataclass(frozen=True, slots=True)
class Wanted:
    """How much of the old plan is to be held."""

    free: bool = False
    """Nothing beyond past and orders."""
    keep: tuple[str, ...] = ()
    """States whose decisions stay as planned wherever that is possible."""
    overlay: str = ""
    """Scenarios of the workbook to put on top."""


@dataclass(frozen=True, slots=True)
class ReplanReport:
    """What came of it; without a plan nothing is written."""

    scenario: Scenario
    outcome: Outcome
    provenance: Provenance
    notices: tuple[Notice, ...]
    output: Path | None
    stays: bool = False
    """The old plan goes on, row by row."""
    changes: tuple[Changed, ...] = ()
    price: PriceOfKeeping | None = None
    """None where the re-plan is free itself, or where no free plan was found."""
    remarks: tuple[str, ...] = ()
    """What of orders, of what is not confirmed and of states to be kept could not be held."""


def replan_workbook(
    source: Path,
    plan: Path,
    actuals: Path,
    target: Path,
    wanted: Wanted,
    search: Search,
    *,
    observer: Observer | None = None,
    stop: Callable[[], bool] | None = None,
) -> ReplanReport:
    """Make a new plan of `source` from a saved plan and its actuals, and write it to `target`.

    The new plan answers to `source` with the old plan in force, which its workbook carries. Raises
    InputError for workbooks with problems, by cell, for actuals that no plan of `source` can have,
    and where the periods of `source` are not those of the plan; RequestError for scenarios and
    states that there are not; PlanError and VerificationError for the plan; OutputError for a
    target that is one of the files or cannot be written.
    """
    require_distinct((source, plan, actuals), (target,))
    require_writable(target, source)
    reading = read_scenario(source, overlay=wanted.overlay)
    require_known(reading.scenario, wanted.keep)
    old = followed_plan(plan)
    told = read_actuals(actuals, old.saved, old.scenario)
    require_same_periods(old.scenario, reading.scenario)
    kept = _kept(reading, old, wanted)
    known = known_part(old.saved.plan, kept.scenario)
    require_held(kept.scenario, known, told)
    asked = Asked(
        kept.scenario,
        past_of(kept.scenario, known, told),
        AIM_VALUES[FIRST](old.view.ledger),
        known,
        reading.scenario.policy.aims,
        wanted.free,
        old.scenario,
        wanted.keep,
    )
    means = track_means(search, stop, observer)
    found = replanned(asked, means)
    if isinstance(found, Impossible):
        raise impossible(found, kept.scenario, known, told)
    held = _held(reading, old).scenario if wanted.free else kept.scenario
    return _reported(source, kept, held, old, asked, found, target, search, means)


def _kept(reading: ReadResult, old: VerifyReport, wanted: Wanted) -> ReadResult:
    """The workbook with the old plan in force, or without any."""
    if wanted.free:
        return put_in_force(reading, (), reading.scenario.policy.aims)
    return _held(reading, old)


def _held(reading: ReadResult, old: VerifyReport) -> ReadResult:
    """The workbook with the old plan in force: what its changes are read off."""
    return put_in_force(reading, saved_in_force(old.saved), steady(reading.scenario).policy.aims)


def _reported(
    source: Path,
    kept: ReadResult,
    held: Scenario,
    old: VerifyReport,
    asked: Asked,
    found: Replanned,
    target: Path,
    search: Search,
    means: Means,
) -> ReplanReport:
    """The plan proven, its changes told, all of it written."""
    outcome, scenario = found.outcome, kept.scenario
    provenance = _with_previous(provenance_of(source, kept, search, outcome), old)
    if not isinstance(outcome, Solved):
        return ReplanReport(scenario, outcome, provenance, kept.notices, None)
    price = None if asked.free else _price(asked, found, outcome.plan, means)
    if price is not None:
        outcome = _bounded(outcome, price)
        provenance = provenance.model_copy(update={"aims": outcome.aims})
    proven_plan(scenario, outcome)
    changes = changed(held, old.scenario, asked.old, outcome.plan, asked.past)
    remarks = tuple(_remarks(found, asked.past))
    view = View(scenario, outcome.plan, provenance)
    sheet = replan_sheet(view, asked.past.as_of, changes, price, remarks)
    made = tables(scenario, outcome.plan, provenance, (sheet,))
    output = write_plan(target, made, kept.cells)
    return ReplanReport(
        scenario,
        outcome,
        provenance,
        kept.notices,
        output,
        found.stays,
        changes,
        price,
        remarks,
    )


def _with_previous(provenance: Provenance, old: VerifyReport) -> Provenance:
    """With the plan that was gone on from."""
    return provenance.model_copy(update={"previous_plan": old.saved.provenance.plan_digest})


def _bounded(outcome: Solved, price: PriceOfKeeping) -> Solved:
    """With what the free plan proves of the shortfall: no plan with such a past has less."""
    first, *rest = outcome.aims
    bound = min(first.least, max(first.bound, price.free_bound))
    return replace(outcome, aims=(replace(first, bound=bound), *rest))


def _price(asked: Asked, found: Replanned, plan: Plan, means: Means) -> PriceOfKeeping | None:
    other = free(asked, found.fixed, plan, means)
    if isinstance(other, Solved):
        return price_of_keeping(asked.scenario, plan, other)
    return None


def _remarks(found: Replanned, past: Past) -> Iterator[str]:
    if past.unconfirmed:
        yield f"{len(past.unconfirmed):,} rows of the past are not confirmed and taken as planned."
    for words in order_words(found.late):
        yield f"Later than ordered: {words}."
    for rows, what in ((found.unlike, "Cannot have been as planned"), (found.unkept, "Not kept")):
        for words in row_words(rows):
            yield f"{what}: {words}."
