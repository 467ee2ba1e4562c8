"""A plan's workbook carries its input: hidden, cell by cell, without what the planner keeps."""

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from allocator.domain.digest import scenario_digest
from allocator.errors import InputError
from allocator.io.embedded_input import PREFIX
from allocator.io.saved_sheets import saved_sheets
from allocator.io.scenario_reader import read_scenario
from allocator.io.workbook_writer import write_plan
from allocator.tables.table import Table
from tests.workbooks.broken import example

INPUTS = Path(__file__).parents[2] / "inputs"
SHEETS = (Table("briefing", "Title", "", (), marking="FOR & AGAINST"),)


def carried(source: Path, folder: Path) -> Path:
    """A plan's workbook with nothing but the input."""
    return write_plan(folder / "plan.xlsx", SHEETS, read_scenario(source).cells)


@pytest.mark.parametrize("name", ["duo", "baltic", "reference"])
def test_the_scenario_comes_back_with_every_source_and_place(name: str, tmp_path: Path) -> None:
    source = INPUTS / f"{name}.xlsx"
    before, after = read_scenario(source), read_scenario(carried(source, tmp_path), of_plan=True)
    assert after.scenario == before.scenario
    assert after.scenario.book == before.scenario.book
    assert scenario_digest(after.scenario) == scenario_digest(before.scenario)
    assert after.cells.keys() == before.cells.keys()


def test_the_copies_are_hidden_marked_and_no_part_of_the_plan(tmp_path: Path) -> None:
    path = carried(INPUTS / "duo.xlsx", tmp_path)
    book = openpyxl.load_workbook(path)
    copies = [sheet for sheet in book if sheet.title.startswith(PREFIX)]
    assert {sheet.sheet_state for sheet in copies} == {"hidden"}
    assert all("FOR && AGAINST" in str(sheet.oddHeader.center.text) for sheet in copies)
    assert book["briefing"].sheet_state == "visible"
    assert list(saved_sheets(path)) == ["briefing"]


def test_a_long_marking_stands_whole_on_the_copies(tmp_path: Path) -> None:
    marking = "NATO SECRET & releasable to the planning staff " * 3
    sheets = (Table("briefing", "Title", "", (), marking=marking),)
    path = write_plan(tmp_path / "plan.xlsx", sheets, read_scenario(INPUTS / "duo.xlsx").cells)
    for sheet in openpyxl.load_workbook(path):
        for margin in (sheet.oddHeader, sheet.oddFooter):
            words = str(margin.center.text).removeprefix("&B ").replace("&&", "&").split()
            assert words == marking.split()


def test_a_cell_stands_where_the_input_has_it(tmp_path: Path) -> None:
    source = INPUTS / "duo.xlsx"
    given = openpyxl.load_workbook(source)["lines"]
    copy = openpyxl.load_workbook(carried(source, tmp_path))[f"{PREFIX}lines"]
    assert given.max_row > 1
    for row in given.iter_rows():
        for cell in row:
            assert copy[cell.coordinate].value == cell.value


def test_private_columns_and_sheets_stay_behind(tmp_path: Path) -> None:
    source = tmp_path / "mine.xlsx"
    book = openpyxl.load_workbook(INPUTS / "duo.xlsx")
    lines = book["lines"]
    column = lines.max_column + 1
    lines.cell(1, column, " _mine")
    lines.cell(2, column, "a word in confidence")
    lines.cell(3, column, datetime(2026, 5, 4))
    book.create_sheet("_notes")["A1"] = "a word in confidence"
    book.save(source)
    path = carried(source, tmp_path)
    values = [cell.value for sheet in openpyxl.load_workbook(path) for row in sheet for cell in row]
    assert len(values) > 100
    assert "a word in confidence" not in values
    assert datetime(2026, 5, 4) not in values
    assert read_scenario(path, of_plan=True).scenario == read_scenario(source).scenario


def test_a_workbook_without_input_says_so(tmp_path: Path) -> None:
    path = write_plan(tmp_path / "plan.xlsx", SHEETS)
    with pytest.raises(InputError) as raised:
        read_scenario(path, of_plan=True)
    assert "carries no input sheets" in str(raised.value.problems[0])


def test_formulas_and_texts_are_carried_as_text(tmp_path: Path) -> None:
    source = tmp_path / "mine.xlsx"
    source.write_bytes(example())
    book = openpyxl.load_workbook(source)
    header = [cell.value for cell in book["member_states"][1]]
    cell = book["member_states"].cell(2, 1 + header.index("name"))
    cell.value, cell.data_type = "=1+1", "s"
    book.save(source)
    path = carried(source, tmp_path)
    names = [state.name for state in read_scenario(path, of_plan=True).scenario.states]
    assert "=1+1" in names
