"""The baltic scenario with names that try whatever a workbook may hold."""

from itertools import cycle
from pathlib import Path

from allocator.io.input_writer import write_input_workbook
from allocator.io.layout import SHEETS, all_columns
from allocator.tables.input_sheet import CellKind
from seeds.build import tables

NAMES = (
    "=SUM(A1:A9)",
    "=burden_split!$A$1",
    "+1+1",
    "-2-3",
    "@cmd|' /C calc'!A0",
    '=HYPERLINK("http://x.example";"go")',
    "control\x01\x08\x1bsigns",
    "two\r\nlines\tand a tab",
    "x" * 300,
    "(only an explanation)",
    ", a comma first",
    "שלום עולם",
    "\u202eturned round",
    "😀 👩‍✈️ 🚀",
    "&L&\"Arial\"&72 header & <b>bold</b> 'quotes'",
    "#REF!",
    "007",
    "TRUE",
    "_x0041_",
)
FREE = frozenset(("name", "unit", "company", "legal_basis", "basis", "source", "note", "region"))
"""Columns whose texts nothing else refers to."""


def hostile_rows() -> dict[str, list[dict[str, str]]]:
    """Baltic's rows; every free text, every domain, title and marking gives way to a nasty name."""
    names = cycle(NAMES)
    rows = tables("baltic")
    free = {
        sheet.name: [
            column.name
            for column in all_columns(sheet)
            if column.kind is CellKind.TEXT and column.name in FREE
        ]
        for sheet in SHEETS
    }
    domains: dict[str, str] = {}
    for row in rows["capabilities"]:
        domains.setdefault(row["domain"], NAMES[len(domains) % len(NAMES)])
        row["domain"] = domains[row["domain"]]
    for sheet, lines in rows.items():
        for row in lines:
            row |= {column: next(names) for column in free[sheet] if column in row}
            if sheet == "rules" and row["on"] in domains:
                row["on"] = domains[row["on"]]
    given = {"title": "=1+1 & <title>\x02", "classification": "=SECRET & \u202eREL " + "y" * 120}
    for row in rows["settings"]:
        row["value"] = given.get(row["key"], row["value"])
    return rows


def hostile_workbook(folder: Path) -> Path:
    """The workbook of these rows."""
    return write_input_workbook(folder / "hostile.xlsx", hostile_rows())
