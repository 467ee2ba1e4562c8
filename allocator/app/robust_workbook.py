"""One plan for several scenarios of a workbook: searched, checked and written."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from allocator.accounts.aims import AIM_VALUES
from allocator.accounts.ledger import Ledger
from allocator.app.distinct_files import require_distinct
from allocator.app.proof import proven_plan
from allocator.app.solve_workbook import Search, provenance_of
from allocator.domain.outcome import AimResult, Solved
from allocator.domain.plan import Plan
from allocator.domain.problem import Problem
from allocator.domain.scenario import Scenario
from allocator.domain.violation import Violation
from allocator.engine.joint.answer import Means
from allocator.engine.linear_bound import box_bound
from allocator.engine.processes import cores
from allocator.engine.watch import Watch
from allocator.errors import InputError, RequestError, VerificationError
from allocator.io.overlays.asked import BASE
from allocator.io.overlays.stack import scenario_names, stacked
from allocator.io.scenario_reader import ReadResult, read_scenario
from allocator.io.workbook_writer import require_writable, write_plan
from allocator.model.build import build
from allocator.report.book import tables
from allocator.report.view import View
from allocator.study.robust.futures import Asked, Future
from allocator.study.robust.robust import Counted, Robust, Study
from allocator.study.robust.sheets import robust_sheets
from allocator.study.robust.told import Account, account

ALL = "all"
UNSAFE = re.compile(r"[^\w.+-]+")
"""What the name of a scenario may have and that of a file should not."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which scenarios, and from which period on it is known which of them it is."""

    scenarios: tuple[str, ...]
    """Names, also stacked; `all` for every scenario, with the workbook as it stands."""
    recourse_from: str | None = None
    """The second period where it is None."""


@dataclass(frozen=True, slots=True)
class RobustReport:
    """What came of it; without a plan for all neither an account nor a file."""

    scenario: Scenario
    robust: Robust
    account: Account | None
    output: Path | None
    plans: tuple[Path, ...] = ()


def robust_workbook(
    source: Path,
    target: Path,
    wanted: Wanted,
    search: Search,
    *,
    plans: Path | None = None,
    observer: Counted = lambda _made, _needed: None,
    stop: Callable[[], bool] | None = None,
) -> RobustReport:
    """Search for one plan for scenarios of `source`, and write what it comes to to `target`.

    With `plans`, a folder, the plan of each scenario is written there as a solve writes it. The
    time limit of `search` is for all of it. Raises RequestError for unknown scenarios and periods,
    InputError for the workbook and for scenarios that cannot be read, VerificationError for a plan
    that breaks a row or decides otherwise than the others before it may, OutputError when something
    cannot be written.
    """
    require_writable(target, source)
    reading = read_scenario(source)
    readings = _readings(reading, wanted.scenarios)
    if plans is not None:
        files = [_plan_file(plans, source, name, tuple(readings)) for name in readings]
        require_distinct((source,), (target, *files))
        for file in files:
            require_writable(file, source)
    asked = Asked.of(
        tuple(Future.of(name, each.scenario) for name, each in readings.items()),
        Future.of(BASE, reading.scenario),
        wanted.recourse_from,
    )
    watch = Watch(search.time_limit, stop)
    means = Means(search.effort, watch, search.seed, search.workers or cores())
    robust = Study(asked, means, observer).run()
    _proven(robust)

    def viewed(name: str, plan: Plan) -> View:
        outcome = Solved(plan, (), reproducible=robust.finished)
        provenance = provenance_of(source, readings[name], search, outcome)
        return View(readings[name].scenario, plan, provenance)

    told = account(robust, viewed)
    if told is None:
        return RobustReport(reading.scenario, robust, None, None)
    output = write_plan(target, robust_sheets(told, reading.scenario))
    written = _plans(source, readings, search, told, plans)
    return RobustReport(reading.scenario, robust, told, output, written)


def _readings(reading: ReadResult, asked: Sequence[str]) -> Mapping[str, ReadResult]:
    """The workbook as it would be, by the name of the scenario, each once."""
    names: list[str] = []
    for name in asked:
        names.extend([BASE, *scenario_names(reading.changes)] if name == ALL else [name])
    if not names:
        raise RequestError("name the scenarios that the plan is to serve, as in --scenarios base,a")
    found: dict[str, ReadResult] = {}
    problems: list[Problem] = []
    for name in dict.fromkeys(names):
        if name != BASE:
            stacked(reading.changes, name)
        try:
            found[name] = reading.under(name)
        except InputError as error:
            problems.extend(error.problems)
    if problems:
        raise InputError(tuple(dict.fromkeys(problems)))
    return found


def _proven(robust: Robust) -> None:
    """Every plan holds its scenario's rows, and all agree in what is decided here and now."""
    if isinstance(robust.found, str):
        return
    for future, plan in zip(robust.asked.futures, robust.found.plans, strict=True):
        proven_plan(future.scenario, Solved(plan, (), reproducible=True))
    differing = robust.asked.when.differing(robust.found.plans)
    if differing:
        raise VerificationError(
            tuple(
                Violation(
                    family="here_and_now",
                    subject=(name, *codes),
                    message="is not the same in all scenarios",
                )
                for name, codes in differing
            )
        )


def _plans(
    source: Path,
    readings: Mapping[str, ReadResult],
    search: Search,
    told: Account,
    folder: Path | None,
) -> tuple[Path, ...]:
    """A plan's workbook for each scenario."""
    if folder is None:
        return ()
    written = []
    for each, plan in zip(told.told, told.together.plans, strict=True):
        reading = readings[each.name]
        outcome = Solved(
            plan,
            _results(reading.scenario, plan, each.bound),
            reproducible=told.robust.finished,
        )
        proven_plan(reading.scenario, outcome)
        provenance = provenance_of(source, reading, search, outcome)
        made = tables(reading.scenario, plan, provenance)
        path = _plan_file(folder, source, each.name, tuple(readings))
        written.append(write_plan(path, made, reading.cells))
    return tuple(written)


def _results(scenario: Scenario, plan: Plan, bound: int) -> tuple[AimResult, ...]:
    """The aims of the workbook as the plan for all leaves them: of the shortfall it is known how
    low it can be in this scenario, of the others what the bounds of the variables say."""
    ledger, model = Ledger(scenario, plan), build(scenario)
    found = []
    for aim in scenario.aims:
        value = AIM_VALUES[aim](ledger)
        least = bound if aim == "shortfall" else box_bound(model.program, model.aims[aim])
        found.append(AimResult(aim, value, value, min(value, least), 0.0))
    return tuple(found)


def _plan_file(folder: Path, source: Path, name: str, names: tuple[str, ...]) -> Path:
    """A file for each scenario, whatever its name."""
    safe = UNSAFE.sub("_", name)
    twins = [other for other in names if UNSAFE.sub("_", other) == safe]
    apart = f"-{twins.index(name) + 1}" if len(twins) > 1 else ""
    return folder / f"{source.stem}-{safe}{apart}-plan.xlsx"
