"""One cell: what Excel stored becomes the exact value that the domain holds."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time

from allocator.io.column_forms import form
from allocator.io.number_cells import number_value
from allocator.io.numbers import exact_decimal, plain
from allocator.io.phrases import (
    aims,
    blend,
    chosen,
    code_list,
    month,
    new_code,
    profile,
    steps,
    unreserved,
    words,
)
from allocator.io.problems import UnreadableCellError
from allocator.io.raw_cells import ErrorValue, Raw, Uncalculated, is_blank
from allocator.tables.input_sheet import CellKind, Default, InputColumn

Value = Default
CODED = (CellKind.CODE, CellKind.CODES, CellKind.PERIOD)


def cell_value(column: InputColumn, raw: Raw) -> Value:
    """The value of a cell; a blank gives the column's default where one is allowed.

    Numbers come back as the integers of the domain (see `DECIMALS`), lists as sorted tuples, yes
    and no as truth values. Raises UnreadableCellError with what was read and the remedy.
    """
    if raw is None or is_blank(raw):
        if column.required:
            raise UnreadableCellError(
                f"blank, but {column.name} is required", f"write {form(column)}"
            )
        return column.default
    if isinstance(raw, ErrorValue):
        raise UnreadableCellError(f"error value {raw}", "correct the formula or write the value")
    if isinstance(raw, Uncalculated):
        raise UnreadableCellError(
            "formula saved without its value",
            "open the workbook in Excel and save it there, or write the value",
        )
    if column.numeric:
        return number_value(column, raw)
    if column.kind is CellKind.YES_NO and isinstance(raw, bool):
        return raw
    return _worded(column, _text(column, raw))


def _worded(column: InputColumn, text: str) -> Value:
    """The value behind the text of a cell that is no number."""
    return WORDED[column.kind](column, text)


def _code(column: InputColumn, text: str) -> str:
    return new_code(text) if column.key and not column.refers else text


def _label(column: InputColumn, text: str) -> str:
    return unreserved(text) if column.defines else text


def _codes(column: InputColumn, text: str) -> tuple[str, ...]:
    codes = code_list(text)
    if column.defines:
        return tuple(new_code(name) for name in codes)
    if len(codes) > 1 and (alone := next((word for word in column.words if word in codes), None)):
        raise UnreadableCellError(
            f'"{alone}" stands beside other codes in "{text}"',
            f"write {alone} alone, or leave it out",
        )
    return codes


def _text(column: InputColumn, raw: str | int | float | bool | datetime | time) -> str:
    """The text of a cell; numbers pass only where nothing can be lost by it."""
    if isinstance(raw, str):
        return raw.strip()
    if isinstance(raw, datetime | time):
        return _dated(column, raw)
    if isinstance(raw, bool):
        raise UnreadableCellError(f"{str(raw).upper()} where text belongs", f"write {form(column)}")
    number = plain(exact_decimal(raw))
    if column.kind is CellKind.TEXT or (_takes_years(column) and number.isdigit()):
        return number
    what = "a code" if column.kind in CODED else "text"
    raise UnreadableCellError(
        f"number {number} where {what} belongs", f"format the cell as text and write {form(column)}"
    )


def _takes_years(column: InputColumn) -> bool:
    return column.kind in (CellKind.PERIOD, CellKind.MONTH)


def _dated(column: InputColumn, raw: datetime | time) -> str:
    day: date | time = raw.date() if isinstance(raw, datetime) else raw
    if column.kind is CellKind.TEXT:
        return day.isoformat()
    if column.kind is CellKind.MONTH:
        remedy = "format the cell as text and write a year such as 2026, or 2026-07"
        raise UnreadableCellError(f"date {day} where a year or month belongs", remedy)
    raise UnreadableCellError(
        f"date or time {day} where {form(column)} belongs",
        "format the cell as text and type it again",
    )


WORDED: Mapping[CellKind, Callable[[InputColumn, str], Value]] = {
    CellKind.CODE: _code,
    CellKind.PERIOD: _code,
    CellKind.CODES: _codes,
    CellKind.MONTH: lambda _, text: month(text),
    CellKind.TEXT: _label,
    CellKind.CHOICE: lambda column, text: chosen(column.choices, text),
    CellKind.YES_NO: lambda _, text: chosen(("yes", "no"), text) == "yes",
    CellKind.PROFILE: lambda _, text: profile(text),
    CellKind.AIMS: lambda column, text: aims(column.choices, text),
    CellKind.WORDS: lambda column, text: words(column.choices, text),
    CellKind.BLEND: lambda column, text: blend(column.choices, text),
    CellKind.STEPS: lambda _, text: steps(text),
}
"""How the text of each kind is read."""
