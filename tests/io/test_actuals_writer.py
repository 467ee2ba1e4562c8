"""The workbook of actuals as it comes out, and back unchanged."""

import zipfile
from pathlib import Path

import openpyxl
import pytest

from allocator.app.actuals_template import actuals_book
from allocator.errors import RequestError
from allocator.io.actuals_file import actuals_file
from allocator.io.actuals_writer import actuals_bytes
from allocator.tables.actuals_book import Told
from allocator.tables.actuals_sheets import ORDER
from tests.io.actuals import (
    GIVEN_2026,
    JOINED,
    OPERATING,
    ORDERED_2026,
    SHARES,
    book,
    place,
    view,
    written,
)

TOLD = {
    ORDERED_2026: Told(3, 12_345, "=HYPERLINK(1)", "2027-02-01"),
    GIVEN_2026: Told(0, None, "@ministry\x07 🙂", "2027-02-02"),
    JOINED: Told(0, 501, "CCC", ""),
    OPERATING: Told(1, None, "", ""),
    SHARES: Told(None, 7, "AAA", ""),
}


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    made = book(TOLD)
    read = actuals_file(written(tmp_path / "a.xlsx", TOLD))
    assert read.problems == ()
    assert read.heading == made.heading
    assert [row.planned for row in read.rows] == [planned for planned, _ in made.rows]
    assert not any(row.edited for row in read.rows)
    told = {row.planned.key: row.told for row in read.rows if row.told != Told()}
    shown = {**TOLD, GIVEN_2026: Told(0, None, "@ministry\ufffd 🙂", "2027-02-02")}
    assert told == shown


def test_the_same_content_gives_the_same_bytes() -> None:
    assert actuals_bytes(book(TOLD)) == actuals_bytes(book(TOLD))


def test_what_planners_see(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", TOLD)
    workbook = openpyxl.load_workbook(path)
    assert workbook.sheetnames == ["read_me", "actuals", "settings"]
    sheet = workbook["actuals"]
    rows = len(book().rows)
    assert [cell.value for cell in sheet[1]] == list(ORDER)
    assert sheet.freeze_panes == "D2"
    assert sheet.auto_filter.ref == f"A1:Q{rows + 1}"
    assert workbook["read_me"]["A2"].value == "RESTRICTED & MARKED"
    cell = place(ORDERED_2026, "source").split("!")[1]
    assert sheet[cell].value == "=HYPERLINK(1)"
    assert sheet[cell].data_type == "s"
    assert sheet[place(JOINED, "actual").split("!")[1]].value == "no"
    assert sheet[place(JOINED, "planned").split("!")[1]].value == "yes"
    assert sheet[place(ORDERED_2026, "money").split("!")[1]].value == 12.345
    assert workbook.defined_names["as_of"].attr_text == "settings!$B$2"
    grounds = {
        name: sheet[place(ORDERED_2026, name).split("!")[1]].fill.fgColor.rgb
        for name in ("planned", "actual")
    }
    assert grounds["planned"] == "FFF3EFE6"
    assert grounds["actual"] == "00000000"
    lists = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert any(place(JOINED, "actual").split("!")[1] in rule.sqref for rule in lists)
    assert all(place(ORDERED_2026, "actual").split("!")[1] not in rule.sqref for rule in lists)
    late = [rule for each in sheet.conditional_formatting for rule in each.rules]
    assert [rule.formula for rule in late] == [['$G2>=as_of&""']]


def test_no_cell_is_a_formula_and_every_page_is_marked(tmp_path: Path) -> None:
    with zipfile.ZipFile(written(tmp_path / "a.xlsx", TOLD)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "worksheets/sheet" in name]
    assert len(sheets) == 3
    assert not any(b"<f>" in sheet for sheet in sheets)
    assert all(sheet.count(b"RESTRICTED &amp;&amp; MARKED") == 2 for sheet in sheets)


def test_a_state_gets_its_rows_its_lines_and_the_pools_that_it_leads() -> None:
    every = [planned for planned, _ in book().rows]
    own = [planned for planned, _ in actuals_book(view(), "p.xlsx", states=("AAA",)).rows]
    assert [planned for planned in every if planned in own] == own
    assert {planned.key[0] for planned in own} == {"AAA", ""}
    nobodys = {planned.key[1:3] for planned in own if not planned.key[0]}
    assert nobodys == {
        ("pool_order", "SKY"),
        ("pool_operating", "SKY"),
        ("expansion", "TANK_A"),
        ("component_expansion", "CHIP"),
    }
    parts = [
        planned
        for state in ("AAA", "BBB", "CCC", "DDD")
        for planned, _ in actuals_book(view(), "p.xlsx", states=(state,)).rows
    ]
    assert sorted(parts, key=lambda row: row.row) == every


def test_rows_follow_the_workbook() -> None:
    states = [row.key[0] for row, _ in book().rows if row.key[1] == "order"]
    assert list(dict.fromkeys(states)) == ["DDD", "AAA", "BBB"]


@pytest.mark.parametrize("month", ["2025-12", "2029-02", "soon", "2027-13"])
def test_months_outside_the_plan_are_refused(month: str) -> None:
    with pytest.raises(RequestError):
        actuals_book(view(), "p.xlsx", month)


def test_without_a_month_it_is_the_start_of_the_second_period() -> None:
    assert actuals_book(view(), "p.xlsx").heading.as_of == "2027-01"
    assert actuals_book(view(), "p.xlsx", "2029").heading.as_of == "2029-01"
