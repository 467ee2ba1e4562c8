"""Many futures of a workbook: solved, kept, put together and written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from allocator.app.distinct_files import require_distinct
from allocator.app.solve_future import Common, Future, SolveFuture
from allocator.app.solve_workbook import Search
from allocator.app.versions import versions
from allocator.domain.problem import Problem
from allocator.domain.scenario import Scenario
from allocator.engine.journal import Journal
from allocator.engine.processes import cores
from allocator.errors import InputError, RequestError
from allocator.io.overlays.asked import BASE
from allocator.io.overlays.stack import scenario_names, stacked
from allocator.io.result_store import StoreTable, require_store, write_store
from allocator.io.scenario_reader import ReadResult, read_scenario
from allocator.io.workbook_writer import require_writable, write_plan
from allocator.study.many.crews import crew_of
from allocator.study.many.errand import Failure, Standing
from allocator.study.many.found import result_of
from allocator.study.many.run import run
from allocator.study.sweep.records import records
from allocator.study.sweep.sheets import sweep_sheets
from allocator.study.sweep.summary import Summary, summary
from allocator.study.sweep.told import Told, told_by

ALL = "all"
DECIDING = ("allocator", "ortools", "numpy")
"""What must be of the same version for a journal to be gone on from."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which futures: those named, and so many draws on top of each of them."""

    scenarios: tuple[str, ...] = ()
    """Names, also stacked; `all` for every scenario of the workbook, beside it as it stands."""
    draws: int = 0


@dataclass(frozen=True, slots=True)
class Placed:
    """Where things go, and who does them."""

    target: Path
    store: Path | None = None
    journal: Path | None = None
    cluster: str | None = None
    """Address of a cluster, or `local`; None for processes of this machine."""


@dataclass(frozen=True, slots=True)
class SweepReport:
    """What came of a sweep; `output` is None where no future has a plan."""

    scenario: Scenario
    summary: Summary
    failures: tuple[Failure, ...]
    planned: int
    finished: bool
    output: Path | None
    store: Path | None


def sweep_workbook(
    source: Path,
    wanted: Wanted,
    placed: Placed,
    search: Search,
    *,
    observer: Callable[[int, Standing], None] = lambda _planned, _standing: None,
    stop: Callable[[], bool] | None = None,
) -> SweepReport:
    """Solve futures of `source` and write what they have in common to `placed.target`.

    Everything wrong with a scenario that is asked for is told before any future is solved: what
    cannot be read is a problem of the workbook. A draw that cannot be read is a result.

    Raises InputError for the workbook, RequestError for unknown scenarios, draws without a sheet
    uncertainties and the journal of another sweep, OutputError when something cannot be written.
    """
    require_distinct((source,), (placed.target, placed.store, placed.journal))
    require_writable(placed.target, source)
    if placed.store is not None:
        require_writable(placed.store, source, placed.store.suffix.lower())
        require_store(placed.store)
    reading = read_scenario(source)
    futures = futures_of(reading, wanted)
    others = _readable(reading, [each.scenario for each in futures if each.draw is None])
    common = Common(reading, reading.uncertainties if wanted.draws else (), source, search)
    journal = Journal(_identity(reading, search), placed.journal)
    workers = search.workers or cores()
    with crew_of(workers, placed.cluster) as crew, crew.sharing(common):
        missing = [future for future in futures if result_of(future.name) not in journal]
        # A cluster's processes are not of this machine; where the clock decides, all search alike.
        alike = placed.cluster is not None or search.time_limit is not None
        shares = {} if alike else shares_of(missing, workers)
        results = run(
            (SolveFuture(common, future, shares.get(future, 1)) for future in futures),
            crew,
            journal,
            observer=lambda standing: observer(len(futures), standing),
            stop=stop,
        )
    told = [told_by(content) for content in results.found.values()]
    found = summary(told)
    output = store = None
    if found.solved:
        output = write_plan(placed.target, sweep_sheets(found, reading.scenario, others))
    if placed.store is not None:
        store = write_store(placed.store, _tables(told))
    return SweepReport(
        reading.scenario,
        found,
        results.failures,
        len(futures),
        results.finished,
        output,
        store,
    )


def futures_of(reading: ReadResult, wanted: Wanted) -> Sequence[Future]:
    """The futures in their order: the workbook as it stands, scenarios, then draws of each."""
    known = scenario_names(reading.changes)
    if not wanted.scenarios and not wanted.draws:
        raise RequestError(
            "nothing to sweep: name scenarios (--scenarios all), or how many draws (--draws 100)"
        )
    if wanted.draws and not reading.uncertainties:
        raise RequestError("nothing to draw: the workbook has no rows in the sheet uncertainties")
    names = [BASE]
    for name in wanted.scenarios:
        names.extend(known if name == ALL else [name])
    names = list(dict.fromkeys(names))
    for name in names:
        if name != BASE:
            stacked(reading.changes, name)
    futures = [Future(name) for name in names]
    return futures + [Future(name, draw) for name in names for draw in range(1, wanted.draws + 1)]


def shares_of(futures: Sequence[Future], workers: int) -> Mapping[Future, int]:
    """Processes for the searches of the futures that are solved last; all others have one.

    Futures side by side keep all workers busy, until fewer are left. These share the processes, the
    later ones with one more where that does not come out even; for as long as some of those before
    them go on there are more processes than workers.
    """
    left_over = len(futures) % workers
    last = futures[len(futures) - left_over :]
    return {future: (workers + place) // left_over for place, future in enumerate(last)}


def _readable(reading: ReadResult, names: Sequence[str]) -> tuple[Scenario, ...]:
    """What every scenario that is asked for makes of the workbook; InputError where it is none that
    can be used."""
    problems: list[Problem] = []
    found = []
    for name in names:
        try:
            found.append(reading.under(name).scenario)
        except InputError as error:
            problems.extend(error.problems)
    if problems:
        raise InputError(tuple(dict.fromkeys(problems)))
    return tuple(found)


def _identity(reading: ReadResult, search: Search) -> dict[str, str]:
    """What a journal must be of to be gone on from; which futures are asked for may change."""
    there = dict(versions())
    return {
        "journal": "allocator sweep",
        "input": reading.sha256,
        "effort": search.effort,
        "time limit": str(search.time_limit),
        "seed": str(search.seed),
        **{name: there[name] for name in DECIDING},
    }


def _tables(told: Sequence[Told]) -> list[StoreTable]:
    return [StoreTable(each.name, each.columns, each.key, each.rows) for each in records(told)]
