"""Check a saved plan against its workbook: families, aims, figures, digests."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import allocator
from allocator.app.planned import planned
from allocator.domain.digest import plan_digest, scenario_digest
from allocator.domain.problem import Notice
from allocator.domain.scenario import Scenario
from allocator.domain.violation import Violation
from allocator.errors import InputError, PlanError
from allocator.io.address import split_address
from allocator.io.embedded_input import PREFIX
from allocator.io.figures import FAMILY, figure_violations
from allocator.io.moved_rows import rests_elsewhere
from allocator.io.plan_reader import SavedPlan, read_plan, unknown_codes
from allocator.io.saved_explanations import saved_explanations
from allocator.io.saved_sheets import keeps_no_values
from allocator.io.scenario_reader import read_scenario
from allocator.io.sheet_rows import SheetRows
from allocator.report.book import tables
from allocator.report.view import View
from allocator.tables.plan_sheets import PROVENANCE
from allocator.tables.table import Table
from allocator.verify.aims import aim_violations
from allocator.verify.leximin import leximin_violations
from allocator.verify.verify import judgement

NO_VALUES = (
    "the file was saved by a program that keeps no values of formulas: give the plan as "
    "`allocator solve` wrote it, or open it in Excel and save it there"
)
CHANGED = "the input sheets that the plan carries are not those it was made from"


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What a saved plan breaks; nothing when it may be sent out."""

    scenario: Scenario
    saved: SavedPlan
    notices: tuple[Notice, ...]
    violations: tuple[Violation, ...]
    ignored: tuple[Violation, ...] = ()
    """What families that a what-if leaves out would have said: information."""
    moved: bool = False
    """Rows of the input stand elsewhere, or name other sources, than when the plan was made."""
    rows: Mapping[str, SheetRows] = field(default_factory=dict)
    """Rows of the input's sheets, cell by cell as they were understood."""
    explained: tuple[Table, ...] = ()
    """Sheets of explanations that the plan carries: as they were written, not found anew."""

    @property
    def view(self) -> View:
        """The plan's accounts."""
        return View(self.scenario, self.saved.plan, self.saved.provenance, self.explained)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What may explain many violations of figures at once."""
        if not any(violation.family == FAMILY for violation in self.violations):
            return ()
        remarks = [NO_VALUES] if keeps_no_values(self.saved.sheets) else []
        written = dict(self.saved.provenance.versions).get("allocator", "unknown")
        if written != allocator.__version__:
            remarks.append(
                f"the plan was written by allocator {written}, this is {allocator.__version__}: "
                "solve its input again"
            )
        return tuple(remarks)

    @property
    def telling(self) -> tuple[Violation, ...]:
        """The violations, without those that the remark on formulas without values says at once."""
        if NO_VALUES not in self.remarks:
            return self.violations
        return tuple(each for each in self.violations if not self._lacks_value(each.address))

    def _lacks_value(self, address: str) -> bool:
        name, row, column = split_address(address)
        cell = self.saved.sheets.get(name, {}).get((row - 1, column))
        return cell is not None and cell.value is None


def verify_workbook(source: Path | None, plan: Path, *, figures: bool = True) -> VerifyReport:
    """Recompute a saved plan from the two workbooks alone, without any solver.

    Without `source` the input is the one that the plan's workbook carries; with it, the scenarios
    that the plan was made with are put on top. `figures` False leaves
    out the digests and the comparison of every cell, so that what remains are the families and aims
    that the plan's own decisions break. Where rows of the input have moved or cite other sources,
    long sheets are compared by their keys, without evidence and wording, and pages for reading not
    at all. Raises InputError and PlanError for workbooks that cannot be read.
    """
    reading = read_scenario(source or plan, of_plan=source is None)
    saved = read_plan(plan)
    if source:
        reading = planned(reading, saved.provenance)
    scenario = reading.scenario
    if figures and saved.provenance.scenario_digest != scenario_digest(scenario):
        return VerifyReport(scenario, saved, reading.notices, (_foreign(source),))
    if unknown := unknown_codes(scenario, saved):
        raise PlanError(unknown)
    claimed = {aim.name: aim.value for aim in saved.provenance.aims}
    judged = judgement(scenario, saved.plan)
    found = [
        *judged.violations,
        *aim_violations(scenario, saved.plan, claimed),
        *leximin_violations(scenario, saved.plan, saved.provenance.aims),
    ]
    moved = False
    explained = saved_explanations(saved.sheets)
    if figures:
        made = tables(scenario, saved.plan, saved.provenance, explained)
        differing = figure_violations(made, plan, saved.sheets)
        if differing and source and reading.sha256 != saved.provenance.input_sha256:
            moved = rests_elsewhere(made, saved.sheets)
        if moved:
            differing = figure_violations(made, plan, saved.sheets, moved=True)
        if source:
            differing = [*differing, *_carried_violations(scenario, plan)]
        found = [*_digest_violations(scenario, saved), *differing, *found]
    return VerifyReport(
        scenario,
        saved,
        reading.notices,
        tuple(found),
        judged.ignored,
        moved,
        reading.rows,
        explained,
    )


def _foreign(source: Path | None) -> Violation:
    """All that is worth saying of a plan that was made from another scenario."""
    if source is None:
        return _carried(f"{PREFIX}settings", CHANGED)
    return Violation(
        family="figures",
        subject=("scenario_digest",),
        message="the plan was made from another scenario than this workbook holds",
        address=PROVENANCE,
    )


def _carried_violations(scenario: Scenario, plan: Path) -> list[Violation]:
    """The input sheets that a plan carries are those it was made from."""
    try:
        carried = read_scenario(plan, of_plan=True).scenario
    except InputError as error:
        problem = error.problems[0]
        return [_carried(f"{PREFIX}{problem.address}", problem.message)]
    if scenario_digest(carried) == scenario_digest(scenario):
        return []
    return [_carried(f"{PREFIX}settings", CHANGED)]


def _carried(address: str, message: str) -> Violation:
    return Violation(family="figures", subject=("input",), message=message, address=address)


def _digest_violations(scenario: Scenario, saved: SavedPlan) -> list[Violation]:
    stated = saved.provenance
    found = []
    if tuple(aim.name for aim in stated.aims) != scenario.aims:
        found.append(
            Violation(
                family="figures",
                subject=("aims",),
                message="the aims are not those of the workbook, in their order",
                address=PROVENANCE,
            )
        )
    if stated.overlay and not scenario.policy.title.endswith(f"({stated.overlay})"):
        found.append(
            Violation(
                family="figures",
                subject=("scenario",),
                message="the plan is of another scenario than its title says",
                address=PROVENANCE,
            )
        )
    if stated.plan_digest != plan_digest(saved.plan):
        found.append(
            Violation(
                family="figures",
                subject=("plan_digest",),
                message="the plan's rows are not those that were written",
                address=PROVENANCE,
            )
        )
    return found
