"""Keys of the rows of long sheets, by which saved rows and recomputed ones are matched."""

from allocator.io.saved_sheets import BLANK, SavedSheet
from allocator.tables.column import Column, shown
from allocator.tables.table import Row, plain

Key = tuple[str, ...]


def saved_key(columns: tuple[Column, ...], sheet: SavedSheet, row: int) -> Key:
    """Of a saved row."""
    return tuple(
        str(sheet.get((row, position), BLANK).value or "")
        for position, column in enumerate(columns)
        if column.part == "key"
    )


def expected_key(columns: tuple[Column, ...], row: Row) -> Key:
    """Of a recomputed row, as its cells hold it."""
    return tuple(
        str(shown(column.kind, plain(value)) or "")
        for column, value in zip(columns, row, strict=False)
        if column.part == "key"
    )
