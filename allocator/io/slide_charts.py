"""Native charts on slides: to be edited in place, with a workbook of their own behind them."""

from io import BytesIO
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt
from xlsxwriter import Workbook

from allocator.io.slide_room import Box
from allocator.io.slide_text import colour, dress, paint, place
from allocator.io.styles import AMBER, NAVY, SERIES
from allocator.io.text_fit import cut, plain_text, width
from allocator.io.workbook_writer import CREATED
from allocator.tables.slide import ChartData

TYPES = {
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "stacked_bar": XL_CHART_TYPE.BAR_STACKED,
    "column": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "stacked_column": XL_CHART_TYPE.COLUMN_STACKED,
    "column_and_line": XL_CHART_TYPE.COLUMN_CLUSTERED,
}
GRID, AXIS, QUIET = "#D9D9D9", "#A0A0A0", "#404040"
TITLE = 12
THICKEST = 34
"""Points of a bar where there are few."""
UPRIGHT = -90 * 60_000
"""A quarter turn, in the 60,000ths of a degree in which the format counts."""


def draw_chart(slide: Any, box: Box, chart: ChartData, about: str) -> Any:
    """Put a chart on a slide; `about` is what a screen reader says of it."""
    frame = slide.shapes.add_chart(TYPES[chart.shape], 0, 0, 0, 0, _data(chart))
    place(frame, box)
    frame.name = "Chart"
    frame.element.nvGraphicFramePr.cNvPr.set("descr", about)
    native = frame.chart
    native.part.chart_workbook.update_from_xlsx_blob(_workbook(chart))
    _dress(native, chart, box)
    for place_, series in enumerate(native.plots[0].series):
        wanted = chart.series[place_].colour
        _paint(series, SERIES[(place_ if wanted is None else wanted) % len(SERIES)])
    if chart.shape == "column_and_line":
        _turn_into_line(native)
    _set_names(native, chart, box)
    return frame


def _data(chart: ChartData) -> CategoryChartData:
    data = CategoryChartData(number_format=chart.number_format)
    data.categories = [plain_text(category) for category in chart.categories]
    for series in chart.series:
        data.add_series(plain_text(series.name), [float(value) for value in series.values])
    return data


def _workbook(chart: ChartData) -> bytes:
    """What a click on "edit data" opens: the cells that the chart names, and texts stay texts."""
    target = BytesIO()
    workbook = Workbook(target, {"in_memory": True})
    sheet = workbook.add_worksheet("Sheet1")
    shape = workbook.add_format({"num_format": chart.number_format})
    for row, category in enumerate(chart.categories, 1):
        sheet.write_string(row, 0, plain_text(category))
    for column, series in enumerate(chart.series, 1):
        sheet.write_string(0, column, plain_text(series.name))
        for row, value in enumerate(series.values, 1):
            sheet.write_number(row, column, float(value), shape)
    sheet.set_column(0, len(chart.series), 24)
    workbook.set_properties({"created": CREATED})
    workbook.close()
    return target.getvalue()


def _dress(native: Any, chart: ChartData, box: Box) -> None:
    dress(native.font, 10, QUIET)
    native.has_title = True
    native.chart_title.include_in_layout = False
    title = native.chart_title.text_frame
    title.text = cut(plain_text(chart.title), TITLE, box.width * 0.95)
    dress(title.paragraphs[0].runs[0].font, TITLE, NAVY, bold=True)
    native.has_legend = len(chart.series) > 1
    if native.has_legend:
        native.legend.position = XL_LEGEND_POSITION.BOTTOM
        native.legend.include_in_layout = False
        dress(native.legend.font, 10, QUIET)
    plot = native.plots[0]
    stacked = "stacked" in chart.shape
    plot.gap_width = _gap(chart, box, 1 if stacked else len(chart.series))
    plot.overlap = 100 if stacked else 0
    _set_values(native.value_axis, chart)
    if chart.labels:
        _label(plot, chart, stacked=stacked)


def _gap(chart: ChartData, box: Box, abreast: int) -> int:
    """Per cent of a bar that stays free beside it, so that a few bars are no thicker than many."""
    each = (box.height if "bar" in chart.shape else box.width) * 0.85 / len(chart.categories)
    return round(min(500, max(50, 100 * (each / THICKEST - abreast))))


def _set_values(axis: Any, chart: ChartData) -> None:
    """The axis of values; where every bar says its own there is no need to see it."""
    axis.visible = not chart.labels
    axis.has_major_gridlines = not chart.labels
    if axis.has_major_gridlines:
        line = axis.major_gridlines.format.line
        line.color.rgb, line.width = colour(GRID), Pt(0.5)
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.format.line.fill.background()
    axis.tick_labels.number_format = chart.number_format
    axis.tick_labels.number_format_is_linked = False
    if chart.least is not None:
        axis.minimum_scale = chart.least
    if chart.most is not None:
        axis.maximum_scale = chart.most


def _label(plot: Any, chart: ChartData, *, stacked: bool) -> None:
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = chart.number_format, False
    if not stacked:
        labels.position = XL_LABEL_POSITION.OUTSIDE_END
    dress(labels.font, 10, QUIET)


def _set_names(native: Any, chart: ChartData, box: Box) -> None:
    """Every category is named, upright where the names are too long to lie side by side."""
    axis = native.category_axis
    across = "bar" in chart.shape
    each = (box.height if across else box.width) * 0.85 / len(chart.categories)
    size = 10 if each >= 14 else 9 if each >= 12 else 8
    dress(axis.tick_labels.font, size, QUIET)
    axis.major_tick_mark = XL_TICK_MARK.NONE
    line = axis.format.line
    line.color.rgb, line.width = colour(AXIS), Pt(0.75)
    if across:
        # A bar chart counts from the bottom; readers count from the top. The values stay below.
        axis.reverse_order = True
        _part(native, "c:valAx/c:crosses").set("val", "max")
    elif max(width(word, size) for name in chart.categories for word in name.split(" ")) > each:
        _part(native, "c:catAx/c:txPr/a:bodyPr").set("rot", str(UPRIGHT))
    every = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>')
    _part(native, "c:catAx/c:noMultiLvlLbl").addprevious(every)


def _part(native: Any, path: str) -> Any:
    """The only part of that kind in the chart's own markup."""
    (part,) = native.element.xpath(f".//{path}")
    return part


def _paint(series: Any, code: str) -> None:
    paint(series.format, code)
    series.invert_if_negative = False


def _turn_into_line(native: Any) -> None:
    """Make the last series of a column chart a line over the others, on the same axes."""
    columns = _part(native, "c:barChart")
    last = columns.findall(qn("c:ser"))[-1]
    axes = [axis.get("val") for axis in columns.findall(qn("c:axId"))]
    line = parse_xml(
        f'<c:lineChart {nsdecls("c")}><c:grouping val="standard"/><c:varyColors val="0"/>'
        f'<c:marker val="1"/>{"".join(f"""<c:axId val="{axis}"/>""" for axis in axes)}'
        "</c:lineChart>"
    )
    for name in ("c:invertIfNegative", "c:spPr"):
        gone = last.find(qn(name))
        if gone is not None:
            last.remove(gone)
    last.find(qn("c:tx")).addnext(
        parse_xml(
            f'<c:spPr {nsdecls("c", "a")}><a:ln w="28575"><a:solidFill>'
            f'<a:srgbClr val="{AMBER.removeprefix("#")}"/></a:solidFill></a:ln></c:spPr>'
        )
    )
    last.find(qn("c:spPr")).addnext(
        parse_xml(f'<c:marker {nsdecls("c")}><c:symbol val="none"/></c:marker>')
    )
    last.append(parse_xml(f'<c:smooth {nsdecls("c")} val="0"/>'))
    line.insert(2, last)
    columns.addnext(line)
