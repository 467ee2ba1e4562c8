"""Native Excel charts from their descriptions."""

import re
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart as NativeChart

from allocator.io.chart_values import ChartValues
from allocator.io.styles import AMBER, FONT, NAVY, SERIES, YELLOW
from allocator.tables.table import Chart, Series
from allocator.tables.text import printable

SHAPES: dict[str, dict[str, str]] = {
    "bar": {"type": "bar"},
    "column": {"type": "column"},
    "stacked_bar": {"type": "bar", "subtype": "stacked"},
    "stacked_column": {"type": "column", "subtype": "stacked"},
    "line": {"type": "line"},
    "column_and_line": {"type": "column"},
    "stacked_column_and_line": {"type": "column", "subtype": "stacked"},
    "band_and_lines": {"type": "column"},
    "scatter": {"type": "scatter"},
    "curve": {"type": "scatter", "subtype": "straight_with_markers"},
}
PLANES = ("scatter", "curve")
"""Shapes with numbers on both axes."""
MARKERS = ("circle", "square", "triangle", "diamond")
CELL, JOINED = re.compile(r"!(?=\$?[A-Z]+\$?\d)"), "!\u2060"
"""What makes a name look like a cell, and the same with a sign in it that nobody sees."""
QUIET = {"name": FONT, "size": 9, "color": "#404040"}
GRID = {"visible": True, "line": {"color": "#D9D9D9", "width": 0.5}}


def native_chart(workbook: Workbook, chart: Chart, values: ChartValues) -> NativeChart:
    """The chart, ready to be put on a sheet; `values` knows what its cells hold."""
    native = workbook.add_chart(SHAPES[chart.shape])
    if chart.shape == "band_and_lines":
        native.add_series(_band(chart.series[0], values))
        lines = workbook.add_chart({"type": "line"})
        for index, series in enumerate(chart.series[1:]):
            lines.add_series(_marked_line(index, series, values))
        native.combine(lines)
    elif chart.shape.endswith("_and_line"):
        for index, series in enumerate(chart.series[:-1]):
            native.add_series(_series(chart, index, series, values))
        native.combine(_line(workbook, chart, values))
    else:
        for index, series in enumerate(chart.series):
            native.add_series(_series(chart, index, series, values))
    _dress(native, chart)
    return native


def _series(chart: Chart, index: int, series: Series, values: ChartValues) -> dict[str, Any]:
    if chart.shape == "line":
        return _marked_line(index, series, values)
    if chart.shape in PLANES:
        marked = _marked_line(index, series, values)
        line = {"none": True} if chart.shape == "scatter" else marked["line"]
        return marked | {"line": line, "categories_data": values(series.categories)}
    return _data(series, values) | {
        "fill": {"color": _colour(index, series)},
        "border": {"none": True},
        "gap": 40 if "stacked" in chart.shape else 60,
    }


def _colour(index: int, series: Series) -> str:
    place = index if series.colour is None else series.colour
    return SERIES[place % len(SERIES)]


def _marked_line(index: int, series: Series, values: ChartValues) -> dict[str, Any]:
    """A line whose markers tell it from others where colours do not."""
    colour = _colour(index, series)
    return _data(series, values) | {
        "line": {"color": colour, "width": 2, "dash_type": "dash" if series.dashed else "solid"},
        "marker": {
            "type": "none" if series.dashed else MARKERS[index % len(MARKERS)],
            "size": 6,
            "fill": {"color": colour},
            "border": {"color": colour},
        },
    }


def _band(series: Series, values: ChartValues) -> dict[str, Any]:
    """A pale column as high as the chart."""
    return _data(series, values) | {"fill": {"color": YELLOW}, "border": {"none": True}, "gap": 150}


def _line(workbook: Workbook, chart: Chart, values: ChartValues) -> NativeChart:
    last = chart.series[-1]
    line = workbook.add_chart({"type": "line"})
    line.add_series(_data(last, values) | {"line": {"color": AMBER, "width": 2.25}})
    return line


def _data(series: Series, values: ChartValues) -> dict[str, Any]:
    return {
        "name": _plain(series.name),
        "categories": f"={series.categories}",
        "values": f"={series.values}",
        "values_data": values(series.values),
    }


def _plain(text: str) -> str:
    """A name as a text; one such as `x!A1` would be read as the cell it comes from."""
    return CELL.sub(JOINED, printable(text))


def _dress(native: NativeChart, chart: Chart) -> None:
    native.set_title(
        {
            "name": _plain(chart.title),
            "overlay": False,
            "name_font": {"name": FONT, "size": 11, "bold": True, "color": NAVY},
        }
    )
    values: dict[str, Any] = {
        "num_format": chart.number_format,
        "num_font": QUIET,
        "major_gridlines": GRID,
        "line": {"none": True},
    }
    if chart.least is not None:
        values["min"] = chart.least
    if chart.most is not None:
        values["max"] = chart.most
    names: dict[str, Any] = {"num_font": QUIET, "interval_unit": 1, "line": {"color": "#A0A0A0"}}
    if chart.axes[0]:
        names["name"], names["name_font"] = _plain(chart.axes[0]), QUIET
    if chart.axes[1]:
        values["name"], values["name_font"] = _plain(chart.axes[1]), QUIET
    if chart.shape in PLANES:
        names = {**names, "num_format": chart.category_format, "major_gridlines": GRID}
        del names["interval_unit"]
    if chart.shape in ("bar", "stacked_bar"):
        # A bar chart counts from the bottom; readers count from the top. The values stay below, and
        # names left of bars that point to the left.
        names |= {"reverse": True, "crossing": "max", "label_position": "low"}
        names["num_font"] = {**QUIET, "size": 8}
        native.set_x_axis(values)
        native.set_y_axis(names)
    else:
        native.set_x_axis(names)
        native.set_y_axis(values)
    if chart.legend:
        native.set_legend({"position": "bottom", "font": QUIET})
    else:
        native.set_legend({"none": True})
    native.set_size({"width": chart.width, "height": chart.height})
    native.set_chartarea({"border": {"none": True}})
