"""The input inside a plan's workbook: hidden copies of its sheets, cell by cell.

A plan can then be briefed, checked and questioned from its own workbook alone, and `lines!E7` on a
sheet of the plan is the cell E7 of the hidden sheet `input_lines`.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, time

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from allocator.io.layout import IGNORED
from allocator.io.page_setup import NARROWEST, margins, set_margins
from allocator.io.raw_cells import Raw
from allocator.io.sheet_cells import SheetCells
from allocator.io.workbook_parts import SheetPlace

PREFIX = "input_"
"""Starts the names of the copies; no sheet of a plan starts with it."""
HEADER = 1
"""Row of an input sheet in which the names of its columns stand."""


def is_embedded(name: str) -> bool:
    """Whether a sheet of a plan's workbook is the copy of an input sheet."""
    return name.startswith(PREFIX)


def embedded(places: Iterable[SheetPlace]) -> list[SheetPlace]:
    """The copies among the sheets of a plan's workbook, under the names of the input's sheets."""
    return [
        SheetPlace(place.name.removeprefix(PREFIX), place.part, hidden=False)
        for place in places
        if is_embedded(place.name)
    ]


def draw_input(workbook: Workbook, sheets: Mapping[str, SheetCells], marking: str) -> None:
    """Add the copies to a workbook, hidden, each cell where it stands in the input.

    Columns that the planner keeps for himself, and whose names say so, are left out.
    """
    moment = workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    for name, cells in sheets.items():
        copy = workbook.add_worksheet(f"{PREFIX}{name}")
        copy.hide()
        set_margins(copy, margins("", marking, copy.get_name(), NARROWEST))
        private = {
            column
            for column, raw in cells.rows.get(HEADER, {}).items()
            if isinstance(raw, str) and raw.strip().startswith(IGNORED)
        }
        for row, line in cells.rows.items():
            for column, raw in line.items():
                if column not in private:
                    _write(copy, row - 1, column, raw, moment)


def _write(sheet: Worksheet, row: int, column: int, raw: Raw, moment: Format) -> None:
    if isinstance(raw, bool):
        sheet.write_boolean(row, column, raw)
    elif isinstance(raw, int | float):
        sheet.write_number(row, column, raw)
    elif isinstance(raw, datetime | time):
        sheet.write_datetime(row, column, raw, moment)
    elif isinstance(raw, str):
        sheet.write_string(row, column, raw)
