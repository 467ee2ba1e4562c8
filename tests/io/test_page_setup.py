"""How sheets come out of a printer, and what the document says of itself."""

import re
import zipfile
from io import BytesIO
from xml.etree import ElementTree

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from allocator.io.text_fit import width
from allocator.io.workbook_writer import workbook_bytes
from allocator.report.book import tables
from allocator.tables.column import Column
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Chart, Series, Table
from tests.report.quartet import provenance, quartet, quartet_plan

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
MADE = tables(quartet(), quartet_plan(), provenance(quartet(), quartet_plan()))
CONTENT = workbook_bytes(MADE)
BOOK = openpyxl.load_workbook(BytesIO(CONTENT))
COLUMNS = (Column("a", "A", "text", width=10), Column("b", "B", "whole", width=20))


def sheet_of(table: Table) -> Worksheet:
    return openpyxl.load_workbook(BytesIO(workbook_bytes((table,))))[table.name]


def listed(count: int) -> Block:
    return Block(Frame("sheet", COLUMNS), tuple((f"row {n}", n) for n in range(count)))


def properties(*made: Table) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(workbook_bytes(made))) as parts:
        core = ElementTree.fromstring(parts.read("docProps/core.xml"))
    return {element.tag.partition("}")[2]: element.text or "" for element in core}


def test_the_document_says_what_it_is_and_how_it_is_marked() -> None:
    found = properties(*MADE)
    assert found["title"] == '=1+1 "Quartet" & Söhne'
    assert found["subject"] == "Burden split 2026–2028: the plan on one page."
    assert found["category"] == found["keywords"] == "RESTRICTED & MARKED"
    assert found["creator"] == "allocator"
    assert "contentStatus" not in found


def test_a_what_if_is_marked_in_the_properties() -> None:
    found = properties(Table("one", "Title", "", (), marking="M", what_if="what-if: X ignored"))
    assert found["title"] == "Title · what-if: X ignored"
    assert found["contentStatus"] == "what-if: X ignored"


def test_properties_are_cut_where_it_shows() -> None:
    found = properties(Table("one", "x" * 300, "", (), marking="y" * 300))
    for name in ("title", "category", "keywords"):
        assert len(found[name]) == 250
        assert found[name].endswith("…")


def test_every_page_is_numbered_and_fits_the_width() -> None:
    for sheet in BOOK:
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in (None, 1)
        assert "Page &P of &N" in str(sheet.oddFooter.right.text)


def test_the_briefing_is_one_page() -> None:
    assert BOOK["briefing"].page_setup.fitToHeight in (None, 1)
    assert BOOK["orders"].page_setup.fitToHeight == 0


def test_headers_of_lists_repeat_and_stay_in_sight() -> None:
    for table in MADE:
        if table.long:
            assert BOOK[table.name].print_title_rows == "$1:$1"
            assert str(BOOK[table.name].freeze_panes).endswith("2")


def test_sources_and_checks_of_lists_are_not_printed() -> None:
    """The last columns; everything that is printed is printed whole."""
    found = {table.name: table for table in MADE}
    columns = found["orders"].blocks[0].frame.columns
    assert [column.key for column in columns if not column.printed] == ["source", "check"]
    last = columns[-3]
    assert last.printed
    area = str(BOOK["orders"].print_area)
    letter = area.rsplit("$", 2)[1]
    assert BOOK["orders"][f"{letter}1"].value == last.header == "classification"


def test_a_chart_beside_a_table_is_printed_whole() -> None:
    frame = listed(3).frame
    series = Series("B", frame.abroad(frame.down("a", 3)), frame.abroad(frame.down("b", 3)))
    chart = Chart("bar", "Title", (series,), 2, 3, 200, 90, "0")
    area = sheet_of(Table("sheet", "Sheet", "", (listed(3),), charts=(chart,))).print_area
    # 200 pixels are more than three columns of 64; 90 pixels reach into the fifth row.
    assert str(area) == "'sheet'!$A$1:$G$8"


def test_a_short_page_is_fitted_onto_one_sheet_of_paper() -> None:
    def height(count: int, *, large: bool) -> int | None:
        table = Table("sheet", "Sheet", "", (listed(count),), large_paper=large)
        found: int | None = sheet_of(table).page_setup.fitToHeight
        return found

    assert height(45, large=False) in (None, 1)
    assert height(46, large=False) == 0
    assert height(64, large=True) in (None, 1)
    assert height(65, large=True) == 0


def test_large_tables_are_printed_on_large_paper() -> None:
    assert BOOK["burden_split"].page_setup.paperSize == 8
    assert BOOK["coverage"].page_setup.paperSize == 9


def test_an_edge_and_what_is_beyond_are_drawn() -> None:
    sheet = BOOK["outside_shares"]
    table = next(each for each in MADE if each.name == "outside_shares")
    block = table.blocks[1]
    column = block.frame.place("period 2027") + 1
    for row in (block.frame.row + 1, block.frame.row + 2):
        assert sheet.cell(row, column).border.left.style == "thick"
        assert sheet.cell(row, column + 1).border.left.style != "thick"
    rules = [rule.formula[0] for rules in sheet.conditional_formatting for rule in rules.rules]
    first = block.frame.row + 2
    cap, share = block.frame.at("cap", 0), block.frame.at("period 2026", 0)
    assert f'AND(${cap}<>"",{share}>${cap})' in rules
    assert str(first) in cap


def around(marking: str, title: str = "Title", *, portrait: bool = False) -> Worksheet:
    return sheet_of(Table("one", title, "", (), marking=marking, portrait=portrait))


def said(sheet: Worksheet) -> tuple[str, str]:
    """The marking above and below, on one line each."""
    above, below = (
        " ".join(str(margin.center.text).removeprefix("&B ").split()).replace("&&", "&")
        for margin in (sheet.oddHeader, sheet.oddFooter)
    )
    return above, below


WORDS = "NATO SECRET releasable to named members of the planning staff only, "
LONG = (WORDS * 9)[:120].strip()


@pytest.mark.parametrize("portrait", [False, True])
@pytest.mark.parametrize("length", [50, 120, 179])
def test_a_long_marking_stands_whole_above_and_below(length: int, portrait: bool) -> None:
    marking = (WORDS * 9)[:length].strip()
    sheet = around(
        marking, "A title that is not short, either, and would meet it", portrait=portrait
    )
    assert said(sheet) == (marking, marking)
    wide = (595 if portrait else 842) - 58
    for line in str(sheet.oddHeader.center.text).removeprefix("&B ").split("\n"):
        assert width(line, 9) <= wide


def test_a_long_marking_has_lines_and_room_of_its_own() -> None:
    title = "A title that would stand in its way"
    short, long_ = around("SECRET"), around(LONG, title, portrait=True)
    assert str(short.oddHeader.left.text).strip() == "Title"
    assert "\n" not in str(short.oddHeader.left.text) + str(short.oddFooter.right.text)
    assert str(long_.oddHeader.left.text).endswith(f"\n{title}")
    assert str(long_.oddFooter.right.text).endswith("\nPage &P of &N")
    assert long_.page_margins.top > short.page_margins.top == 0.7
    assert long_.page_margins.bottom > short.page_margins.bottom == 0.6


def test_a_marking_that_no_header_holds_begins_above_and_ends_below() -> None:
    marking = f"{(WORDS * 9)[:300].strip()} · releasable to POL"
    above, below = said(around(marking))
    assert above.endswith("…")
    assert below.startswith("…")
    assert below.endswith(" · releasable to POL")
    assert (above[:-1] + " " + below[1:]).replace(" ", "") == marking.replace(" ", "")


@pytest.mark.parametrize("sign", ["x", "&", "W ", "\u05d0"])
@pytest.mark.parametrize("length", [99, 300, 5_000])
def test_no_header_is_longer_than_a_program_takes(sign: str, length: int) -> None:
    marking = f"{sign * length} · releasable to POL"
    content = workbook_bytes((Table("one", sign * length, "", (), marking=marking),))
    with zipfile.ZipFile(BytesIO(content)) as parts:
        page = parts.read("xl/worksheets/sheet1.xml").decode()
        core = parts.read("docProps/core.xml").decode()
    for margin in re.findall(r"<odd(?:Header|Footer)>(.*?)</odd", page, re.DOTALL):
        assert len(margin.replace("&amp;", "&")) <= 255
    assert " · releasable to POL" in page.replace("\n", " ")
    assert " · releasable to POL</cp:category>" in core


def test_a_title_gives_way_to_the_marking_and_shows_the_cut() -> None:
    sheet = around(LONG, "x" * 300)
    assert said(sheet)[0] == LONG
    assert str(sheet.oddHeader.left.text).endswith("x…")
