"""Put a plan in force: a copy of an input workbook that holds on to it."""

from dataclasses import dataclass
from pathlib import Path

from allocator.app.distinct_files import require_absent
from allocator.app.saved_plan import proven_saved_plan
from allocator.domain.problem import Notice
from allocator.errors import InputError
from allocator.io.input_rows import input_rows
from allocator.io.input_writer import write_input_workbook
from allocator.io.plan_reader import SavedPlan, read_plan
from allocator.io.saved_in_force import saved_in_force
from allocator.io.scenario_reader import read_scenario
from allocator.io.workbook_writer import require_writable
from allocator.report.prose import readable
from allocator.tables.plan_sheets import IN_FORCE, PROVENANCE


@dataclass(frozen=True, slots=True)
class KeepReport:
    """What was written, and what is worth knowing of it."""

    output: Path
    rows: int
    """Decisions of the plan that is in force now."""
    notices: tuple[Notice, ...]


def keep_plan(plan: Path, source: Path, target: Path) -> KeepReport:
    """Write `source` to `target` with the plan as its sheet plan_in_force.

    All input sheets are copied with the planner's own columns; formulas become the values they were
    saved with, and sheets that are ignored are left behind. Raises InputError or PlanError for
    workbooks that cannot be read, PlanError for a what-if, VerificationError for a plan that does
    not hold against the input that it carries, OutputError for a target that is there already or
    cannot be written.
    """
    require_writable(target, source)
    require_absent(target)
    read_scenario(source)
    saved = read_plan(plan)
    decisions = saved_in_force(saved)
    proven_saved_plan(plan)
    rows, left = input_rows(source)
    written = write_input_workbook(target, {**rows, IN_FORCE: decisions})
    try:
        notices = read_scenario(written).notices
    except InputError:
        written.unlink()
        raise
    behind = tuple(Notice(address=name, message="sheet is not copied") for name in left)
    return KeepReport(written, len(decisions), (*_of_scenario(saved), *behind, *notices))


def _of_scenario(saved: SavedPlan) -> tuple[Notice, ...]:
    """That the plan was not made from a workbook as it stands."""
    name = readable(saved.provenance.overlay)
    said = f"the plan is of scenario {name}; the copy holds on to it without that scenario on top"
    return (Notice(address=PROVENANCE, message=said),) if name else ()
