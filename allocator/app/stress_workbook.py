"""A plan under stress: what it depends on is lost piece by piece, and the best of it is told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from allocator.app.distinct_files import require_distinct
from allocator.app.explained_plan import KnownPlan, known_plan, require_copy
from allocator.app.solve_workbook import Search
from allocator.app.sweep_workbook import DECIDING
from allocator.app.versions import versions
from allocator.domain.scenario import Scenario
from allocator.engine.journal import Journal
from allocator.engine.processes import cores
from allocator.engine.way import is_whole
from allocator.errors import RequestError
from allocator.io.workbook_writer import write_plan
from allocator.model.build import build
from allocator.study.many.crews import crew_of
from allocator.study.many.errand import Errand, Failure, Results
from allocator.study.many.run import run
from allocator.study.stress.at_once import See, seen
from allocator.study.stress.errand import Lose
from allocator.study.stress.ground import BASE, Common
from allocator.study.stress.loss import KINDS, Loss, losses
from allocator.study.stress.ranking import Stress, stress
from allocator.study.stress.sheets import stress_sheets
from allocator.study.stress.told import Told, told_by

Counted = Callable[[int, int], None]
"""Told of losses that are done, and of all."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be lost, one by one."""

    kinds: tuple[str, ...] = KINDS
    only: tuple[str, ...] = ()
    """Codes of states, pools, lines and components; nothing else is lost. Empty: everything."""
    ordered_before: str = ""
    """Period before which orders of the plan stay; the second one where it is not named."""
    most: int | None = None
    """Everything is decided anew for so many losses, those that take most at once; of the others
    only that is told. None: for all."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where things go, and who does them."""

    target: Path
    journal: Path | None = None
    cluster: str | None = None
    """Address of a cluster, or `local`; None for processes of this machine."""


@dataclass(frozen=True, slots=True)
class StressReport:
    """What came of it; `output` is None where there is nothing to rank."""

    stress: Stress
    failures: tuple[Failure, ...]
    planned: int
    finished: bool
    output: Path | None


def stress_workbook(
    source: Path,
    plan: Path,
    wanted: Wanted,
    placed: Placed,
    search: Search,
    *,
    observer: Counted = lambda _done, _planned: None,
    stop: Callable[[], bool] | None = None,
) -> StressReport:
    """Lose what a plan of `source` depends on, one thing at a time, and rank what remains short.

    The time limit of `search` is for each loss. Raises InputError, PlanError and VerificationError
    for the files, RequestError for kinds, codes and periods that there are not, and for the journal
    of something else, OutputError when something cannot be written.
    """
    require_copy(placed.target, source, plan)
    require_distinct((source, plan), (placed.target, placed.journal))
    known = known_plan(source, plan)
    scenario = known.scenario
    asked = losses(scenario, named_kinds(wanted.kinds), wanted.only)
    before = ordered_before(scenario, wanted.ordered_before)
    common = Common(
        scenario,
        known.plan,
        known.provenance,
        scenario.periods[scenario.period_index[before]].start,
        search.effort,
        search.time_limit,
        search.seed,
    )
    journal = Journal(_identity(known, before, search), placed.journal)
    results = _lost(common, asked, wanted.most, search, placed, journal, observer, stop)
    found = stress(
        scenario,
        common.shortfall,
        _told(results, asked),
        asked,
        BASE,
        before,
        whole=is_whole(build(scenario)),
    )
    output = None
    if found.compared is not None and found.entries:
        output = write_plan(placed.target, stress_sheets(found))
    planned = min(len(asked), wanted.most or len(asked)) + 1
    return StressReport(found, results.failures, planned, results.finished, output)


def _told(results: Results, asked: Sequence[Loss]) -> dict[str, Told]:
    """What came of losses, by their keys; where nothing else is known, what they take at once."""
    found = {loss.key: results.found.get(loss.key, results.found.get(seen(loss))) for loss in asked}
    found[BASE] = results.found.get(BASE)
    return {key: told_by(content) for key, content in found.items() if content is not None}


def named_kinds(names: Sequence[str]) -> tuple[str, ...]:
    """Kinds of losses; RequestError for anything else."""
    for name in names:
        if name not in KINDS:
            raise RequestError(
                f'nothing is lost of the kind "{name}"; kinds are {", ".join(KINDS)}'
            )
    if not names:
        raise RequestError(f"nothing to lose: name kinds, {', '.join(KINDS)}")
    return tuple(names)


def ordered_before(scenario: Scenario, named: str) -> str:
    """The period named; else the second one, or the only one there is."""
    if not named:
        return scenario.periods[min(1, len(scenario.periods) - 1)].code
    if named not in scenario.period_index:
        known = ", ".join(scenario.period_index)
        raise RequestError(f'no period "{named}"; those of this workbook are {known}')
    return named


def _lost(
    common: Common,
    asked: Sequence[Loss],
    most: int | None,
    search: Search,
    placed: Placed,
    journal: Journal,
    observer: Counted,
    stop: Callable[[], bool] | None,
) -> Results:
    """Nothing first: all others are held against that. Where not everything is decided anew for
    all, what each takes at once is looked at before."""
    with crew_of(search.workers or cores(), placed.cluster) as crew, crew.sharing(common):

        def done(errands: Sequence[Errand]) -> Results:
            return run(
                errands,
                crew,
                journal,
                observer=lambda standing: observer(standing.done, len(errands)),
                stop=stop,
                batch=1,
            )

        if most is None or most >= len(asked):
            return done([Lose(common, None), *(Lose(common, loss) for loss in asked)])
        looked = done([See(common, loss) for loss in asked])
        if not looked.finished:
            return looked
        worst = _worst(asked, looked, most)
        results = done([Lose(common, None), *(Lose(common, loss) for loss in worst)])
    return replace(
        results,
        found={**looked.found, **results.found},
        failures=(*looked.failures, *results.failures),
    )


def _worst(asked: Sequence[Loss], looked: Results, most: int) -> list[Loss]:
    """Those that take most at once, in the order in which they were asked for."""
    told = {loss: told_by(looked.found[seen(loss)]) for loss in asked if seen(loss) in looked.found}
    used = [loss for loss in asked if loss in told and told[loss].verdict == "seen"]
    chosen = set(sorted(used, key=lambda loss: (-told[loss].immediate, loss.key))[:most])
    return [loss for loss in asked if loss in chosen]


def _identity(known: KnownPlan, before: str, search: Search) -> dict[str, str]:
    """What a journal must be of to be gone on from; which losses are asked for may change."""
    there = dict(versions())
    return {
        "journal": "allocator stress",
        "input": known.reading.sha256,
        "scenario": known.reading.overlay,
        "plan": known.provenance.plan_digest,
        "ordered before": before,
        "effort": search.effort,
        "time limit": str(search.time_limit),
        "seed": str(search.seed),
        **{name: there[name] for name in DECIDING},
    }
