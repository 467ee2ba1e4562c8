"""What the writer makes of slides, read back with the library that made them."""

import re
import sys
import zipfile
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from io import BytesIO
from itertools import combinations
from typing import Any

import openpyxl
import pytest
from pptx import Presentation
from pptx.chart.chart import Chart as NativeChart
from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER

from allocator.errors import OutputError
from allocator.io.slides_writer import slides_bytes
from allocator.io.styles import SERIES
from allocator.io.text_fit import LINE, lines, plain_text
from allocator.io.workbook_writer import CREATED
from allocator.report.slides.slides import slides
from allocator.tables.slide import ChartData, ChartSeries, Slide, SlideTable
from allocator.tables.text import unbroken
from tests.properties.trait_what_if import without
from tests.report.quartet import STATES, quartet, quartet_plan
from tests.report.views import view_of

HOSTILE = (
    "=cmd|' /C calc'!A0",
    '+1 & <b>"bold"</b> ]]>',
    "@bell\x07 and \x1bescape\nand line",
    "x" * 300,
    "-שלום עולם \u202ereversed",
)
EMOJI = "😀👩‍👩‍👧 & 漢字 " * 20


@cache
def deck(*, hostile: bool = False, what_if: bool = False) -> tuple[Slide, ...]:
    """The quartet's slides; `hostile`: with names that try everything."""
    scenario = without(quartet(), "personnel") if what_if else quartet()
    if hostile:
        scenario = scenario.replaced(
            policy=scenario.policy.model_copy(
                update={"title": EMOJI, "classification": HOSTILE[2] * 9}
            ),
            states=_renamed(scenario.states),
            capabilities=_renamed(scenario.capabilities, domain=HOSTILE[3]),
            lines=_renamed(scenario.lines),
            pools=_renamed(scenario.pools),
        )
    plan = quartet_plan()
    return slides(view_of(scenario, plan), STATES)


def _renamed(records: tuple[Any, ...], **more: str) -> tuple[Any, ...]:
    names = (*HOSTILE, EMOJI)
    return tuple(
        record.model_copy(update={"name": names[at % len(names)], **more})
        for at, record in enumerate(records)
    )


@cache
def content(**options: bool) -> bytes:
    return slides_bytes(deck(**options))


def pages(**options: bool) -> list[Any]:
    """The slides, read back."""
    return list(Presentation(BytesIO(content(**options))).slides)


def texts(page: Any) -> dict[str, str]:
    """Text of the named boxes of a slide."""
    return {shape.name: shape.text_frame.text for shape in page.shapes if shape.has_text_frame}


def charts(page: Any) -> list[NativeChart]:
    return [shape.chart for shape in page.shapes if shape.has_chart]


def pairs() -> Iterator[tuple[ChartData, NativeChart]]:
    """Every chart as described and as read back."""
    for slide, page in zip(deck(), pages(), strict=True):
        yield from zip(slide.charts, charts(page), strict=True)


@pytest.mark.parametrize("hostile", [False, True])
def test_the_same_slides_give_the_same_bytes(hostile: bool) -> None:
    assert slides_bytes(deck(hostile=hostile)) == content(hostile=hostile)


def test_no_part_carries_a_time() -> None:
    with zipfile.ZipFile(BytesIO(content())) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        stamps = re.findall(rb"20\d\d-\d\d-\d\dT", parts.read("docProps/core.xml"))
        assert set(stamps) == {b"2026-01-01T"}
        assert not [name for name in parts.namelist() if "thumbnail" in name or "printer" in name]
        books = [name for name in parts.namelist() if name.endswith(".xlsx")]
        assert len(books) == sum(len(slide.charts) for slide in deck())
        for name in books:
            assert openpyxl.load_workbook(BytesIO(parts.read(name))).properties.created == CREATED


def test_every_slide_is_marked_above_and_below() -> None:
    for page in pages():
        found = texts(page)
        assert found["Marking top"] == found["Marking bottom"] == "RESTRICTED & MARKED"


@pytest.mark.parametrize("cover", [False, True])
@pytest.mark.parametrize("length", [40, 120, 240])
def test_a_long_marking_is_smaller_and_never_cut(length: int, cover: bool) -> None:
    marking = ("NATO SECRET releasable to the planning staff only, " * 9)[:length].strip()
    slide = Slide("Title", "Subtitle", marking=marking, cover=cover)
    page = Presentation(BytesIO(slides_bytes((slide,)))).slides[0]
    for shape in page.shapes:
        if shape.name.startswith("Marking"):
            assert shape.text_frame.text == marking
            (run,) = shape.text_frame.paragraphs[0].runs
            size, wide, high = run.font.size.pt, shape.width.pt, shape.height.pt
            assert LINE * size * lines(marking, size, wide) <= high
            assert size == 9 or length > 100


def test_no_line_ends_between_a_figure_and_its_unit() -> None:
    slide = Slide("It pays 7 %", "", sentences=("EUR 3.0 bn, 45 % of it, and 7 bn more.",))
    page = Presentation(BytesIO(slides_bytes((slide,)))).slides[0]
    assert texts(page)["Sentences"] == "EUR\u00a03.0\u00a0bn, 45\u00a0% of it, and 7\u00a0bn more."
    assert page.shapes.title.text_frame.text == "It pays 7\u00a0%"


def test_a_what_if_is_marked_beside_every_title() -> None:
    mark = "what-if: personnel ignored"
    for page in pages(what_if=True):
        assert texts(page)["Subtitle"].startswith(f"{mark} · ")
    assert not any(mark in text for page in pages() for text in texts(page).values())


def test_titles_subtitles_sentences_and_notes_are_those_described() -> None:
    for slide, page in zip(deck(), pages(), strict=True):
        assert page.shapes.title.placeholder_format.type == PP_PLACEHOLDER.TITLE
        assert page.shapes.title.text_frame.text == unbroken(slide.title)
        assert texts(page)["Subtitle"] == slide.subtitle
        assert texts(page).get("Sentences", "") == unbroken("\n".join(slide.sentences))
        above, *notes, below = page.notes_slide.notes_text_frame.text.split("\n")
        assert above == below == "RESTRICTED & MARKED"
        assert "\n".join(notes) == slide.notes


def test_every_slide_has_its_number_as_a_field() -> None:
    for number, page in enumerate(pages(), 1):
        (field,) = page.shapes.element.xpath(".//a:fld")
        assert (field.get("type"), field.xpath("a:t")[0].text) == ("slidenum", str(number))


def test_charts_carry_the_figures_described() -> None:
    count = 0
    for described, native in pairs():
        count += 1
        series = [each for plot in native.plots for each in plot.series]
        assert list(native.plots[0].categories) == list(described.categories)
        assert [each.name for each in series] == [each.name for each in described.series]
        for wanted, found in zip(described.series, series, strict=True):
            assert list(found.values) == pytest.approx([float(v) for v in wanted.values], rel=1e-15)
    assert count == sum(len(slide.charts) for slide in deck()) > 10


def test_behind_each_chart_are_the_same_figures_and_names_stay_texts() -> None:
    for described, native in pairs():
        book = openpyxl.load_workbook(BytesIO(native.part.chart_workbook.xlsx_part.blob))
        head, *rows = book["Sheet1"].iter_rows()
        assert [cell.value for cell in head[1:]] == [each.name for each in described.series]
        assert [row[0].value for row in rows] == list(described.categories)
        assert {row[0].data_type for row in rows} == {"s"}
        for at, series in enumerate(described.series, 1):
            values = [row[at].value for row in rows]
            assert values == pytest.approx([float(value) for value in series.values], rel=1e-15)


def test_the_burden_of_all_is_a_line_on_the_axes_of_the_columns() -> None:
    described, native = next(pair for pair in pairs() if pair[0].shape == "column_and_line")
    columns, line = native.plots
    assert [type(plot).__name__ for plot in (columns, line)] == ["BarPlot", "LinePlot"]
    assert [series.name for series in line.series] == [described.series[-1].name]
    axes = native.element.xpath(".//c:barChart/c:axId/@val")
    assert axes == native.element.xpath(".//c:lineChart/c:axId/@val")


def test_charts_say_what_they_show_and_wear_the_palette() -> None:
    for slide, page in zip(deck(), pages(), strict=True):
        frames = [shape for shape in page.shapes if shape.has_chart or shape.has_table]
        for panel, frame in zip(slide.panels, frames, strict=True):
            about = frame.element.nvGraphicFramePr.cNvPr.get("descr")
            assert about == plain_text(f"{panel.title}. {slide.title}.")
        for native in charts(page):
            for series in native.plots[0].series:
                assert f"#{series.format.fill.fore_color.rgb}" in SERIES


def test_tables_carry_their_texts() -> None:
    for slide, page in zip(deck(), pages(), strict=True):
        found = [shape.table for shape in page.shapes if shape.has_table]
        for table, native in zip(slide.tables, found, strict=True):
            cells = [[cell.text for cell in row.cells] for row in native.rows]
            assert cells[0] == list(table.headers)
            assert cells[1:] == [list(row) for row in table.rows]


@pytest.mark.parametrize("hostile", [False, True])
def test_nothing_overlaps_and_nothing_is_outside(hostile: bool) -> None:
    presentation = Presentation(BytesIO(content(hostile=hostile)))
    wide, high = presentation.slide_width, presentation.slide_height
    assert (wide, high) == (12_192_000, 6_858_000)
    for page in presentation.slides:
        boxes = {
            (shape.shape_id, shape.name): (
                shape.left,
                shape.top,
                shape.left + shape.width,
                shape.top + shape.height,
            )
            for shape in page.shapes
        }
        for box in boxes.values():
            assert 0 <= box[0] < box[2] <= wide
            assert 0 <= box[1] < box[3] <= high
        for (name, one), (other, two) in combinations(boxes.items(), 2):
            apart = one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]
            assert apart, (page.shapes.title.text_frame.text, name, other)


@pytest.mark.parametrize("hostile", [False, True])
def test_every_text_fits_its_box(hostile: bool) -> None:
    for page in pages(hostile=hostile):
        for shape in page.shapes:
            if shape.has_text_frame and shape.shape_type != MSO_SHAPE_TYPE.AUTO_SHAPE:
                frame = shape.text_frame
                room = (shape.width - frame.margin_left - frame.margin_right) / 12_700
                taken = frame.margin_top / 12_700
                for paragraph in frame.paragraphs:
                    size = max((run.font.size.pt for run in paragraph.runs), default=0)
                    taken += LINE * size * lines(paragraph.text, size, room)
                assert taken <= shape.height / 12_700 + 0.1, (shape.name, frame.text)


def test_hostile_names_are_shown_as_text() -> None:
    shown = [text for page in pages(hostile=True) for text in texts(page).values()]
    joined = "\n".join(shown)
    assert "=cmd|' /C calc'!A0 pays" in joined
    assert '+1 & <b>"bold"</b> ]]> pays' in joined
    assert "@bell� and �escape and line" in joined
    assert "…" in joined
    assert not re.search("[\x00-\x08\x0e-\x1f\u202e]", joined)


def test_more_rows_than_fit_are_counted() -> None:
    rows = tuple((f"row {at}", str(at)) for at in range(100))
    table = SlideTable("Long", ("Name", "Number"), rows, (3, 1), frozenset((1,)))
    page = Presentation(BytesIO(slides_bytes((Slide("Long", "", panels=(table,)),)))).slides[0]
    (native,) = [shape.table for shape in page.shapes if shape.has_table]
    cells = [row.cells[0].text for row in native.rows]
    shown = len(cells) - 2
    assert cells[-1] == f"and {100 - shown} more"
    assert cells[1:-1] == [f"row {at}" for at in range(shown)]


def test_many_categories_are_all_named() -> None:
    names = tuple(f"State number {at}" for at in range(40))
    series = ChartSeries("Money", tuple(Fraction(at) for at in range(40)))
    chart = ChartData("column", "Many", names, (series,), "#,##0")
    page = Presentation(BytesIO(slides_bytes((Slide("Many", "", panels=(chart,)),)))).slides[0]
    (native,) = charts(page)
    assert native.element.xpath(".//c:catAx/c:tickLblSkip/@val") == ["1"]
    assert native.element.xpath(".//c:catAx/c:txPr/a:bodyPr/@rot") == ["-5400000"]


def test_without_the_library_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(sys.modules):
        if name.startswith(("allocator.io.slide_", "pptx")):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pptx", None)
    with pytest.raises(OutputError, match=re.escape('pip install "allocator[slides]"')):
        slides_bytes(deck())
