"""The front of some aims of a workbook: searched, kept, drawn and written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from allocator.accounts.burden import largest_burden
from allocator.app.distinct_files import require_distinct
from allocator.app.proof import proven_plan
from allocator.app.solve_workbook import Search, provenance_of
from allocator.app.sweep_workbook import DECIDING
from allocator.app.versions import versions
from allocator.domain.outcome import Infeasible, Solved, Undecided
from allocator.domain.policy import ARBITRARY, AimName
from allocator.domain.scenario import Scenario
from allocator.engine.journal import Journal
from allocator.engine.processes import cores
from allocator.engine.watch import Watch
from allocator.errors import RequestError
from allocator.io.scenario_reader import ReadResult, read_scenario
from allocator.io.workbook_writer import require_writable, write_plan
from allocator.report.book import tables
from allocator.report.requirements import cover
from allocator.report.view import View
from allocator.study.many.crews import crew_of
from allocator.study.many.errand import Failure, Results
from allocator.study.many.run import run
from allocator.study.pareto import search as pareto
from allocator.study.pareto.curve import Curve, Figures, curve
from allocator.study.pareto.errand import Common, SearchCorner
from allocator.study.pareto.finish import finished
from allocator.study.pareto.sheet import pareto_sheet

Counted = Callable[[int, int], None]
"""Told of searches made, and of how many are known to be needed."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which front, and how much of it."""

    aims: tuple[str, ...]
    points: int | None = None
    """Plans that are searched for; None: all in a small program, a few in a large one."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where things go, and who does them."""

    target: Path
    plans: Path | None = None
    """Folder of a plan's workbook for each point."""
    journal: Path | None = None
    cluster: str | None = None


@dataclass(frozen=True, slots=True)
class ParetoReport:
    """What came of it; without any plan neither a curve nor a file, but the reason."""

    scenario: Scenario
    curve: Curve | None
    unsolved: Infeasible | Undecided | None
    output: Path | None
    plans: tuple[Path, ...] = ()
    failures: tuple[Failure, ...] = ()


def pareto_workbook(
    source: Path,
    wanted: Wanted,
    placed: Placed,
    search: Search,
    *,
    overlay: str = "",
    observer: Counted = lambda _made, _most: None,
    stop: Callable[[], bool] | None = None,
) -> ParetoReport:
    """Search for the front of the wanted aims of `source` and write it to `placed.target`.

    The time limit of `search` is for all of it. Raises RequestError for aims that make no front, an
    unknown scenario and the journal of something else, InputError for the workbook,
    VerificationError for a plan that breaks a row, OutputError when something cannot be written.
    """
    require_distinct((source,), (placed.target, placed.journal))
    require_writable(placed.target, source)
    if placed.plans is not None:
        require_writable(_plan_file(placed.plans, source, 1), source)
        _require_apart(placed.target, placed.plans, source)
    reading = read_scenario(source, overlay=overlay)
    aims = named_aims(reading.scenario, wanted.aims)
    if wanted.points is not None and wanted.points < len(aims):
        raise RequestError(
            f"{wanted.points} points are too few: each of the {len(aims)} aims has an end"
        )
    watch = Watch(search.time_limit, stop)
    common = Common(reading.scenario, aims, search.effort, search.seed)
    journal = Journal(_identity(reading, common), placed.journal)
    found = _searched(common, wanted, placed, search, journal, observer, watch)
    if not found.plans:
        return _planless(reading.scenario, found, search, watch)
    drawn = curve(found, lambda point: _figures(source, reading, search, point))
    output = write_plan(placed.target, (pareto_sheet(drawn, reading.scenario),))
    plans = _plans(source, reading, placed.plans, search, common, drawn, stop)
    return ParetoReport(reading.scenario, drawn, None, output, plans, found.failures)


def named_aims(scenario: Scenario, names: Sequence[str]) -> tuple[AimName, ...]:
    """At least two aims of the scenario, each once; RequestError for anything else."""
    known = tuple(aim for aim in scenario.aims if aim != ARBITRARY)
    found: list[AimName] = []
    for name in names:
        aim = next((each for each in known if each == name), None)
        if aim is None:
            near = get_close_matches(name, known, 1)
            remedy = f'did you mean "{near[0]}"? ' if near else ""
            raise RequestError(
                f'no front of the aim "{name}"; {remedy}those of this workbook are '
                f"{', '.join(known)}"
            )
        if aim in found:
            raise RequestError(f'the aim "{name}" is named twice')
        found.append(aim)
    if len(found) < 2:
        raise RequestError("a front needs two aims or more, as in --aims shortfall,cost")
    return tuple(found)


def _searched(
    common: Common,
    wanted: Wanted,
    placed: Placed,
    search: Search,
    journal: Journal,
    observer: Counted,
    watch: Watch,
) -> pareto.Search:
    with (
        crew_of(search.workers or cores(), placed.cluster) as crew,
        crew.sharing(common),
    ):

        def carried(searches: Sequence[SearchCorner]) -> Results:
            made = found.made
            needed = found.most or made + max(len(searches), len(found.front.regions)) + 1
            return run(
                searches,
                crew,
                journal,
                observer=lambda standing: observer(made + standing.done, needed),
                stop=watch.over,
                batch=1,
            )

        found = pareto.Search(common, carried, wanted.points)
        found.run()
    observer(found.made, found.made)
    return found


def _planless(
    scenario: Scenario, found: pareto.Search, search: Search, watch: Watch
) -> ParetoReport:
    """Why there is no plan at all: what a solve has to say of it."""
    unsolved: Infeasible | Undecided = Undecided((), reproducible=found.finished)
    if found.finished:
        outcome = search.outcome(scenario, last=scenario.aims[0], stop=watch.over)
        if not isinstance(outcome, Solved):
            unsolved = outcome
    return ParetoReport(scenario, None, unsolved, None, failures=found.failures)


def _figures(source: Path, reading: ReadResult, search: Search, point: pareto.Point) -> Figures:
    outcome = Solved(point.plan, (), reproducible=True)
    view = View(reading.scenario, point.plan, provenance_of(source, reading, search, outcome))
    return Figures(
        sum(account.value for account in view.shortfalls.values()),
        largest_burden(view.ledger),
        sum(view.ledger.new_money.values()),
        cover(view, view.deadline).european,
    )


def _plans(
    source: Path,
    reading: ReadResult,
    folder: Path | None,
    search: Search,
    common: Common,
    drawn: Curve,
    stop: Callable[[], bool] | None,
) -> tuple[Path, ...]:
    """A plan's workbook for each point, as a solve writes it."""
    written: list[Path] = []
    if folder is None:
        return ()
    for number, plotted in enumerate(drawn.plotted, 1):
        workers = search.workers or cores()
        outcome = finished(common, plotted.point, drawn.ideal, workers=workers, stop=stop)
        if not isinstance(outcome, Solved):
            continue
        proven_plan(reading.scenario, outcome)
        provenance = provenance_of(source, reading, search, outcome)
        made = tables(reading.scenario, outcome.plan, provenance)
        written.append(write_plan(_plan_file(folder, source, number), made, reading.cells))
    return tuple(written)


def _require_apart(target: Path, folder: Path, source: Path) -> None:
    """OutputError for a target that has the name of a point's plan, however many there will be."""
    number = target.stem.rpartition("-")[2]
    if number.isdecimal():
        require_distinct((_plan_file(folder, source, int(number)),), (target,))


def _plan_file(folder: Path, source: Path, number: int) -> Path:
    return folder / f"{source.stem}-point-{number}.xlsx"


def _identity(reading: ReadResult, common: Common) -> dict[str, str]:
    """What a journal must be of to be gone on from; how many points are asked for may change."""
    there = dict(versions())
    return {
        "journal": "allocator pareto",
        "input": reading.sha256,
        "scenario": reading.overlay,
        "aims": ",".join(common.aims),
        "effort": common.effort,
        "seed": str(common.seed),
        **{name: there[name] for name in DECIDING},
    }
