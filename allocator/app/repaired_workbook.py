"""A copy of an input workbook with the figures of a repair, proven to have a plan."""

from pathlib import Path

from allocator.app.distinct_files import require_absent
from allocator.domain.problem import Problem
from allocator.errors import InputError, OutputError, VerificationError
from allocator.explain.repair.repair import Repair
from allocator.io.edited_rows import Figure, edited_rows
from allocator.io.input_writer import write_input_workbook
from allocator.io.scenario_reader import read_scenario
from allocator.io.workbook_writer import require_writable
from allocator.verify.verify import violations

REMARK = "changed by allocator explain conflict"


def require_new(target: Path, source: Path, other: Path | None) -> None:
    """OutputError where the repaired copy would replace a file, or cannot be written."""
    require_writable(target, source)
    require_absent(target)
    if other is not None and target.resolve() == other.resolve():
        raise OutputError(f"{target} is asked for twice; give the two results different names")


def write_repaired(source: Path, target: Path, found: Repair) -> Path:
    """Write the copy, read it back and verify the repair's plan against it; where it went.

    Sheets and columns are copied as `allocator keep` does; the note of each row that changes says
    so. Raises InputError for a figure that has no cell, and for a copy that cannot be read; no file
    stays behind then.
    """
    rows, _ = edited_rows(source, _figures(found), REMARK)
    written = write_input_workbook(target, rows)
    try:
        broken = violations(read_scenario(written).scenario, found.plan)
    except InputError:
        written.unlink()
        raise
    if broken:
        written.unlink()
        raise VerificationError(broken)
    return written


def _figures(found: Repair) -> dict[Figure, int]:
    book = found.scenario.book
    figures, missing = {}, []
    for one, value in ((move.stipulation, move.value) for move in found.moves):
        row = book.rows.get(one.sheet, {}).get(one.key)
        if row is None:
            missing.append(Problem(address=one.cell, message="no such row", remedy="add it"))
        else:
            figures[Figure(one.sheet, row, one.column)] = value
    if missing:
        raise InputError(missing)
    return figures
