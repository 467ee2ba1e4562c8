"""A verified plan that questions are asked of, and the copy of its workbook with the answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from allocator.app.planned import planned
from allocator.app.verify_workbook import verify_workbook
from allocator.domain.plan import Plan
from allocator.domain.provenance import Provenance
from allocator.domain.scenario import Scenario
from allocator.errors import OutputError, VerificationError
from allocator.io.scenario_reader import ReadResult, read_scenario
from allocator.io.workbook_writer import require_writable, write_plan
from allocator.report.book import tables
from allocator.report.view import View
from allocator.tables.table import Table


@dataclass(frozen=True, slots=True)
class KnownPlan:
    """A plan that holds everything against its workbook."""

    reading: ReadResult
    plan: Plan
    provenance: Provenance
    explained: tuple[Table, ...] = ()
    """Sheets of explanations that its workbook carries already."""

    @property
    def scenario(self) -> Scenario:
        """What the plan answers to."""
        return self.reading.scenario

    @property
    def view(self) -> View:
        """The plan's accounts."""
        return View(self.scenario, self.plan, self.provenance, self.explained)


def known_plan(workbook: Path, plan: Path) -> KnownPlan:
    """A plan, verified against its workbook, with the scenarios on top that it was made with.

    Raises InputError, PlanError and VerificationError.
    """
    report = verify_workbook(workbook, plan)
    if report.violations:
        raise VerificationError(report.telling)
    saved = report.saved
    reading = planned(read_scenario(workbook), saved.provenance)
    return KnownPlan(reading, saved.plan, saved.provenance, report.explained)


def require_copy(target: Path, workbook: Path, plan: Path) -> None:
    """OutputError where the copy would replace what it is made from, or cannot be written."""
    require_writable(target, workbook)
    if target.exists() and target.resolve() == plan.resolve():
        raise OutputError(f"{target} is the plan itself and is not overwritten; give another name")


def write_explained(target: Path, known: KnownPlan, added: Sequence[Table]) -> Path:
    """Write a copy of the plan's workbook with sheets added; where it went.

    Sheets of explanations that the plan carries stay, but for those of the same names. Raises
    OutputError where it cannot be written.
    """
    explained = {table.name: table for table in (*known.explained, *added)}
    made = tables(known.scenario, known.plan, known.provenance, tuple(explained.values()))
    return write_plan(target, made, known.reading.cells)


def sheet_name(known: KnownPlan, stem: str, about: str) -> str:
    """The name of a sheet: that of the one with the same question, else the first that is free."""
    for table in known.explained:
        if table.name.startswith(stem) and table.about == about:
            return table.name
    taken = {table.name for table in known.explained}
    names = (stem if count == 1 else f"{stem}_{count}" for count in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)
