"""What the sheets of a workbook share: their names and places, texts and date formats."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from allocator.io.workbook_file import WORKBOOK_PART, WorkbookFile
from allocator.io.xml_parts import RELATIONS, Attributes, DamagedPartError, local_names, read_xml

RELATIONS_PART = "xl/_rels/workbook.xml.rels"
TAGS = local_names("sheet", "workbookPr", "si", "t", "rPh", "numFmt", "cellXfs", "xf")
DATE_FORMATS = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
"""Numbers of Excel's own formats for dates and times."""
LITERAL = re.compile(r'"[^"]*"|\\.|_.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
"""Parts of a number format that stand for themselves: quoted text, colours, conditions."""
DATE_SIGN = re.compile(r"[dmyhs]", re.IGNORECASE)
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
HALF = re.compile(r"[\ud800-\udfff\ufffe\uffff]")


NEEDED_KINDS = ("worksheet", "sharedStrings", "styles")


class _Relation(NamedTuple):
    """What the workbook calls upon: its kind and its part."""

    kind: str
    part: str


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """A sheet's name, the part that holds its cells, and whether Excel shows it."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class WorkbookParts:
    """What is needed to read the cells of any sheet."""

    sheets: tuple[SheetPlace, ...]
    texts: tuple[str, ...]
    """Cells name them by position."""
    date_styles: frozenset[int]
    """Positions of the cell styles that show a number as a date or time."""
    since_1904: bool


def workbook_parts(file: WorkbookFile) -> WorkbookParts:
    """The shared parts of a workbook; DamagedPartError for one that cannot be read."""
    sheets: list[SheetPlace] = []
    since_1904 = False
    relations = _relations(file)

    def start(name: str, attributes: Attributes) -> None:
        nonlocal since_1904
        match TAGS.get(name):
            case "workbookPr":
                since_1904 = attributes.get("date1904") in ("1", "true")
            case "sheet":
                relation = relations.get(_identity(attributes))
                if relation is not None and relation.kind == "worksheet":
                    hidden = attributes.get("state", "visible") != "visible"
                    sheets.append(SheetPlace(attributes.get("name", ""), relation.part, hidden))

    read_xml(file.parts[WORKBOOK_PART], start)
    texts = _part_of_kind(file, relations, "sharedStrings")
    styles = _part_of_kind(file, relations, "styles")
    return WorkbookParts(
        tuple(sheets),
        () if texts is None else _texts(texts),
        frozenset() if styles is None else _date_styles(styles),
        since_1904,
    )


def _identity(attributes: Attributes) -> str:
    keys = (f"{space}}}id" for space in RELATIONS)
    return next((attributes[key] for key in keys if key in attributes), "")


def _relations(file: WorkbookFile) -> Mapping[str, "_Relation"]:
    """By identity; a target is relative to the folder xl unless it starts with a slash."""
    relations: dict[str, _Relation] = {}

    def start(name: str, attributes: Attributes) -> None:
        if name.endswith("}Relationship") and attributes.get("TargetMode") != "External":
            path = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", "")))
            kind = attributes.get("Type", "").rsplit("/", 1)[-1]
            relations[attributes.get("Id", "")] = _Relation(kind, path.lstrip("/"))

    read_xml(file.parts[RELATIONS_PART], start)
    for relation in relations.values():
        if relation.kind in NEEDED_KINDS and relation.part not in file.parts:
            raise DamagedPartError(f"lacks its part {relation.part}")
    return relations


def _part_of_kind(
    file: WorkbookFile, relations: Mapping[str, "_Relation"], kind: str
) -> bytes | None:
    part = next((entry.part for entry in relations.values() if entry.kind == kind), None)
    return None if part is None else file.parts[part]


def _texts(content: bytes) -> tuple[str, ...]:
    texts: list[str] = []
    runs: list[str] = []
    reader = TextRuns(runs)

    def start(name: str, _: Attributes) -> None:
        tag = TAGS.get(name)
        if tag == "si":
            runs.clear()
        reader.open(tag)

    def end(name: str) -> None:
        tag = TAGS.get(name)
        reader.close(tag)
        if tag == "si":
            texts.append(unescaped("".join(runs)))

    read_xml(content, start, end, reader.text)
    return tuple(texts)


class TextRuns:
    """Gathers the runs of a text and leaves out the hints on how to speak it."""

    def __init__(self, runs: list[str]) -> None:
        self._runs = runs
        self._inside = False
        self._spoken = False

    def open(self, tag: str | None) -> None:
        """An element starts."""
        if tag == "t":
            self._inside = not self._spoken
        elif tag == "rPh":
            self._spoken = True

    def close(self, tag: str | None) -> None:
        """An element ends."""
        if tag == "t":
            self._inside = False
        elif tag == "rPh":
            self._spoken = False

    def text(self, data: str) -> None:
        """Characters between elements."""
        if self._inside:
            self._runs.append(data)


def unescaped(text: str) -> str:
    """Text with its `_x000D_` signs put back.

    Halves of characters, which no file can hold, become the sign for what cannot be shown.
    """
    if "_x" not in text:
        return text
    return HALF.sub("\ufffd", ESCAPED.sub(lambda match: chr(int(match[1], 16)), text))


def _date_styles(content: bytes) -> frozenset[int]:
    custom: dict[int, str] = {}
    styles: list[int] = []
    inside = False

    def start(name: str, attributes: Attributes) -> None:
        nonlocal inside
        match TAGS.get(name):
            case "numFmt":
                custom[int(attributes.get("numFmtId", "0"))] = attributes.get("formatCode", "")
            case "cellXfs":
                inside = True
            case "xf" if inside:
                styles.append(int(attributes.get("numFmtId", "0")))

    def end(name: str) -> None:
        nonlocal inside
        if TAGS.get(name) == "cellXfs":
            inside = False

    read_xml(content, start, end)
    return frozenset(
        position
        for position, number in enumerate(styles)
        if (_shows_date(custom[number]) if number in custom else number in DATE_FORMATS)
    )


def _shows_date(format_code: str) -> bool:
    positive = LITERAL.sub("", format_code).split(";")[0]
    return positive != "General" and DATE_SIGN.search(positive) is not None
