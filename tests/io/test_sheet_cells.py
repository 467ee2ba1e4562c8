"""Cells are read as Excel means them, agreeing with openpyxl wherever openpyxl reads them."""

from datetime import datetime, time
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from allocator.io.raw_cells import UNCALCULATED, ErrorValue
from allocator.io.sheet_cells import MOST_EMPTY_ROWS, SheetCells, sheet_cells
from allocator.io.workbook_file import workbook_file
from allocator.io.workbook_parts import workbook_parts
from tests.workbooks.broken import edited, example
from tests.workbooks.corpus_files import repacked, replace, sheet_part

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _sheets(tmp_path: Path, content: bytes) -> dict[str, SheetCells]:
    path = tmp_path / "cells.xlsx"
    path.write_bytes(content)
    file = workbook_file(path)
    shared = workbook_parts(file)
    return {
        place.name: sheet_cells(place, file.parts[place.part], shared) for place in shared.sheets
    }


def _drawn(tmp_path: Path, rows: str) -> SheetCells:
    """The sheet holdings with other XML."""
    part = sheet_part("holdings")
    xml = f'<worksheet xmlns="{SPACE}"><sheetData>{rows}</sheetData></worksheet>'
    return _sheets(tmp_path, repacked(lambda parts: parts.update({part: xml.encode()})))["holdings"]


@pytest.mark.parametrize("rewritten", [False, True], ids=["as written", "saved by openpyxl"])
def test_every_cell_of_the_example_agrees_with_openpyxl(tmp_path: Path, rewritten: bool) -> None:
    content = edited(lambda workbook: None) if rewritten else example()
    found = _sheets(tmp_path, content)
    workbook = load_workbook(BytesIO(content), data_only=True)
    assert [*found] == workbook.sheetnames
    for sheet in workbook.worksheets:
        theirs = {
            (cell.row, cell.column - 1): cell.value
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }
        ours = {
            (row, column): raw
            for row, cells in found[sheet.title].rows.items()
            for column, raw in cells.items()
        }
        assert ours == theirs


def test_kinds_of_values(tmp_path: Path) -> None:
    def fill(workbook: Workbook) -> None:
        sheet = workbook["holdings"]
        values: list[datetime | time | bool | str | float] = [
            datetime(2026, 7, 1),
            time(6, 30),
            True,
            "#N/A",
            "=1+1",
            3.25,
            "  ",
            "0",
        ]
        for column, value in enumerate(values, 1):
            sheet.cell(20, column).value = value
        sheet["A21"].value, sheet["A21"].number_format = 46_000, "dd/mm/yyyy"
        sheet["B21"].value, sheet["B21"].number_format = 46_000, '0.0" days"'
        sheet["C21"].value, sheet["C21"].number_format = 46_000, "[Red]#,##0;[Magenta]-#,##0"
        sheet["D21"].value, sheet["D21"].number_format = 5e7, "yyyy"

    rows = _sheets(tmp_path, edited(fill))["holdings"].rows
    assert [rows[20][column] for column in range(8)] == [
        datetime(2026, 7, 1),
        time(6, 30),
        True,
        ErrorValue("#N/A"),
        UNCALCULATED,
        3.25,
        "  ",
        "0",
    ]
    assert isinstance(rows[20][3], ErrorValue)
    assert rows[21] == {0: datetime(2025, 12, 9), 1: 46_000, 2: 46_000, 3: 5e7}


def test_the_calendar_of_1904(tmp_path: Path) -> None:
    def fill(workbook: Workbook) -> None:
        workbook["holdings"]["A20"].value = 0.5
        workbook["holdings"]["A20"].number_format = "yyyy-mm-dd"

    found = _sheets(tmp_path, edited(fill))["holdings"].rows[20][0]
    assert found == time(12)
    dated = repacked(replace("xl/workbook.xml", b"<workbookPr ", b'<workbookPr date1904="1" '))
    assert _sheets(tmp_path, dated)["holdings"].rows[2][0] == "EST"


def test_cells_without_addresses_stand_side_by_side(tmp_path: Path) -> None:
    rows = "<row><c><v>1</v></c><c/><c><v>2</v></c></row><row><c><v>3</v></c></row>"
    cells = _drawn(tmp_path, rows)
    assert cells.rows == {1: {0: 1, 2: 2}, 2: {0: 3}}


def test_texts_in_runs_and_inline(tmp_path: Path) -> None:
    cells = _drawn(
        tmp_path,
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>Est</t></r><r><t>onia</t></r>'
        '<rPh sb="0" eb="1"><t>spoken</t></rPh></is></c>'
        '<c r="B1" t="str"><f>A1</f><v></v></c><c r="C1" t="str"><v>a_x000D_b</v></c></row>',
    )
    assert cells.rows[1] == {0: "Estonia", 1: "", 2: "a\rb"}


def test_a_wrong_dimension_hides_nothing(tmp_path: Path) -> None:
    part = sheet_part("holdings")
    wrong = repacked(replace(part, b'<dimension ref="A1:H7"/>', b'<dimension ref="A1:A1"/>'))
    right = _sheets(tmp_path, example())
    assert _sheets(tmp_path, wrong)["holdings"].rows == right["holdings"].rows


def test_formatted_empty_rows_are_borne_up_to_a_limit(tmp_path: Path) -> None:
    empty = "".join(f'<row r="{row}"><c r="A{row}" s="1"/></row>' for row in range(2, 20_002))
    assert _drawn(tmp_path, empty).problem is None
    refused = _drawn(tmp_path, f'{empty}<row r="{MOST_EMPTY_ROWS + 2}"/>').problem
    assert refused is not None
    assert refused.address == "holdings!A1"


def test_values_are_borne_up_to_a_limit(tmp_path: Path) -> None:
    near = '<row r="100000"><c r="GR100000"><v>1</v></c></row>'
    assert _drawn(tmp_path, near).rows == {100_000: {199: 1}}
    for place in ("GS100000", "A100001"):
        row = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        far = _drawn(tmp_path, f'<row r="{row}"><c r="{place}"><v>1</v></c></row>').problem
        assert far is not None
        assert far.address == f"holdings!{place}"
