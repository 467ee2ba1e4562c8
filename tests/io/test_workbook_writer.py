"""What the writer makes of tables, looked at with another reader."""

import zipfile
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from allocator.errors import OutputError
from allocator.io.workbook_writer import require_writable, workbook_bytes, write_plan
from allocator.report.book import tables
from allocator.tables.column import LONGEST_TEXT, Column, Formula, Kind, Value
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Label, Table
from tests.io.saved import saved_quartet
from tests.report.quartet import provenance, quartet, quartet_plan

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")


def sheet_of(*values: Value, kind: Kind = "text", data_only: bool = False) -> list[object]:
    """What a sheet holds below the header of its only column."""
    frame = Frame("sheet", (Column("key", "header", kind),))
    table = Table("sheet", "Title", "", (Block(frame, tuple((value,) for value in values)),))
    content = BytesIO(workbook_bytes((table,)))
    rows = openpyxl.load_workbook(content, data_only=data_only)["sheet"].iter_rows(
        min_row=2, values_only=True
    )
    return [row[0] for row in rows]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "{=A1}", "http://x.example", "007", "#N/A", "'x", "ß–•"],
)
def test_a_text_stays_a_text(text: str) -> None:
    frame = Frame("sheet", (Column("key", "header", "text"),))
    table = Table("sheet", "Title", "", (Block(frame, ((text,),)),))
    cell = openpyxl.load_workbook(BytesIO(workbook_bytes((table,))))["sheet"]["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_a_text_too_long_is_cut_where_it_shows() -> None:
    cut = sheet_of("x" * (LONGEST_TEXT + 5))[0]
    assert isinstance(cut, str)
    assert (len(cut), cut[-1]) == (LONGEST_TEXT, "…")


@pytest.mark.parametrize(
    ("kind", "value", "held"),
    [
        ("whole", 12_345, 12_345),
        ("money", 12_345, 12.345),
        ("basis_points", 1_234, 0.1234),
        ("thousandths", 1, 0.001),
        ("percent", Fraction(1, 3), 1 / 3),
        ("money", Fraction(10, 3), 1 / 300),
        ("flag", 1, 1),
        ("seconds", 1.25, 1.25),
        ("whole", 2**53 - 1, 2**53 - 1),
    ],
)
def test_numbers_are_stored_in_the_unit_they_are_shown_in(
    kind: Kind, value: Value, held: float
) -> None:
    assert sheet_of(value, kind=kind) == [pytest.approx(held, rel=1e-15)]


def test_a_formula_carries_its_true_value() -> None:
    formula = Formula("=1.5*2", 3_000)
    assert sheet_of(formula, kind="money") == ["=1.5*2"]
    assert sheet_of(formula, kind="money", data_only=True) == [3.0]
    assert sheet_of(Formula('="a"&"b"', "ab"), data_only=True) == ["ab"]


def test_a_total_adds_up_live() -> None:
    columns = (Column("name", "Name", "text"), Column("money", "Money", "money", total=True))
    block = Block(Frame("sheet", columns, row=3, column=1), (("A", 1_500), ("B", 250)), "All")
    content = BytesIO(workbook_bytes((Table("sheet", "Title", "", (block,)),)))
    live = openpyxl.load_workbook(content)["sheet"]
    assert (live["B7"].value, live["C7"].value) == ("All", "=SUM($C$5:$C$6)")
    assert openpyxl.load_workbook(content, data_only=True)["sheet"]["C7"].value == 1.75


def test_every_page_carries_its_marking_and_fits() -> None:
    scenario, plan = quartet(), quartet_plan()
    content = workbook_bytes(tables(scenario, plan, provenance(scenario, plan)))
    for sheet in openpyxl.load_workbook(BytesIO(content)):
        for margin in (sheet.oddHeader, sheet.oddFooter):
            assert margin is not None
            assert "RESTRICTED && MARKED" in str(margin.center.text)
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToWidth in (None, 1)
        assert sheet.print_area


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("2030 & after", "2030 && after"),
        ("&" * 200, "&" * 98 + "…"),
        ("x" * 300, "x" * 99 + "…"),
        ("two\nlines \x01", "two lines \ufffd"),
    ],
)
def test_a_page_header_holds_its_limit(title: str, shown: str) -> None:
    content = workbook_bytes((Table("one", title, "", (), marking="&" * 9),))
    with zipfile.ZipFile(BytesIO(content)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    header = sheet.split("<oddHeader>")[1].split("</oddHeader>")[0].replace("&amp;", "&")
    assert f"&L&9 {shown}&C" in header.replace("&L&9 \n", "&L&9 ")
    assert len(header) <= 255


def test_long_sheets_are_excel_tables_with_frozen_headers() -> None:
    scenario, plan = quartet(), quartet_plan()
    made = tables(scenario, plan, provenance(scenario, plan))
    book = openpyxl.load_workbook(BytesIO(workbook_bytes(made)))
    for table in made:
        if table.long:
            sheet = book[table.name]
            headers = [column.header for column in table.blocks[0].frame.columns]
            assert [cell.value for cell in sheet[1]] == headers
            assert [listed.name for listed in sheet.tables.values()] == [f"{table.name}_rows"]
            assert sheet.freeze_panes is not None


def test_the_briefing_has_native_charts_and_merged_cards() -> None:
    scenario, plan = quartet(), quartet_plan()
    content = workbook_bytes(tables(scenario, plan, provenance(scenario, plan)))
    with zipfile.ZipFile(BytesIO(content)) as parts:
        charts = [name for name in parts.namelist() if name.startswith("xl/charts/chart")]
        # The data of a chart are cells; their values are stored beside it.
        assert all(b"<c:numCache>" in parts.read(name) for name in charts)
    assert len(charts) == 12
    assert len(openpyxl.load_workbook(BytesIO(content))["briefing"].merged_cells.ranges) > 15


def test_the_same_plan_gives_the_same_bytes(tmp_path: Path) -> None:
    first = saved_quartet(tmp_path).read_bytes()
    assert saved_quartet(tmp_path / "again").read_bytes() == first


def test_links_lead_to_sheets() -> None:
    labels = (Label(0, 0, "go on", "link", link="other"),)
    made = (Table("one", "One", "", (), labels), Table("other", "Other", "", ()))
    cell = openpyxl.load_workbook(BytesIO(workbook_bytes(made)))["one"]["A1"]
    assert (cell.value, cell.hyperlink.location) == ("go on", "'other'!A1")


def test_an_earlier_output_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"old")
    assert write_plan(path, (Table("one", "One", "", ()),)) == path
    assert openpyxl.load_workbook(path).sheetnames == ["one"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("plan.xls", "ends in .xlsx"),
        ("folder.xlsx", "is a folder"),
        ("input.xlsx", "the input itself"),
        ("input.xlsx/plan.xlsx", "no folder"),
    ],
)
def test_targets_that_could_never_take_a_plan(tmp_path: Path, name: str, message: str) -> None:
    source = tmp_path / "input.xlsx"
    source.write_bytes(b"input")
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(OutputError, match=message):
        require_writable(tmp_path / name, source)


def test_a_target_that_is_not_there_yet(tmp_path: Path) -> None:
    require_writable(tmp_path / "new" / "folder" / "plan.xlsx", tmp_path / "input.xlsx")
    assert list(tmp_path.iterdir()) == []
