"""Help inside an input workbook: comments on headers and the sheet `_help`."""

from collections.abc import Iterator

from allocator.io.column_forms import form
from allocator.io.layout import IGNORED, SHEETS, all_columns
from allocator.io.layout_settings import SETTINGS
from allocator.tables.input_sheet import InputColumn, InputSheet

HELP_SHEET = f"{IGNORED}help"
"""A sheet of words that the reader passes over."""
HELP_HEADER = ("sheet", "column", "form", "unit", "blank", "meaning")
HELP_WIDTHS = (18, 24, 44, 16, 34, 100)


def comment(column: InputColumn) -> str:
    """What a planner sees who points at the header."""
    unit = f" ({column.unit})" if column.unit else ""
    return f"{column.help}\n{form(column)}{unit}\n{blank_means(column)}"


def blank_means(column: InputColumn) -> str:
    """Whether the cell may be left blank, and what that says."""
    return "required" if column.required else f"blank: {column.blank}"


def help_rows() -> Iterator[tuple[str, ...]]:
    """Rows of the sheet `_help` below its header: every sheet, its columns, and every setting."""
    for sheet in SHEETS:
        need = "required sheet" if sheet.required else "optional sheet"
        yield (sheet.name, "", need, "", "", sheet.help)
        for name, column in described(sheet):
            yield (
                sheet.name,
                name,
                form(column),
                column.unit,
                blank_means(column),
                column.help,
            )


def described(sheet: InputSheet) -> Iterator[tuple[str, InputColumn]]:
    """The sheet's columns by name, and below `settings` its rows."""
    for column in all_columns(sheet):
        yield column.name, column
    if sheet.name == "settings":
        for setting in SETTINGS:
            yield f"value of {setting.name}", setting
