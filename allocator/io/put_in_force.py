"""A workbook that was read, with a plan put in force and its aims in another order."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from allocator.domain.in_force import CODES
from allocator.domain.policy import STEADINESS, AimName
from allocator.errors import InputError
from allocator.io.layout_settings import SETTINGS_SHEET
from allocator.io.notices import scenario_notices
from allocator.io.overlays.draft_sheet import DraftSheet
from allocator.io.problems import in_cell_order
from allocator.io.raw_cells import Raw
from allocator.io.scenario_reader import ReadResult, scenario_of
from allocator.io.sheet_cells import SheetCells
from allocator.io.sheet_header import HEADER_ROW
from allocator.io.workbook_reader import read_rows
from allocator.tables.plan_sheets import IN_FORCE

COLUMNS = ("decision", *CODES, "value", "announced")
AIMS = "aims"


def put_in_force(
    reading: ReadResult, rows: Sequence[Mapping[str, str]], aims: Sequence[AimName]
) -> ReadResult:
    """The same workbook with rows, as `saved_in_force` gives them, in the place of its sheet
    plan_in_force, its aims in this order, and nothing of changes given up.

    Without rows no plan is in force. InputError for what cannot be read then.
    """
    cells = {**reading.cells, SETTINGS_SHEET.name: _settings(reading, aims)}
    cells.pop(IN_FORCE, None)
    if rows:
        cells[IN_FORCE] = _in_force(rows)
    same = {name: reading.rows[name] for name in cells if cells[name] is reading.cells.get(name)}
    read = read_rows(cells, [], [], same)
    scenario = scenario_of(read)
    if read.problems:
        raise InputError(in_cell_order(read.problems))
    before = set(scenario_notices(reading.scenario))
    of_file = (notice for notice in reading.notices if notice not in before)
    return replace(
        reading,
        scenario=scenario,
        notices=(*of_file, *scenario_notices(scenario)),
        cells=cells,
        rows=read.sheets,
    )


def _settings(reading: ReadResult, aims: Sequence[AimName]) -> SheetCells:
    name = SETTINGS_SHEET.name
    draft = DraftSheet(SETTINGS_SHEET, reading.cells[name], reading.rows[name])
    if (AIMS,) not in draft.rows:
        draft.add((AIMS,))
    draft.write(draft.rows[AIMS,], "value", "; ".join(aims))
    for aim in sorted(STEADINESS):
        key = (f"tolerance_{aim}",)
        if key in draft.rows:
            draft.write(draft.rows[key], "value", 0)
    return draft.cells


def _in_force(rows: Sequence[Mapping[str, str]]) -> SheetCells:
    cells = SheetCells(IN_FORCE, hidden=False)
    cells.rows[HEADER_ROW] = dict(enumerate(COLUMNS))
    for number, row in enumerate(rows, HEADER_ROW + 1):
        raws: dict[int, Raw] = {}
        for place, column in enumerate(COLUMNS):
            text = row.get(column, "")
            if text:
                raws[place] = int(text) if column == "value" else text
        cells.rows[number] = raws
    return cells
