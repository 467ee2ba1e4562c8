"""Looks of the output workbook: colours, number formats and cell formats by role."""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from allocator.tables.column import Column, Kind

FONT = "Calibri"
NAVY, TEAL, AMBER, WARNING = "#1F3864", "#2A7F8E", "#D98E04", "#A63D00"
SAND, PALE, GREY, SILVER, YELLOW = "#F3EFE6", "#E9F1F2", "#5B6472", "#636C7A", "#F9DFA3"
SERIES = (
    "#1F3864",
    "#D98E04",
    "#2A7F8E",
    "#E8C66B",
    "#7A3E65",
    "#8EA0C0",
    "#4F6D2F",
    "#B7B7B7",
    "#8A5A2B",
    "#6AAB98",
    "#9B2D4F",
    "#5B9BD5",
)
"""Chart colours; neighbours differ in lightness and, without any one kind of cones, in colour."""
HEAT = ("#FFFFFF", "#63AAB6")
BAR = "#E0A33A"

NUMBER: dict[Kind, str] = {
    "whole": "#,##0;-#,##0;–",
    "flag": '"yes";;"–"',
    "seconds": "0.0",
    "thousandths": "#,##0.0##",
}
GROUNDS = {"green": "#CFE8D5", "amber": "#FBE3B0", "red": "#F6C7BC", "grey": "#E4E6EA"}
"""Of traffic lights; what they say stands on them in words."""
# Thick white sides keep the cards apart.
CARD = {
    "bg_color": SAND,
    "align": "left",
    "indent": 1,
    "left": 5,
    "right": 5,
    "left_color": "#FFFFFF",
    "right_color": "#FFFFFF",
}
STYLES: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "font_color": NAVY},
    "subtitle": {"font_size": 10, "font_color": GREY},
    "heading": {
        "bold": True,
        "font_size": 12,
        "font_color": NAVY,
        "bottom": 2,
        "bottom_color": TEAL,
    },
    "band": {"bold": True, "font_size": 20, "font_color": "white", "bg_color": NAVY, "indent": 1},
    "band_small": {
        "font_size": 11,
        "font_color": "white",
        "bg_color": NAVY,
        "indent": 1,
        "text_wrap": True,
    },
    "card_label": {"font_size": 10, "font_color": GREY, **CARD},
    "card_value": {"bold": True, "font_size": 18, "font_color": NAVY, **CARD},
    "card_note": {
        "italic": True,
        "font_size": 9,
        "font_color": GREY,
        **CARD,
        "text_wrap": True,
        "valign": "top",
    },
    "sentence": {"font_size": 11, "text_wrap": True, "valign": "top"},
    "note": {"font_size": 9, "font_color": GREY, "text_wrap": True, "valign": "top"},
    "group": {
        "bold": True,
        "font_size": 9,
        "font_color": NAVY,
        "bg_color": SAND,
        "align": "center",
        "text_wrap": True,
        "border": 1,
        "border_color": "#FFFFFF",
    },
    "link": {"font_size": 10, "font_color": "#0B5394", "underline": 1},
}
STYLES |= {light: {**STYLES["card_value"], "bg_color": ground} for light, ground in GROUNDS.items()}


def number_format(kind: Kind, digits: int | None = None) -> str:
    """The Excel number format of a kind; zero shows as a dash where it means "nothing"."""
    if kind in NUMBER:
        return NUMBER[kind]
    default = {"money": 1, "basis_points": 2, "percent": 1, "decimal": 1}
    if kind not in default:
        return "General"
    places = default[kind] if digits is None else digits
    number = "#,##0" + ("." + "0" * places if places else "")
    if kind in ("basis_points", "percent"):
        return number + "%"
    return f"{number};-{number};–" if kind == "money" else number


EDGE = {"left": 5, "left_color": AMBER}
"""The heavy line of the deadline."""
WORDS = ("text", "code", "prose")
"""Kinds that stand on the left."""


class Formats:
    """Cell formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def _format(self, **properties: Any) -> Format:
        properties = {"font_name": FONT, "font_size": 10, "valign": "vcenter", **properties}
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(properties)
        return self._made[key]

    def head(self, *, rotated: bool, left: bool, edge: bool = False) -> Format:
        """A column header: upright text in a heat map, wrapped text elsewhere; `edge` draws a heavy
        line on its left."""
        return self._format(
            bold=True,
            font_color="white",
            bg_color=NAVY,
            text_wrap=not rotated,
            rotation=90 if rotated else 0,
            align="left" if left else "center",
            indent=int(left),
            valign="bottom" if rotated else "vcenter",
            border=1,
            border_color="#FFFFFF",
            **(EDGE if edge else {}),
        )

    def body(
        self, column: Column, *, mark: bool = False, strong: bool = False, edge: bool = False
    ) -> Format:
        """A value of a column; `mark` puts a dot before it, `strong` sets it off, `edge` draws a
        heavy line on its left."""
        shape = number_format(column.kind, column.digits)
        dotted = f'"• "{shape.split(";")[0]};;"•"'
        properties: dict[str, Any] = {"num_format": dotted if mark else shape}
        if column.kind in WORDS:
            properties |= {"indent": 1, "text_wrap": column.kind == "prose"}
        elif column.kind == "check":
            properties |= {"font_color": SILVER, "font_size": 8}
        elif column.kind == "flag":
            properties |= {"align": "center"}
        if column.part == "decision":
            properties |= {"bg_color": PALE}
        if mark or strong:
            properties |= {"bold": True}
        if strong:
            properties |= {"top": 1, "top_color": NAVY}
        if edge:
            properties |= EDGE
        return self._format(**properties)

    def label(self, style: str, kind: Kind, shape: str) -> Format:
        """A free-standing cell."""
        wanted = shape or number_format(kind)
        return self._format(**{**STYLES[style], "num_format": wanted})

    def warning(self) -> Format:
        """Text of a value that should worry the reader."""
        return self._workbook.add_format({"font_color": WARNING, "bold": True})

    def light(self, shown: str) -> Format:
        """Ground of a traffic light."""
        return self._workbook.add_format({"bg_color": GROUNDS[shown]})

    def beyond(self) -> Format:
        """Ground of a value beyond what it is held against."""
        return self._workbook.add_format({"bg_color": YELLOW, "bold": True})
