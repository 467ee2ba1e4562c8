"""The front door for input: a workbook becomes a scenario, or a list of all its problems."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from allocator.domain.overlay import Change, Difference
from allocator.domain.problem import Notice
from allocator.domain.scenario import Scenario
from allocator.domain.stray import Stray
from allocator.errors import InputError
from allocator.io.address import split_address
from allocator.io.cross_checks import cross_check_problems
from allocator.io.draft import Draft
from allocator.io.layout import ON_TOP_SHEETS, SCENARIOS
from allocator.io.notices import scenario_notices
from allocator.io.overlays.asked import BASE, asked_changes
from allocator.io.overlays.overlaid import overlaid
from allocator.io.overlays.stack import ON_TOP, require_apart, stacked, titled
from allocator.io.overlays.uncertain import asked_uncertainties, strays
from allocator.io.policy_settings import policy
from allocator.io.problems import in_cell_order
from allocator.io.scenario_assembler import assembled
from allocator.io.sheet_cells import SheetCells
from allocator.io.sheet_rows import SheetRows
from allocator.io.workbook_file import workbook_file
from allocator.io.workbook_reader import WorkbookRows, read_rows, workbook_rows

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ReadResult:
    """A workbook without problems: its scenario, what is worth saying, and its fingerprint."""

    scenario: Scenario
    notices: tuple[Notice, ...]
    sha256: str
    """Of the file's bytes."""
    cells: Mapping[str, SheetCells]
    """The sheets of the scenario as they were stored, with the changes of others on top."""
    rows: Mapping[str, SheetRows]
    """Their rows, cell by cell as they were understood."""
    changes: tuple[Change, ...] = ()
    """What all scenarios of the workbook ask for."""
    differences: tuple[Difference, ...] = ()
    """What the scenarios that were put on top made otherwise."""
    uncertainties: tuple[Stray, ...] = ()
    """The figures that may be drawn at random, cell by cell."""
    overlay: str = ""
    """Which scenarios are on top, as they were named; empty for the workbook as it stands."""

    def under(self, name: str) -> "ReadResult":
        """The same workbook with scenarios on top, named as `delay` or `delay+small_budget`.

        RequestError for a name that the workbook does not have; InputError where the changes cannot
        be made, or what comes of them cannot be read.
        """
        return self if name == BASE else self.changed(stacked(self.changes, name), name)

    def changed(self, changes: Sequence[Change], name: str) -> "ReadResult":
        """The same workbook with changes on top, under this name."""
        found = overlaid(self.cells, self.rows, changes)
        if found.problems:
            raise InputError(in_cell_order(found.problems))
        cells = titled(found.cells, self.rows, name)
        same = {name: self.rows[name] for name in cells if cells[name] is self.cells.get(name)}
        read = read_rows(cells, [], [], same)
        scenario = scenario_of(read)
        if read.problems:
            raise InputError(in_cell_order(map(found.blamed, read.problems)))
        before = set(scenario_notices(self.scenario))
        of_file = (notice for notice in self.notices if notice not in before)
        return replace(
            self,
            scenario=scenario,
            notices=(*of_file, *scenario_notices(scenario)),
            cells=cells,
            rows=read.sheets,
            differences=found.differences,
            overlay=ON_TOP.join(filter(None, (self.overlay, name))),
        )


def read_scenario(path: Path, *, of_plan: bool = False, overlay: str = "") -> ReadResult:
    """Read a workbook. InputError carries every problem found, in the order of the cells.

    A file that is no workbook, or none that can safely be unpacked, is a problem of its own; then
    nothing in it is looked at. With `of_plan` the file is a plan's workbook and the scenario the
    one that it carries; what scenarios were on top is in it. With `overlay` scenarios are put on
    top, as `under` does it.
    """
    file = workbook_file(path)
    found = workbook_rows(file, of_plan=of_plan)
    scenario = scenario_of(found)
    changes: tuple[Change, ...] = ()
    uncertain: tuple[Stray, ...] = ()
    if not of_plan:
        changes, uncertain = _on_top(found)
    if found.problems:
        raise InputError(in_cell_order(found.problems))
    notices = (*found.notices, *scenario_notices(scenario))
    read = ReadResult(
        scenario,
        notices,
        file.sha256,
        _of_scenario(found.cells),
        found.sheets,
        changes,
        uncertainties=uncertain,
    )
    return read.under(overlay) if overlay else read


def _on_top(found: WorkbookRows) -> tuple[tuple[Change, ...], tuple[Stray, ...]]:
    """What may become of the workbook; problems join the list.

    What its other sheets are asked to become is looked at where they have no problems.
    """
    changes = asked_changes(found.sheets, found.cells, found.problems)
    uncertain = asked_uncertainties(found.sheets, found.problems)
    told = [split_address(one.address)[0] for one in found.problems]
    if any(sheet not in ON_TOP_SHEETS for sheet in told):
        return changes, ()
    complete = SCENARIOS.name not in told
    found.problems.extend(require_apart(found.cells, found.sheets, changes, complete=complete))
    return changes, strays(uncertain, found.cells, found.sheets, found.problems)


def _of_scenario(sheets: Mapping[str, T]) -> Mapping[str, T]:
    """Without those that say what may become of it."""
    return {name: sheet for name, sheet in sheets.items() if name not in ON_TOP_SHEETS}


def scenario_of(found: WorkbookRows) -> Scenario:
    """The scenario of all readable rows; problems join their list."""
    judged_by = policy(found.sheets.get("settings"), found.problems)
    draft = Draft(_of_scenario(found.sheets), found.problems)
    scenario = assembled(draft, judged_by, draft.book())
    found.problems.extend(cross_check_problems(scenario, draft.unread()))
    return scenario
