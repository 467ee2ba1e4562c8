"""How each kind of cell is written, in words: for help, messages and documentation."""

from allocator.io.numbers import LARGEST, percent, shown
from allocator.tables.input_sheet import DECIMALS, CellKind, InputColumn

FORMS = {
    CellKind.CODE: "a code",
    CellKind.CODES: "codes separated by semicolons",
    CellKind.PERIOD: "a period code",
    CellKind.MONTH: "a year such as 2026, or text such as 2026-07",
    CellKind.TEXT: "text",
    CellKind.YES_NO: "yes or no",
    CellKind.WHOLE: "a whole number",
    CellKind.DECIMAL: "a number of at most 3 decimals",
    CellKind.MONEY: "a number of at most 3 decimals",
    CellKind.BILLION: "a number of at most 6 decimals",
    CellKind.SHARE: "an Excel percentage of at most 2 decimals",
    CellKind.PROFILE: "text such as -2:30;-1:30;0:40",
    CellKind.AIMS: "words separated by semicolons",
    CellKind.WORDS: "words separated by semicolons",
    CellKind.BLEND: "a key, or keys and weights such as gdp:70;population:30",
    CellKind.STEPS: "text such as 20:1;50:2;100:4",
}


def form(column: InputColumn) -> str:
    """What a cell of the column looks like, its range or choices included."""
    if column.kind is CellKind.CHOICE:
        return " / ".join(column.choices)
    words = f"; or {' / '.join(column.words)}" if column.words else ""
    return f"{FORMS[column.kind]}{_range(column)}{words}"


def _range(column: InputColumn) -> str:
    most = column.maximum if column.maximum != LARGEST else None
    if not column.numeric or (column.minimum in (0, -LARGEST) and most is None):
        return ""
    least = bound(column, column.minimum)
    if most is None:
        return f", {least} or more"
    return f", {least} to {bound(column, most)}" if most > column.minimum else f", always {least}"


def bound(column: InputColumn, value: int) -> str:
    """A limit of a numeric column as a cell shows it."""
    if column.kind is CellKind.SHARE:
        return percent(value)
    return shown(value, DECIMALS[column.kind])


def default_text(column: InputColumn) -> str:
    """The default of a blank cell as it could be written into it; empty where there is none."""
    if isinstance(column.default, bool):
        return column.blank
    if isinstance(column.default, int):
        return bound(column, column.default)
    return column.blank if column.default else ""
