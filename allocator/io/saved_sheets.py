"""Every cell of a saved workbook with its value and its formula, in one pass over the XML.

Readers that give values or formulas need a pass for each; a plan must be checked against all of
its figures in a second or two.
"""

from collections.abc import Mapping
from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from allocator.domain.problem import Problem
from allocator.errors import InputError, PlanError
from allocator.io.address import column_number
from allocator.io.embedded_input import is_embedded
from allocator.io.workbook_file import MEGABYTE, workbook_file
from allocator.io.workbook_parts import unescaped, workbook_parts
from allocator.io.xml_parts import DamagedPartError
from allocator.tables.column import DIVISOR, Kind
from allocator.tables.plan_sheets import PROVENANCE

LARGEST_SHEET = 64 * MEGABYTE
"""Of a sheet's XML; the longest sheet of the reference takes a fortieth of it."""
LARGEST_WHOLE = 2**53
"""Beyond it a cell cannot tell whole numbers apart."""


class SavedCell(NamedTuple):
    """What a cell holds: a number, a text, a truth value; and its formula, if any."""

    value: float | str | bool | None
    formula: str | None


BLANK = SavedCell(None, None)
Place = tuple[int, int]
"""Row and column, from 0."""
SavedSheet = Mapping[Place, SavedCell]


def saved_sheets(path: Path) -> Mapping[str, SavedSheet]:
    """A plan's sheets by name, in the order of the workbook, those of its input left out.

    Raises PlanError for what is no workbook.
    """
    try:
        file = workbook_file(path)
        parts = workbook_parts(file)
        return {
            sheet.name: _cells(_root(file.parts[sheet.part]), parts.texts)
            for sheet in parts.sheets
            if not is_embedded(sheet.name)
        }
    except InputError as error:
        raise PlanError(error.problems) from error
    except (DamagedPartError, ElementTree.ParseError, LookupError, ValueError) as error:
        problem = Problem(
            address=path.name,
            message=f"the file is damaged ({error})",
            remedy="give a plan that allocator has written",
        )
        raise PlanError([problem]) from error


def is_plan(path: Path) -> bool:
    """Whether a file is a workbook with the sheet that every plan has; its cells are not read."""
    try:
        return any(sheet.name == PROVENANCE for sheet in workbook_parts(workbook_file(path)).sheets)
    except (InputError, DamagedPartError):
        return False


def _root(content: bytes) -> Element:
    """A sheet's XML; parts that declare a document type, and with it entities, were refused."""
    if len(content) > LARGEST_SHEET:
        raise ValueError(f"a sheet takes {len(content) // MEGABYTE} MB")
    return ElementTree.fromstring(content)


def rows_of(sheet: SavedSheet) -> Mapping[int, list[int]]:
    """The filled columns of every row that holds anything, from the top."""
    rows: dict[int, list[int]] = {}
    for row, column in sheet:
        rows.setdefault(row, []).append(column)
    return dict(sorted(rows.items()))


def keeps_no_values(sheets: Mapping[str, SavedSheet]) -> bool:
    """Whether there are formulas and not one carries a value: some programs save them so."""
    held = [
        cell.value is not None
        for sheet in sheets.values()
        for cell in sheet.values()
        if cell.formula is not None
    ]
    return bool(held) and not any(held)


def whole_number(cell: SavedCell | None, kind: Kind = "whole", *, least: int = 0) -> int | None:
    """The integer behind a cell, in the unit of its kind; None where there is none from `least`."""
    if cell is None or not isinstance(cell.value, float) or not isfinite(cell.value):
        return None
    number = Decimal(repr(cell.value)) * DIVISOR.get(kind, 1)
    return int(number) if least <= number <= LARGEST_WHOLE and number == int(number) else None


def _cells(root: Element, texts: tuple[str, ...]) -> SavedSheet:
    space = root.tag.partition("}")[0] + "}"
    tags = _Tags(*(f"{space}{name}" for name in _Tags._fields))
    cells: dict[Place, SavedCell] = {}
    columns: dict[str, int] = {}
    row = -1
    for line in root.iter(f"{space}row"):
        row = int(line.get("r", row + 2)) - 1
        column = -1
        for cell in line:
            name = cell.get("r")
            if name is None:
                column += 1
            else:
                letters = name.rstrip("0123456789")
                if letters not in columns:
                    columns[letters] = column_number(letters)
                column = columns[letters]
            if len(cell):
                held = _saved(cell, texts, tags)
                if held is not BLANK:
                    cells[row, column] = held
    return cells


class _Tags(NamedTuple):
    """Full names of the elements inside a cell."""

    v: str
    f: str
    t: str


def _saved(cell: Element, texts: tuple[str, ...], tags: _Tags) -> SavedCell:
    value: str | None = None
    formula: str | None = None
    for child in cell:
        if child.tag == tags.v:
            value = child.text
        elif child.tag == tags.f:
            formula = child.text or ""
    kind = cell.get("t")
    if kind == "inlineStr":
        value = "".join(part.text or "" for part in cell.iter(tags.t))
    if value is None:
        return BLANK if formula is None else SavedCell(None, formula)
    match kind:
        case None | "n":
            return SavedCell(float(value), formula)
        case "s":
            text = texts[int(value)]
            return SavedCell(text, formula) if text else BLANK
        case "b":
            return SavedCell(value == "1", formula)
        case _:
            return SavedCell(unescaped(value) or None, formula)
