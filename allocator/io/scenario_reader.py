"""The front door for input: a workbook becomes a scenario, or a list of all its problems."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from allocator.domain.problem import Notice
from allocator.domain.scenario import Scenario
from allocator.errors import InputError
from allocator.io.cross_checks import cross_check_problems
from allocator.io.draft import Draft
from allocator.io.notices import scenario_notices
from allocator.io.policy_settings import policy
from allocator.io.problems import in_cell_order
from allocator.io.scenario_assembler import assembled
from allocator.io.sheet_cells import SheetCells
from allocator.io.sheet_rows import SheetRows
from allocator.io.workbook_file import workbook_file
from allocator.io.workbook_reader import workbook_rows


@dataclass(frozen=True, slots=True)
class ReadResult:
    """A workbook without problems: its scenario, what is worth saying, and its fingerprint."""

    scenario: Scenario
    notices: tuple[Notice, ...]
    sha256: str
    """Of the file's bytes."""
    cells: Mapping[str, SheetCells]
    """Its input sheets as they were stored."""
    rows: Mapping[str, SheetRows]
    """Their rows, cell by cell as they were understood."""


def read_scenario(path: Path, *, of_plan: bool = False) -> ReadResult:
    """Read a workbook. InputError carries every problem found, in the order of the cells.

    A file that is no workbook, or none that can safely be unpacked, is a problem of its own; then
    nothing in it is looked at. With `of_plan` the file is a plan's workbook and the scenario the
    one that it carries.
    """
    file = workbook_file(path)
    found = workbook_rows(file, of_plan=of_plan)
    problems = found.problems
    judged_by = policy(found.sheets.get("settings"), problems)
    draft = Draft(found.sheets, problems)
    scenario = assembled(draft, judged_by, draft.book())
    problems.extend(cross_check_problems(scenario, draft.unread()))
    if problems:
        raise InputError(in_cell_order(problems))
    notices = (*found.notices, *scenario_notices(scenario))
    return ReadResult(scenario, notices, file.sha256, found.cells, found.sheets)
