"""Read a workbook, solve it, verify the plan, write the result."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from allocator.app.proof import proven_plan
from allocator.app.versions import versions
from allocator.domain.digest import plan_digest, scenario_digest
from allocator.domain.outcome import Outcome, Solved
from allocator.domain.plan import Plan
from allocator.domain.policy import AimName
from allocator.domain.problem import Notice
from allocator.domain.provenance import Provenance
from allocator.domain.scenario import Scenario
from allocator.engine.effort import Effort
from allocator.engine.processes import cores
from allocator.engine.progress import Observer
from allocator.engine.solve import solve
from allocator.io.scenario_reader import ReadResult, read_scenario
from allocator.io.workbook_writer import require_writable, write_plan
from allocator.model.build import build
from allocator.report.book import tables


@dataclass(frozen=True, slots=True)
class Search:
    """How long and with what to search."""

    effort: Effort = "normal"
    time_limit: float | None = None
    """Wall-clock seconds; a search that it ends is not reproducible."""
    seed: int = 0
    workers: int | None = None
    """Processes, as many as there are cores by default; they never change the plan."""

    def outcome(
        self,
        scenario: Scenario,
        *,
        last: AimName | None = None,
        observer: Observer | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> Outcome:
        """What the engine finds; VerificationError for a plan that breaks a row."""
        found = solve(
            build(scenario),
            effort=self.effort,
            time_limit=self.time_limit,
            seed=self.seed,
            workers=self.workers or cores(),
            last=last,
            observer=observer,
            stop=stop,
        )
        if isinstance(found, Solved):
            proven_plan(scenario, found)
        return found


@dataclass(frozen=True, slots=True)
class SolveReport:
    """What came of a solve; `output` is None where there is no plan."""

    scenario: Scenario
    outcome: Outcome
    provenance: Provenance
    notices: tuple[Notice, ...]
    output: Path | None


def solve_workbook(
    source: Path,
    target: Path,
    search: Search,
    *,
    overlay: str = "",
    observer: Observer | None = None,
    stop: Callable[[], bool] | None = None,
) -> SolveReport:
    """Solve `source` and write its verified plan to `target`.

    `overlay` names scenarios of the workbook that are put on top. Raises RequestError where it has
    none of that name, InputError for a workbook with problems, VerificationError for a plan that
    breaks a row (nothing is written then), OutputError when the result cannot be written.
    """
    require_writable(target, source)
    reading = read_scenario(source, overlay=overlay)
    outcome = search.outcome(reading.scenario, observer=observer, stop=stop)
    provenance = provenance_of(source, reading, search, outcome)
    output = None
    if isinstance(outcome, Solved):
        made = tables(reading.scenario, outcome.plan, provenance)
        output = write_plan(target, made, reading.cells)
    return SolveReport(reading.scenario, outcome, provenance, reading.notices, output)


def provenance_of(
    source: Path, reading: ReadResult, search: Search, outcome: Outcome
) -> Provenance:
    """How the outcome came about."""
    solved = outcome if isinstance(outcome, Solved) else None
    return Provenance(
        input_name=source.name,
        input_sha256=reading.sha256,
        scenario_digest=scenario_digest(reading.scenario),
        plan_digest=plan_digest(solved.plan if solved else Plan()),
        versions=versions(),
        effort=search.effort,
        seed=search.seed,
        verdict=outcome.verdict,
        reproducible=outcome.reproducible,
        aims=solved.aims if solved else (),
        overlay=reading.overlay,
    )
