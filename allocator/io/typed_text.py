"""Seed tables hold text; a workbook holds typed cells."""

from decimal import Decimal, InvalidOperation

from allocator.io.column_forms import form
from allocator.io.numbers import scaled
from allocator.tables.input_sheet import DECIMALS, CellKind, InputColumn

CellValue = str | int | float | None


def typed_cell(column: InputColumn, text: str) -> CellValue:
    """`text` as the value an Excel cell of the column holds; blank is None.

    Shares are written with their sign: `65%` or `12.5 %`. ValueError says which form was expected.
    """
    text = text.strip()
    if not text:
        return None
    if column.kind is CellKind.YES_NO:
        if text.lower() not in ("yes", "no"):
            raise ValueError(f'read "{text}", expected yes or no')
        return text.lower()
    return _number(column, text) if column.numeric else text


def _number(column: InputColumn, text: str) -> int | float:
    is_share = column.kind is CellKind.SHARE
    digits = text.removesuffix("%").rstrip() if is_share else text
    try:
        number = Decimal(digits)
    except InvalidOperation:
        raise ValueError(f'read "{text}", expected {form(column)}') from None
    if is_share:
        if digits == text and number:
            raise ValueError(f'read "{text}", expected a percentage such as 65%')
        number = number.scaleb(-2)
    if scaled(number, DECIMALS[column.kind]) is None:
        raise ValueError(f'read "{text}", expected {form(column)}')
    return int(number) if number == number.to_integral_value() else float(number)
