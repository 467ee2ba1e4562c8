"""Native charts as their XML has them."""

import re
import zipfile
from fractions import Fraction
from io import BytesIO

import pytest

from allocator.io.chart_values import ChartValues
from allocator.io.styles import SERIES, YELLOW
from allocator.io.workbook_writer import workbook_bytes
from allocator.tables.column import Column, Formula
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Chart, Series, Table

COLUMNS = (
    Column("name", "Name", "text"),
    *(Column(f"n{number}", f"N{number}", "whole") for number in range(4)),
)
FRAME = Frame("sheet", COLUMNS)


def drawn(shape: str, *names: str, dashed: int = -1, title: str = "Title") -> str:
    """The chart's XML; a series for each name."""
    rows = (("a", 1, 2, 3, 4), ("b", 5, 6, 7, 8))
    heads = FRAME.abroad(FRAME.down("name", 2))
    series = tuple(
        Series(name, heads, FRAME.abroad(FRAME.down(f"n{at}", 2)), dashed=at == dashed)
        for at, name in enumerate(names)
    )
    chart = Chart(shape, title, series, 4, 0, 400, 200, "0")
    table = Table("sheet", "Sheet", "", (Block(FRAME, rows),), charts=(chart,))
    with zipfile.ZipFile(BytesIO(workbook_bytes((table,)))) as parts:
        return parts.read("xl/charts/chart1.xml").decode()


def test_series_take_their_colours_in_turn() -> None:
    xml = drawn("stacked_column", "one", "two", "three")
    filled = re.findall(r'<c:ser>.*?<a:solidFill><a:srgbClr val="(\w+)"', xml)
    assert [f"#{code}" for code in filled] == list(SERIES[:3])


def test_a_band_stands_behind_marked_lines() -> None:
    xml = drawn("band_and_lines", "band", "one", "two", "three", dashed=3)
    bars, lines = xml.split("<c:lineChart>")
    assert f'<a:srgbClr val="{YELLOW[1:]}"' in bars
    assert bars.count("<c:ser>") == 1
    assert lines.count("<c:ser>") == 3
    markers = re.findall(r'<c:symbol val="(\w+)"', lines)
    assert markers == ["circle", "square", "none"]
    assert lines.count('<a:prstDash val="dash"/>') == 1


def test_the_last_series_of_a_mixed_chart_is_a_line() -> None:
    xml = drawn("column_and_line", "one", "two")
    assert xml.count("<c:barChart>") == xml.count("<c:lineChart>") == 1


@pytest.mark.parametrize("name", ["=A1", "=sheet!$A$1", "Stop!A1", "sheet!B2:B3", "a\x01b"])
def test_a_name_stays_a_text(name: str) -> None:
    xml = drawn("column", name, title=name)
    assert "<c:tx><c:strRef>" not in xml
    assert "<c:tx><c:v>" in xml
    assert "_x0001_" not in xml
    shown = name.replace("!", "!\u2060") if re.search(r"!\$?[A-Z]", name) else name
    assert shown.replace("\x01", "\ufffd") in xml


@pytest.mark.parametrize("shape", ["line", "column", "band_and_lines"])
def test_a_blank_cell_is_a_gap_and_no_zero(shape: str) -> None:
    rows = (("a", 1, None), ("b", 5, 6))
    frame = Frame("a sheet", COLUMNS[:3])
    heads = frame.abroad(frame.down("name", 2))
    series = tuple(Series(key, heads, frame.abroad(frame.down(key, 2))) for key in ("n0", "n1"))
    chart = Chart(shape, "Title", series, 4, 0, 400, 200, "0")
    table = Table("a sheet", "Sheet", "", (Block(frame, rows),), charts=(chart,))
    with zipfile.ZipFile(BytesIO(workbook_bytes((table,)))) as parts:
        xml = parts.read("xl/charts/chart1.xml").decode()
    whole, gap = re.findall(r"<c:val>.*?</c:val>", xml)
    assert re.findall(r'<c:pt idx="(\d)"><c:v>(\d)</c:v>', whole) == [("0", "1"), ("1", "5")]
    assert re.findall(r'<c:pt idx="(\d)"><c:v>(\d)</c:v>', gap) == [("1", "6")]
    assert '<c:ptCount val="2"/>' in gap


def test_a_chart_reads_the_values_of_formulas_and_of_their_units() -> None:
    columns = (Column("a", "A", "money"), Column("b", "B", "percent"))
    frame = Frame("two words", columns, row=2, column=1)
    rows = ((1_500, Formula("=1/4", Fraction(1, 4))), (None, Fraction(1, 2)))
    values = ChartValues((Table("two words", "Two", "", (Block(frame, rows),)),))
    assert values("'two words'!$B$4:$C$5") == [1.5, 0.25, None, 0.5]
    with pytest.raises(ValueError, match="no range"):
        values("'two words'!B4")
