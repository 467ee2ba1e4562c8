"""Every cell of a saved workbook with its value and its formula, in one pass over the XML.

openpyxl gives values or formulas, one reading each, and takes four times as long; a plan must be
checked against all of its figures in a second or two.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from allocator.domain.problem import Problem
from allocator.errors import PlanError
from allocator.tables.column import DIVISOR, Kind

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
LARGEST = 400 * 2**20
"""Bytes of all parts together; a plan of the largest scenarios takes a tenth of it."""
LARGEST_WHOLE = 2**53
"""Beyond it a cell cannot tell whole numbers apart."""
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class SavedCell(NamedTuple):
    """What a cell holds: a number, a text, a truth value or an error; and its formula, if any."""

    value: float | str | bool | None
    formula: str | None


BLANK = SavedCell(None, None)
Place = tuple[int, int]
"""Row and column, from 0."""
SavedSheet = Mapping[Place, SavedCell]


def saved_sheets(path: Path) -> Mapping[str, SavedSheet]:
    """Sheets by name, in the order of the workbook; raises PlanError for what is no workbook."""
    try:
        with zipfile.ZipFile(path) as parts:
            _refuse_bombs(path, parts)
            return dict(_sheets(parts))
    except OSError as error:
        raise _unreadable(path, error.strerror or "cannot be read") from error
    except (
        zipfile.BadZipFile, zlib.error, KeyError, ElementTree.ParseError, ValueError, IndexError,
        NotImplementedError, RuntimeError, EOFError,
    ) as error:
        raise _unreadable(path, "is not an .xlsx workbook, or is damaged") from error


def rows_of(sheet: SavedSheet) -> Mapping[int, list[int]]:
    """The filled columns of every row that holds anything, from the top."""
    rows: dict[int, list[int]] = {}
    for row, column in sheet:
        rows.setdefault(row, []).append(column)
    return dict(sorted(rows.items()))


def whole_number(cell: SavedCell | None, kind: Kind = "whole") -> int | None:
    """The integer behind a cell, in the unit of its kind; None where there is none from 0 up."""
    if cell is None or not isinstance(cell.value, float) or not isfinite(cell.value):
        return None
    number = Decimal(repr(cell.value)) * DIVISOR.get(kind, 1)
    return int(number) if 0 <= number <= LARGEST_WHOLE and number == int(number) else None


def _unreadable(path: Path, what: str) -> PlanError:
    return PlanError([
        Problem(address=path.name, message=what, remedy="give a plan that allocator has written")
    ])


def _refuse_bombs(path: Path, parts: zipfile.ZipFile) -> None:
    if sum(part.file_size for part in parts.infolist()) > LARGEST:
        raise _unreadable(path, "unpacks to more than any plan takes")


def _part(parts: zipfile.ZipFile, name: str) -> Element:
    """The root of an XML part; document types are refused, so no entity can be declared."""
    content = parts.read(name)
    if b"<!DOCTYPE" in content or b"\x00" in content[:200]:
        raise ValueError(f"{name} declares a document type or an unusual encoding")
    return ElementTree.fromstring(content)  # noqa: S314


def _sheets(parts: zipfile.ZipFile) -> Iterator[tuple[str, SavedSheet]]:
    targets = {
        relation.attrib["Id"]: relation.attrib["Target"]
        for relation in _part(parts, "xl/_rels/workbook.xml.rels")
    }
    texts: list[str] = []
    if "xl/sharedStrings.xml" in parts.namelist():
        texts = [_text(item) for item in _part(parts, "xl/sharedStrings.xml").iter(f"{MAIN}si")]
    for sheet in _part(parts, "xl/workbook.xml").iter(f"{MAIN}sheet"):
        target = targets[sheet.attrib[RELATION]].lstrip("/")
        name = target if target.startswith("xl/") else f"xl/{target}"
        yield sheet.attrib["name"], _cells(_part(parts, name), texts)


def _text(item: Element) -> str:
    """All runs of a text put together, phonetic hints left out."""
    if len(item) == 1 and item[0].tag == f"{MAIN}t":
        return _unescaped(item[0].text or "")
    runs = [item, *item.iter(f"{MAIN}r")]
    return _unescaped("".join(run.findtext(f"{MAIN}t") or "" for run in runs))


def _unescaped(text: str) -> str:
    if "_x" not in text:
        return text
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def _cells(root: Element, texts: list[str]) -> SavedSheet:
    cells: dict[Place, SavedCell] = {}
    columns: dict[str, int] = {}
    place = (-1, -1)
    for row in root.iter(f"{MAIN}row"):
        place = (int(row.get("r", place[0] + 2)) - 1, -1)
        for cell in row:
            name = cell.get("r")
            if name is None:
                place = (place[0], place[1] + 1)
            else:
                letters = name.rstrip("0123456789")
                if letters not in columns:
                    columns[letters] = _column(letters)
                place = (int(name[len(letters):]) - 1, columns[letters])
            held = _saved(cell, texts)
            if held.value is not None or held.formula is not None:
                cells[place] = held
    return cells


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _saved(cell: Element, texts: list[str]) -> SavedCell:
    value: str | None = None
    formula: str | None = None
    kind = cell.get("t", "n")
    for child in cell:
        if child.tag == f"{MAIN}v":
            value = child.text
        elif child.tag == f"{MAIN}f":
            formula = child.text or ""
        elif child.tag == f"{MAIN}is":
            return SavedCell(_text(child) or None, None)
    if value is None:
        return SavedCell(None, formula)
    if kind == "n":
        return SavedCell(float(value), formula)
    if kind == "s":
        return SavedCell(texts[int(value)] or None, formula)
    if kind == "b":
        return SavedCell(value == "1", formula)
    return SavedCell(_unescaped(value), formula)
