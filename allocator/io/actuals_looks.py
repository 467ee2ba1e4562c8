"""Looks of a workbook of actuals: what the plan says stands back, what is to be filled is white."""

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from allocator.io.styles import FONT, GREY, NAVY, SAND, TEAL, YELLOW
from allocator.tables.actuals_sheets import COLUMNS, TOLD
from allocator.tables.input_sheet import CellKind

NUMBER = {CellKind.WHOLE: "#,##0", CellKind.MONEY: "#,##0.0##"}
TEXT = "@"
"""Keeps Excel from turning 2026-07 into a date."""
WIDTHS = {
    "state": 8,
    "object": 20,
    "code": 26,
    "line_or_host": 22,
    "name": 40,
    "period": 9,
    "begins": 10,
    "planned": 10,
    "actual": 10,
    "unit": 38,
    "planned_money": 16,
    "money": 12,
    "source": 28,
    "date": 12,
    "reported_in": 30,
    "row": 8,
    "check": 12,
}
FILLED = frozenset(column.name for column in TOLD)
FUTURE = {"bg_color": "#D9D9D9", "font_color": "#5F5F5F"}
EDGE = {"border": 1, "border_color": "#D0D4DA"}


class ActualsLooks:
    """Cell formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._cells: dict[tuple[tuple[str, Any], ...], Format] = {}
        self.future = workbook.add_format(FUTURE)

    def _format(self, **properties: Any) -> Format:
        properties = {"font_name": FONT, "font_size": 10, "valign": "top", **properties}
        key = tuple(sorted(properties.items()))
        if key not in self._cells:
            self._cells[key] = self._workbook.add_format(properties)
        return self._cells[key]

    def header(self, name: str) -> Format:
        """Teal over what is to be filled, navy over what the plan says."""
        colour = TEAL if name in FILLED else NAVY
        return self._format(bold=True, font_color="white", bg_color=colour, text_wrap=True)

    def cell(self, name: str, *, yes_or_no: bool = False, open_: bool = False) -> Format:
        """A cell of the sheet actuals: grounded in sand where it is not to be touched, in yellow
        where files contradict each other and nobody has settled it."""
        kind = CellKind.TEXT if yes_or_no and name in ("planned", "actual") else COLUMNS[name].kind
        ground = {} if name in FILLED else {"bg_color": SAND, "font_color": GREY}
        if open_:
            ground = {"bg_color": YELLOW}
        side: dict[str, Any] = {"align": "left", "indent": 1} if name in ("unit", "source") else {}
        if kind is not COLUMNS[name].kind:
            side = {"align": "right"}
        return self._format(num_format=NUMBER.get(kind, TEXT), **EDGE, **ground, **side)

    def setting(self, *, filled: bool) -> Format:
        """A value of the sheet settings."""
        ground = {"bg_color": YELLOW, "bold": True} if filled else {"bg_color": SAND}
        return self._format(num_format=TEXT, align="left", text_wrap=True, **EDGE, **ground)

    def claim(self, name: str) -> Format:
        """A cell of the sheet conflicts."""
        return self._format(num_format="General" if name == "says" else TEXT, **EDGE)

    @property
    def prose(self) -> Format:
        """Running text."""
        return self._format(text_wrap=True)

    @property
    def title(self) -> Format:
        """Of the first sheet."""
        return self._format(bold=True, font_size=16, font_color=NAVY)

    @property
    def marking(self) -> Format:
        """The classification where it is seen first."""
        return self._format(bold=True, font_size=12, font_color="#A63D00")

    @property
    def strong(self) -> Format:
        """The beginning of a line of help."""
        return self._format(bold=True, font_color=NAVY)
