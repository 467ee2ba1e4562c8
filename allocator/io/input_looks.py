"""Looks of an input workbook: number formats by kind, widths and drop-downs."""

from collections.abc import Sequence
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from allocator.io.layout import HOMES, SHEET_BY_NAME
from allocator.io.typed_text import CellValue
from allocator.tables.input_sheet import CellKind, InputColumn

NUMBER_FORMATS = {
    CellKind.WHOLE: "#,##0",
    CellKind.DECIMAL: "#,##0.0##",
    CellKind.MONEY: "#,##0.0##",
    CellKind.BILLION: "#,##0.0#####",
    CellKind.SHARE: "0.0#%",
}
TEXT_FORMAT = "@"
"""Keeps Excel from turning 2026-07 into a date and 0:100 into a time of day."""
YEAR_FORMAT = "0"
NARROWEST, WIDEST = 8, 48
COMMENT_BOX: dict[str, Any] = {"width": 260, "height": 110, "author": "allocator"}


class InputLooks:
    """Cell formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._cells: dict[tuple[str, bool], Format] = {}
        self._required = self._header("#1F3864")
        self._optional = self._header("#6B7280")
        self.prose = workbook.add_format({"text_wrap": True, "valign": "top"})

    def _header(self, colour: str) -> Format:
        return self._workbook.add_format(
            {"bold": True, "font_color": "white", "bg_color": colour, "valign": "top"}
        )

    def header(self, column: InputColumn | None) -> Format:
        """Dark for what must be filled, grey for what may be left blank."""
        return self._required if column is not None and column.required else self._optional

    def cell(self, column: InputColumn | None, *, left: bool = False) -> Format:
        """The number format a cell of the column needs; text for the planner's own columns."""
        if column is None or not column.numeric:
            number = TEXT_FORMAT
        elif column.unit == "year":
            number = YEAR_FORMAT
        else:
            number = NUMBER_FORMATS[column.kind]
        key = (number, left)
        if key not in self._cells:
            aligned = {"align": "left"} if left else {}
            self._cells[key] = self._workbook.add_format({"num_format": number, **aligned})
        return self._cells[key]


def width(name: str, values: Sequence[CellValue]) -> int:
    """Characters that the header and the values need, within reason."""
    longest = max((len(str(value)) for value in values if value is not None), default=0)
    return min(WIDEST, max(NARROWEST, len(name) + 3, longest + 2))


LONGEST_LIST = 255
"""Characters of a list that Excel keeps in a drop-down."""


def drop_down(column: InputColumn) -> dict[str, Any] | None:
    """A list of choices, or of the codes that another sheet declares; it follows that sheet."""
    if column.kind is CellKind.YES_NO:
        source: object = ["yes", "no"]
    elif column.kind is CellKind.CHOICE and len(",".join(column.choices)) <= LONGEST_LIST:
        source = list(column.choices)
    elif column.kind in (CellKind.CODE, CellKind.PERIOD) and len(column.refers) == 1:
        source = _codes_of(column.refers[0])
    else:
        return None
    return {
        "validate": "list",
        "source": source,
        "error_title": column.name,
        "error_message": column.help,
        "error_type": "warning",
    }


def _codes_of(thing: str) -> str:
    name, declaring = HOMES[thing]
    sheet = SHEET_BY_NAME[name]
    position = [column.name for column in sheet.columns].index(declaring)
    letter = chr(ord("A") + position)
    count = f"MAX(1,COUNTA({name}!${letter}:${letter})-1)"
    return f"=OFFSET({name}!${letter}$2,0,0,{count},1)"
