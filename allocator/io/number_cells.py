"""Numeric cells: exact, within their range, and never guessed from text."""

import math
import re

from allocator.io.column_forms import bound, form
from allocator.io.numbers import LARGEST, exact_decimal, percent, plain, scaled
from allocator.io.problems import UnreadableCellError
from allocator.io.raw_cells import Raw
from allocator.tables.input_sheet import DECIMALS, CellKind, InputColumn

NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE)
COMMA = re.compile(r"[+-]?\d{1,3}([.\s']?\d{3})*,\d+|[+-]?\d+,\d+")
PERCENT = re.compile(r"[+-]?[\d.,\s]+%")


def number_value(column: InputColumn, raw: Raw) -> int:
    """The integer behind a numeric cell; UnreadableCellError where there is none."""
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise _no_number(column, raw)
    if not math.isfinite(raw) or abs(raw) >= LARGEST:
        raise UnreadableCellError(f"{raw} is too large", f"write {form(column)}")
    number = exact_decimal(raw)
    value = scaled(number, DECIMALS[column.kind])
    if value is None:
        raise UnreadableCellError(*_too_fine(column, plain(number), plain(number.scaleb(2))))
    if value < column.minimum:
        least = bound(column, column.minimum)
        raise UnreadableCellError(f"{_shown(column, value)} is below {least}", _range(column))
    if column.maximum is not None and value > column.maximum:
        most = bound(column, column.maximum)
        raise UnreadableCellError(f"{_shown(column, value)} is above {most}", _range(column))
    return value


def _shown(column: InputColumn, value: int) -> str:
    return bound(column, value)


def _range(column: InputColumn) -> str:
    if column.kind is CellKind.SHARE and column.maximum != LARGEST:
        return f"write a percentage up to {percent(column.maximum or 0)}, such as 50%"
    return f"write {form(column)}"


def _too_fine(column: InputColumn, number: str, hundredfold: str) -> tuple[str, str]:
    if column.kind is CellKind.WHOLE:
        return f"{number} is not a whole number", f"write {form(column)}"
    if column.kind is CellKind.SHARE:
        return f"{hundredfold} % has more than 2 decimals of a per cent", "round it"
    return f"{number} has more than {DECIMALS[column.kind]} decimals", "round it"


def _no_number(column: InputColumn, raw: Raw) -> UnreadableCellError:
    wanted = f"write {form(column)}"
    if isinstance(raw, bool):
        return UnreadableCellError(f"{str(raw).upper()} where a number belongs", wanted)
    if not isinstance(raw, str):
        return UnreadableCellError(
            f"date or time {raw} where a number belongs",
            f"format the cell as a number and {wanted}",
        )
    text = raw.strip()
    if PERCENT.fullmatch(text):
        return UnreadableCellError(
            f'percentage written as text "{text}"',
            f"format the cell as {_format(column)} and type it again",
        )
    if COMMA.fullmatch(text):
        return UnreadableCellError(
            f'text "{text}" with a decimal comma',
            "write it as a number; Excel shows it with your country's decimal sign",
        )
    if NUMBER.fullmatch(text):
        return UnreadableCellError(
            f'number stored as text "{text}"',
            f"format the cell as {_format(column)} and type it again",
        )
    return UnreadableCellError(f'text "{text}" where a number belongs', wanted)


def _format(column: InputColumn) -> str:
    return "a percentage" if column.kind is CellKind.SHARE else "a number"
