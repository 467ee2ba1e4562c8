"""Workbooks of the Baltic scenario with rows on the sheet scenarios."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from allocator.domain.scenario import Scenario
from allocator.errors import InputError
from allocator.io.input_writer import write_input_workbook
from allocator.io.scenario_reader import ReadResult, read_scenario
from seeds.build import tables

HEADER = ("scenario", "sheet", "key", "column", "change", "value")


def workbook(folder: Path, *rows: tuple[str, ...]) -> Path:
    """baltic with these rows of the sheet scenarios."""
    asked = [dict(zip(HEADER, row, strict=True)) for row in rows]
    return write_input_workbook(folder / "in.xlsx", {**tables("baltic"), "scenarios": asked})


def reading(folder: Path, *rows: tuple[str, ...]) -> ReadResult:
    return read_scenario(workbook(folder, *rows))


def by_hand(folder: Path, edits: dict[tuple[str, str], Any], name: str) -> Scenario:
    """baltic with cells typed over, and the name of the scenario in its title."""
    path = write_input_workbook(folder / "hand.xlsx", tables("baltic"))
    book = load_workbook(path)
    for (sheet, cell), value in edits.items():
        book[sheet][cell] = value
    row = next(row for row in book["settings"].iter_rows() if row[0].value == "title")
    row[1].value = f"{row[1].value} ({name})"
    book.save(path)
    return read_scenario(path).scenario


def problems(folder: Path, *rows: tuple[str, ...]) -> list[str]:
    with pytest.raises(InputError) as error:
        reading(folder, *rows)
    return [str(problem) for problem in error.value.problems]


def cell(path: Path, sheet: str, key: tuple[str, ...], column: str) -> str:
    """Where a figure of baltic stands."""
    found = read_scenario(path)
    return found.scenario.book.address(sheet, key, column).partition("!")[2]
