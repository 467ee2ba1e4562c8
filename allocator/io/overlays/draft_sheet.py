"""A copy of a sheet that can be changed and can get rows."""

from allocator.domain.address_book import Key
from allocator.io.raw_cells import Raw, is_blank
from allocator.io.sheet_cells import SheetCells
from allocator.io.sheet_header import HEADER_ROW
from allocator.io.sheet_rows import SheetRows
from allocator.tables.input_sheet import InputSheet


class DraftSheet:
    """Cells, rows by key and columns by name; the original stays as it is."""

    def __init__(
        self, layout: InputSheet, cells: SheetCells | None, read: SheetRows | None
    ) -> None:
        """Of a sheet that was read without problems, or is not there: then it is begun."""
        self._layout = layout
        self._own: set[int] = set()
        """Rows whose cells are a copy already."""
        self.cells = SheetCells(layout.name, hidden=False)
        self.positions: dict[str, int] = {}
        self.rows: dict[Key, int] = {}
        self.added: dict[Key, int] = {}
        """Those of them that the original does not have."""
        if cells is not None and read is not None:
            self.cells.hidden = cells.hidden
            self.cells.rows = dict(cells.rows)
            self.positions = dict(read.positions)
            self.rows = {key: row.number for row in read.rows if (key := read.key(row))}
        self._next = max([HEADER_ROW, *self.cells.rows]) + 1

    def raw(self, row: int, column: str) -> Raw:
        """What a cell holds; None where it is blank or its column is not there."""
        place = self.positions.get(column)
        return None if place is None else self.cells.rows.get(row, {}).get(place)

    def write(self, row: int, column: str, raw: Raw) -> None:
        """Fill a cell, or empty it; its column is added where it is missing."""
        if column not in self.positions:
            header = self._row(HEADER_ROW)
            self.positions[column] = max(header, default=-1) + 1
            header[self.positions[column]] = column
        cells = self._row(row)
        cells.pop(self.positions[column], None)
        if not is_blank(raw):
            cells[self.positions[column]] = raw

    def add(self, key: Key) -> None:
        """A row with nothing but its key, or with nothing at all where rows are known by number."""
        number = self._next if self._layout.key else int(key[0])
        for column, code in zip(self._layout.key, key, strict=False):
            self.write(number, column, code)
        self.rows[key] = self.added[key] = number
        self._next = max(self._next, number + 1)

    def lacking(self, row: int) -> tuple[str, ...]:
        """Columns of a row that may not be blank, and are."""
        return tuple(
            column.name
            for column in self._layout.columns
            if column.required and is_blank(self.raw(row, column.name))
        )

    def _row(self, number: int) -> dict[int, Raw]:
        if number not in self._own:
            self._own.add(number)
            self.cells.rows[number] = dict(self.cells.rows.get(number, {}))
        return self.cells.rows[number]
