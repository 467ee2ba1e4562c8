"""Native Excel charts from their descriptions."""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart as NativeChart

from allocator.io.styles import AMBER, FONT, NAVY, SERIES
from allocator.tables.table import Chart, Series

SHAPES: dict[str, dict[str, str]] = {
    "bar": {"type": "bar"},
    "column": {"type": "column"},
    "stacked_bar": {"type": "bar", "subtype": "stacked"},
    "stacked_column": {"type": "column", "subtype": "stacked"},
    "line": {"type": "line"},
    "column_and_line": {"type": "column"},
}
QUIET = {"name": FONT, "size": 9, "color": "#404040"}
GRID = {"visible": True, "line": {"color": "#D9D9D9", "width": 0.5}}


def native_chart(workbook: Workbook, chart: Chart) -> NativeChart:
    """The chart, ready to be put on a sheet. With `column_and_line` the last series is the line."""
    native = workbook.add_chart(SHAPES[chart.shape])
    mixed = chart.shape == "column_and_line"
    for index, series in enumerate(chart.series[:-1] if mixed else chart.series):
        native.add_series(_series(chart, index, series))
    if mixed:
        native.combine(_line(workbook, chart))
    _dress(native, chart)
    return native


def _series(chart: Chart, index: int, series: Series) -> dict[str, Any]:
    place = index if series.colour is None else series.colour
    colour = SERIES[place % len(SERIES)]
    options = _data(series)
    if chart.shape == "line":
        return options | {
            "line": {"color": colour, "width": 2},
            "marker": {
                "type": "circle",
                "size": 5,
                "fill": {"color": colour},
                "border": {"color": colour},
            },
        }
    return options | {
        "fill": {"color": colour},
        "border": {"none": True},
        "gap": 40 if "stacked" in chart.shape else 60,
    }


def _line(workbook: Workbook, chart: Chart) -> NativeChart:
    last = chart.series[-1]
    line = workbook.add_chart({"type": "line"})
    line.add_series(_data(last) | {"line": {"color": AMBER, "width": 2.25}})
    return line


def _data(series: Series) -> dict[str, Any]:
    return {
        "name": series.name,
        "categories": f"={series.categories}",
        "values": f"={series.values}",
    }


def _dress(native: NativeChart, chart: Chart) -> None:
    native.set_title(
        {
            "name": chart.title,
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
    if chart.shape in ("bar", "stacked_bar"):
        # A bar chart counts from the bottom; readers count from the top. The values stay below.
        names |= {"reverse": True, "crossing": "max", "num_font": {**QUIET, "size": 8}}
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
