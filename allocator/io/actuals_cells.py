"""Single cells of a workbook of actuals: how a figure is held, and how a cell is written."""

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from allocator.tables.column import shown

Value = str | int | float | None


def held_figure(value: int | None, *, flag: bool) -> Value:
    """A count as it is; of what is yes or no the word."""
    if value is None or not flag:
        return value
    return "yes" if value else "no"


def held_money(kilo_euro: int | None) -> Value:
    """kEUR as EUR million, without decimals where there are none."""
    held = shown("money", kilo_euro)
    return held if held is None or not float(held).is_integer() else int(held)


def write_cell(sheet: Worksheet, row: int, column: int, value: Value, look: Format) -> None:
    """One cell; a text never becomes a formula."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, str):
        sheet.write_string(row, column, str(shown("text", value)), look)
    else:
        sheet.write_number(row, column, value, look)
