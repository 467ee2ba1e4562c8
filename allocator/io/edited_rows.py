"""Single figures of an input workbook changed, everything else as it is."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from allocator.io.input_rows import TextRows, input_rows
from allocator.io.layout import SHEET_BY_NAME, all_columns
from allocator.io.numbers import shown
from allocator.tables.input_sheet import DECIMALS, CellKind

NOTE = "note"


class Figure(NamedTuple):
    """A number in a row of a sheet; the header is row 1."""

    sheet: str
    row: int
    column: str


def edited_rows(
    path: Path, figures: Mapping[Figure, int], remark: str
) -> tuple[TextRows, tuple[str, ...]]:
    """`input_rows` with other figures, given as the integers that a scenario holds.

    The note of each row that changes gets the name of the column, what stood there, and `remark`.
    """

    def edit(sheet: str, number: int, row: dict[str, str]) -> None:
        for place, value in figures.items():
            if (place.sheet, place.row) == (sheet, number):
                told = f"{place.column} was {row.get(place.column) or 'blank'}, {remark}"
                row[NOTE] = "; ".join(filter(None, (row.get(NOTE), told)))
                row[place.column] = _text(place, value)

    return input_rows(path, edit)


def _text(place: Figure, value: int) -> str:
    columns = {column.name: column for column in all_columns(SHEET_BY_NAME[place.sheet])}
    kind = columns[place.column].kind
    if kind is CellKind.SHARE:
        return f"{shown(value, DECIMALS[kind] - 2)}%"
    return shown(value, DECIMALS[kind])
