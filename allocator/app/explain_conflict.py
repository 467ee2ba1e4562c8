"""Why a workbook has no plan: cells that cannot hold together, and the smallest repair."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from allocator.app.repaired_workbook import require_new, write_repaired
from allocator.domain.outcome import Infeasible, Undecided
from allocator.domain.plan import Plan
from allocator.domain.problem import Notice
from allocator.domain.scenario import Scenario
from allocator.engine.effort import Effort
from allocator.engine.feasible import feasible
from allocator.engine.processes import Processes, cores
from allocator.engine.progress import Observer
from allocator.engine.watch import Watch
from allocator.errors import RequestError
from allocator.explain.conflict.conflict import Conflicts, conflicts
from allocator.explain.conflict.oracle import Oracle
from allocator.explain.conflict.sheet import conflict_sheet
from allocator.explain.repair.figures import movable
from allocator.explain.repair.repair import Answer, FindRepair, Repair, repair
from allocator.explain.repair.sheet import repair_sheet
from allocator.explain.stipulations.all import stipulations
from allocator.explain.stipulations.stipulation import Stipulation
from allocator.io.scenario_reader import ReadResult, read_scenario
from allocator.io.workbook_writer import require_writable, write_plan
from allocator.model.build import build


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a workbook."""

    source: Path
    apply: Path | None = None
    """Where the repaired copy goes."""
    output: Path | None = None
    """Where the answer goes as a workbook."""
    keep: tuple[str, ...] = ()
    """Cells and sheets that a repair may not change."""
    count: int = 3
    effort: Effort = "normal"
    seed: int = 0
    workers: int | None = None
    overlay: str = ""
    """Scenarios of the workbook that are put on top."""


@dataclass(frozen=True, slots=True)
class Listener:
    """Who hears how far the search has come, and may end it."""

    observer: Observer = lambda _: None
    """Of the search for any plan."""
    doing: Callable[[str, str], None] = lambda _what, _detail: None
    """Of what comes then, in words."""
    stop: Callable[[], bool] = lambda: False


@dataclass(frozen=True, slots=True)
class ConflictReport:
    """The answer; conflicts and repair only where there is no plan or none was found."""

    scenario: Scenario
    outcome: Plan | Infeasible | Undecided
    conflicts: Conflicts | None
    repair: Answer | None
    """None also where it was stopped."""
    output: Path | None
    applied: Path | None
    notices: tuple[Notice, ...]

    @property
    def verdict(self) -> Literal["feasible", "infeasible", "undecided"]:
        """Of the workbook as it is."""
        return "feasible" if isinstance(self.outcome, Plan) else self.outcome.verdict


def explain_conflict(request: Request, listener: Listener) -> ConflictReport:
    """Find conflicts and a repair of a workbook, and write what was asked for.

    Ended early it tells what is known by then. Raises InputError, RequestError for a cell to keep
    that is none, VerificationError, OutputError; nothing is written where there is a plan.
    """
    _require_targets(request)
    reading = read_scenario(request.source, overlay=request.overlay)
    stipulated = stipulations(reading.scenario)
    moving = movable(stipulated, request.keep)
    workers = request.workers or cores()
    outcome = feasible(
        build(reading.scenario),
        effort=request.effort,
        seed=request.seed,
        workers=workers,
        observer=listener.observer,
        stop=listener.stop,
    )
    if isinstance(outcome, Plan):
        return ConflictReport(reading.scenario, outcome, None, None, None, None, reading.notices)
    search = _Search(request, listener, reading.scenario, stipulated, moving, workers)
    found, answer = search.answers(outcome)
    output = _written(request, reading, found, answer)
    applied = None
    if request.apply is not None and isinstance(answer, Repair):
        applied = write_repaired(request.source, request.apply, answer)
    return ConflictReport(
        reading.scenario, outcome, found, answer, output, applied, reading.notices
    )


@dataclass(frozen=True, slots=True)
class _Search:
    request: Request
    listener: Listener
    scenario: Scenario
    stipulated: tuple[Stipulation, ...]
    moving: Sequence[Stipulation]
    workers: int

    def answers(self, outcome: Infeasible | Undecided) -> tuple[Conflicts | None, Answer | None]:
        """Conflicts, where it is proven that there are any, and beside them the repair."""
        request, watch = self.request, Watch(stop=self.listener.stop)
        task = FindRepair(self.scenario, request.keep, request.effort, request.seed)
        with Processes(min(2, self.workers), watch) as processes:
            ticket = processes.submit(task)
            found = self._conflicts(outcome) if isinstance(outcome, Infeasible) else None
            self.listener.doing("looking for the smallest repair", "")
            answer = processes.result(ticket)
        return found, None if answer is None else repair(self.scenario, self.moving, answer)

    def _conflicts(self, outcome: Infeasible) -> Conflicts:
        def told(questions: int) -> None:
            self.listener.doing("looking for cells that conflict", f"question {questions}")

        oracle = Oracle(
            self.scenario,
            self.stipulated,
            seed=self.request.seed,
            stop=self.listener.stop,
            told=told,
        )
        return conflicts(oracle, outcome.rows, self.request.count)


def _require_targets(request: Request) -> None:
    if request.output is not None:
        require_writable(request.output, request.source)
    if request.apply is not None and request.overlay:
        raise RequestError(
            "a repair of a scenario cannot be applied to its workbook: change the cells of the "
            "sheet scenarios that the conflict names"
        )
    if request.apply is not None:
        require_new(request.apply, request.source, request.output)


def _written(
    request: Request, reading: ReadResult, found: Conflicts | None, answer: Answer | None
) -> Path | None:
    """The answer as a workbook, its input carried along."""
    if request.output is None:
        return None
    sheets = [repair_sheet(answer, reading.scenario)]
    if found is not None:
        sheets.insert(0, conflict_sheet(found, reading.scenario))
    return write_plan(request.output, sheets, reading.cells)
