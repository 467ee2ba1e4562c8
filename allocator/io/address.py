"""Addresses of cells as Excel writes them."""

import re

from allocator.tables.frame import column_letters

PLACE = re.compile(r"(?P<sheet>.*)!(?P<letters>[A-Z]+)(?P<row>\d+)")


def cell_address(sheet: str, row: int, column: int) -> str:
    """`sheet!C7`; the row counts from 1, the column from 0."""
    return f"{sheet}!{column_letters(column)}{row}"


def column_number(letters: str) -> int:
    """Position of a column from 0: A is 0, XFD is 16,383."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def split_address(address: str) -> tuple[str, int, int]:
    """Sheet, row from 1 and column from 0; row 0 and column 0 where no cell is named."""
    match = PLACE.fullmatch(address)
    if match is None:
        return address, 0, 0
    return match["sheet"], int(match["row"]), column_number(match["letters"])
