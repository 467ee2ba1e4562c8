"""The cells of one sheet, read in a single pass over its XML."""

from dataclasses import dataclass, field

from allocator.domain.problem import Problem
from allocator.io.address import cell_address, column_number
from allocator.io.problems import problem
from allocator.io.raw_cells import UNCALCULATED, ErrorValue, Raw, moment, number
from allocator.io.workbook_parts import SheetPlace, WorkbookParts, unescaped
from allocator.io.xml_parts import (
    Attributes,
    DamagedPartError,
    EnoughReadError,
    local_names,
    read_xml,
)

MOST_ROWS, MOST_COLUMNS = 100_000, 200
"""No table of a scenario reaches them; a value beyond is a slip of the hand or of a program."""
MOST_EMPTY_ROWS = 20_000
"""Formatted rows without a value; every one costs time and says nothing."""
TAGS = local_names("row", "c", "v", "f", "is", "t", "rPh", "mergeCell", "col")
TRUE = ("1", "true")


@dataclass(slots=True)
class SheetCells:
    """What a sheet holds, and how it is laid out."""

    name: str
    hidden: bool
    rows: dict[int, dict[int, Raw]] = field(default_factory=dict)
    """Filled cells by row (from 1) and column (from 0)."""
    merged: list[str] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    """First and last column of each hidden stretch, from 0."""
    problem: Problem | None = None
    """Why the sheet was not read to its end."""


def sheet_cells(place: SheetPlace, content: bytes, shared: WorkbookParts) -> SheetCells:
    """All filled cells of a sheet; DamagedPartError where its part is broken."""
    scan = _Scan(place, shared)
    try:
        read_xml(content, scan.start, scan.end, scan.characters)
    except EnoughReadError:
        scan.sheet.rows.clear()
    return scan.sheet


class _Scan:
    """The handlers of one pass, with the little they must remember between elements."""

    def __init__(self, place: SheetPlace, shared: WorkbookParts) -> None:
        self.sheet = SheetCells(place.name, place.hidden)
        self._shared = shared
        self._columns: dict[str, int] = {}
        self._row = 0
        self._column = -1
        self._cells: dict[int, Raw] = {}
        self._row_hidden = False
        self._empty_rows = 0
        self._type, self._style = "n", 0
        self._formula = False
        self._value: list[str] | None = None
        """Pieces of the cell's value; None where it has none."""
        self._inside = False
        self._spoken = False

    def start(self, name: str, attributes: Attributes) -> None:
        tag = TAGS.get(name)
        if tag == "c":
            self._open_cell(attributes)
        elif tag in ("v", "t"):
            self._inside = not self._spoken
            self._value = self._value or []
        elif tag == "f":
            self._formula = True
        elif tag == "row":
            self._open_row(attributes)
        elif tag == "rPh":
            self._spoken = True
        elif tag == "mergeCell":
            self.sheet.merged.append(attributes.get("ref", "A1"))
        elif tag == "col" and attributes.get("hidden") in TRUE:
            stretch = int(attributes.get("min", "1")) - 1, int(attributes.get("max", "1")) - 1
            self.sheet.hidden_columns.append(stretch)

    def characters(self, data: str) -> None:
        if self._inside and self._value is not None:
            self._value.append(data)

    def end(self, name: str) -> None:
        tag = TAGS.get(name)
        if tag == "c":
            self._close_cell()
        elif tag in ("v", "t"):
            self._inside = False
        elif tag == "row":
            self._close_row()
        elif tag == "rPh":
            self._spoken = False

    def _open_row(self, attributes: Attributes) -> None:
        self._row = int(attributes.get("r", self._row + 1))
        self._column = -1
        self._cells = {}
        self._row_hidden = attributes.get("hidden") in TRUE

    def _close_row(self) -> None:
        if not self._cells:
            self._empty_rows += 1
            if self._empty_rows > MOST_EMPTY_ROWS:
                self._refuse(self._empty_problem())
            return
        self._require_near(max(self._cells))
        self.sheet.rows.setdefault(self._row, {}).update(self._cells)
        if self._row_hidden:
            self.sheet.hidden_rows.append(self._row)

    def _empty_problem(self) -> Problem:
        row = max(self.sheet.rows, default=0) + 1
        return problem(
            cell_address(self.sheet.name, row, 0),
            f"more than {MOST_EMPTY_ROWS:,} formatted rows without a value",
            "delete the empty rows below the table and save",
        )

    def _require_near(self, column: int) -> None:
        if self._row > MOST_ROWS or column >= MOST_COLUMNS:
            self._refuse(
                problem(
                    cell_address(self.sheet.name, self._row, column),
                    "a value far outside the table",
                    f"delete it; a sheet has at most {MOST_ROWS:,} rows, {MOST_COLUMNS} columns",
                )
            )

    def _refuse(self, entry: Problem) -> None:
        self.sheet.problem = entry
        raise EnoughReadError

    def _open_cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
        else:
            letters = reference.rstrip("0123456789")
            if letters not in self._columns:
                self._columns[letters] = column_number(letters)
            self._column = self._columns[letters]
        self._type = attributes.get("t", "n")
        self._style = int(attributes.get("s", "0"))
        self._formula = False
        self._value = None

    def _close_cell(self) -> None:
        raw = self._raw()
        if raw is not None:
            self._cells[self._column] = raw

    def _raw(self) -> Raw:
        text = "".join(self._value or ())
        if self._formula and not text and self._type != "str":
            return UNCALCULATED
        if self._value is None:
            return None
        try:
            return self._typed(text)
        except (ValueError, IndexError) as error:
            place = cell_address(self.sheet.name, self._row, self._column)
            raise DamagedPartError(f"is damaged at {place}: {error}") from error

    def _typed(self, text: str) -> Raw:
        if self._type == "s":
            return self._shared.texts[int(text)]
        if self._type == "n":
            return self._numeric(text)
        if self._type == "b":
            return text in TRUE
        return ErrorValue(text) if self._type == "e" else unescaped(text)

    def _numeric(self, text: str) -> Raw:
        if not text.strip():
            return None
        value = number(text)
        if self._style in self._shared.date_styles:
            return moment(value, since_1904=self._shared.since_1904)
        return value
