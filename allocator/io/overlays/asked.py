"""What the rows of the sheets `scenarios` and `uncertainties` point at."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from typing import cast

from allocator.domain.overlay import Change, How
from allocator.domain.problem import Problem
from allocator.io.layout import SCENARIOS, SHEET_BY_NAME, TARGETS, all_columns
from allocator.io.layout_settings import SETTINGS_SHEET
from allocator.io.overlays.keys import ANY, Patterns
from allocator.io.phrases import new_code
from allocator.io.problems import UnreadableCellError, problem, suggestion
from allocator.io.raw_cells import is_blank
from allocator.io.sheet_cells import SheetCells
from allocator.io.sheet_header import HEADER_ROW
from allocator.io.sheet_rows import Row, SheetRows
from allocator.tables.input_sheet import InputColumn, InputSheet

SEVERAL, NEXT = ";", ","
ROW = re.compile(r"[0-9]{1,7}")
DRAW = re.compile(r"draw [0-9]+", re.IGNORECASE)
"""What a sweep calls its draws."""
LAST_ROW = 1_048_576
MOST_KEYS = 10_000
"""Keys that a cell may name one by one."""
BASE = "base"
"""The workbook as it stands; no scenario can be called so."""


class RefusedError(Exception):
    """A row that asks for what cannot be done."""

    def __init__(self, found: Problem) -> None:
        self.problem = found
        super().__init__(str(found))


@dataclass(frozen=True, slots=True)
class Place:
    """The cells of other sheets that a readable row of one of the two sheets names."""

    found: SheetRows
    row: Row

    @property
    def sheet(self) -> InputSheet:
        """The sheet that is changed."""
        return SHEET_BY_NAME[str(self.row.values["sheet"])]

    @property
    def how(self) -> How:
        """What becomes of the cells."""
        return cast(How, self.row.values["change"])

    @property
    def key_names(self) -> tuple[str, ...]:
        """What its rows are known by."""
        return self.sheet.key or ("row",)

    def address(self, column: str) -> str:
        """A cell of the row."""
        return self.found.address(self.row, column)

    def refused(self, column: str, message: str, remedy: str) -> RefusedError:
        """A problem at a cell of the row."""
        return RefusedError(problem(self.address(column), message, remedy))

    def key(self) -> Patterns:
        """Patterns by key column; refused where there are too many or too few."""
        text = str(self.row.values["key"])
        parts = tuple(
            tuple(dict.fromkeys(filter(None, (code.strip() for code in part.split(SEVERAL)))))
            for part in text.split(NEXT)
        )
        if len(parts) != len(self.key_names) or not all(parts):
            named = ", ".join(self.key_names)
            raise self.refused("key", f'"{text}" is no key of {self.sheet.name}', f"write {named}")
        if not self.sheet.key:
            parts = (tuple(self._row(code) for code in parts[0]),)
        if (count := prod(map(len, parts))) > MOST_KEYS:
            raise self.refused("key", f"names {count:,} rows one by one", f"use {ANY} for some")
        return parts

    def _row(self, text: str) -> str:
        """The number of a row below the header, as Excel has them."""
        number = int(text) if ROW.fullmatch(text) else 0
        if text != ANY and not HEADER_ROW < number <= LAST_ROW:
            remedy = f"write the number of a row; the header is row {HEADER_ROW}"
            raise self.refused("key", f'"{text}" is no row of {self.sheet.name}', remedy)
        return text if text == ANY else str(number)

    def target(self, amount: str) -> InputColumn:
        """The column that is changed, or the setting; refused where it cannot be changed so.

        `amount` is the column of this row in which the change itself stands.
        """
        name = str(self.row.values["column"])
        columns = {column.name: column for column in all_columns(self.sheet)}
        if self.sheet is SETTINGS_SHEET:
            columns = {"value": columns["value"]}
        if name not in columns:
            remedy = suggestion(name, tuple(columns), f"write one of {', '.join(columns)}")
            raise self.refused("column", f'unknown column "{name}" of {self.sheet.name}', remedy)
        if columns[name].key:
            remedy = "change other columns; a row that nobody shall have can be set to nothing"
            raise self.refused("column", f"{name} is what rows are known by", remedy)
        where, known = "column", TARGETS[self.sheet.name]
        if self.sheet is SETTINGS_SHEET:
            where, name = "key", str(self.row.values["key"]).strip()
        target = next((one for one in known if one.name == name), None)
        if target is None:
            remedy = suggestion(name, [one.name for one in known], "see the sheet _help")
            raise self.refused(where, f'unknown setting "{name}"', remedy)
        if self.how != "set" and not target.numeric:
            remedy = "use set" if self.found.sheet is SCENARIOS else "name a column of numbers"
            raise self.refused(amount, f"{name} is no number, nothing to {self.how}", remedy)
        return target


def asked_changes(
    sheets: Mapping[str, SheetRows], cells: Mapping[str, SheetCells], problems: list[Problem]
) -> tuple[Change, ...]:
    """The changes that scenarios ask for, in the order of their rows.

    Rows that cannot be read are passed over; problems of what others point at join the list.
    """
    found = sheets.get(SCENARIOS.name)
    changes = []
    for row in found.rows if found is not None else ():
        if found is None or row.broken:
            continue
        try:
            changes.append(_change(Place(found, row), cells[SCENARIOS.name]))
        except RefusedError as error:
            problems.append(error.problem)
    return tuple(changes)


def _change(place: Place, cells: SheetCells) -> Change:
    row, found = place.row, place.found
    name = str(row.values["scenario"])
    try:
        new_code(name)
    except UnreadableCellError as error:
        raise place.refused("scenario", error.message, error.remedy) from error
    if name.casefold() == BASE:
        raise place.refused("scenario", f'"{name}" is the workbook as it stands', "rename it")
    if DRAW.fullmatch(name):
        raise place.refused("scenario", f'"{name}" is the name of a draw', "rename it")
    key, target = place.key(), place.target("value")
    value: object = row.values["value"]
    if place.how == "set":
        at = found.positions.get("value")
        value = None if at is None else cells.rows[row.number].get(at)
        if target.required and is_blank(value):
            raise place.refused("value", f"blank, and {target.name} must be there", "write it")
    elif value is None:
        raise place.refused("value", f"blank, nothing to {place.how}", "write a number")
    column = str(row.values["column"])
    address, named = found.address(row, "value"), found.address(row, "key")
    return Change(name, place.sheet.name, key, column, place.how, value, address, named)
