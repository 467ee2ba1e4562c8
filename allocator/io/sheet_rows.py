"""Rows of one input sheet: every cell read by its column, every fault noted by its address."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from allocator.domain.address_book import Key
from allocator.domain.problem import Notice, Problem
from allocator.io.address import cell_address
from allocator.io.cell_values import Value, cell_value
from allocator.io.layout import SETTING_BY_NAME, all_columns, described
from allocator.io.problems import UnreadableCellError, problem, suggestion
from allocator.io.raw_cells import Raw, is_blank
from allocator.io.sheet_cells import SheetCells
from allocator.io.sheet_header import (
    HEADER_ROW,
    header_columns,
    hidden_notices,
    is_header,
    merged_problems,
)
from allocator.tables.input_sheet import InputColumn, InputSheet


@dataclass(slots=True)
class Row:
    """A filled row: the values of its readable cells."""

    number: int
    values: dict[str, Value] = field(default_factory=dict)
    broken: bool = False
    """Whether a problem stands in one of its cells; no record is made of it then."""
    doubtful: set[str] = field(default_factory=set)
    """Columns whose cell cannot be read, or names what nobody declares."""
    repeated: bool = False
    """Whether an earlier row has its key."""


@dataclass(frozen=True, slots=True)
class SheetRows:
    """The rows of a sheet and the places of its columns."""

    sheet: InputSheet
    positions: Mapping[str, int]
    """Place of each known column, from 0."""
    rows: tuple[Row, ...]

    def address(self, row: Row, column: str) -> str:
        """`sheet!C7`; the first column where the sheet lacks the one named."""
        return cell_address(self.sheet.name, row.number, self.positions.get(column, 0))

    def key(self, row: Row) -> Key | None:
        """What identifies a row; None where a cell of its key cannot be read."""
        names = self.sheet.key
        if not names:
            return (str(row.number),)
        if any(name not in row.values for name in names):
            return None
        return tuple(str(row.values[name]) for name in names)


def sheet_rows(
    sheet: InputSheet, cells: SheetCells, problems: list[Problem], notices: list[Notice]
) -> SheetRows:
    """The rows of a sheet; problems and notices are added to the two lists."""
    header = cells.rows.get(HEADER_ROW, {})
    problems.extend(merged_problems(cells))
    notices.extend(hidden_notices(cells, max(header, default=0)))
    if not is_header(sheet, header):
        what = f"row {HEADER_ROW} holds none of the sheet's columns"
        remedy = f"write the header {', '.join(column.name for column in sheet.columns)}"
        problems.append(problem(sheet.name, what, remedy))
        return SheetRows(sheet, {}, ())
    columns = header_columns(sheet, header, problems, notices)
    positions = {column.name: place for place, column in columns.items()}
    ignored = {place for place, raw in header.items() if place not in columns and not is_blank(raw)}
    rows = tuple(
        _row(sheet, number, cells.rows[number], columns, ignored, problems)
        for number in sorted(cells.rows)
        if number > HEADER_ROW and _filled(cells.rows[number], ignored)
    )
    found = SheetRows(sheet, positions, rows)
    problems.extend(_duplicates(found))
    return found


def _filled(cells: Mapping[int, Raw], ignored: set[int]) -> bool:
    return any(place not in ignored and not is_blank(raw) for place, raw in cells.items())


def _row(
    sheet: InputSheet,
    number: int,
    cells: Mapping[int, Raw],
    columns: Mapping[int, InputColumn],
    ignored: set[int],
    problems: list[Problem],
) -> Row:
    row = Row(number)
    _require_header(sheet, row, cells, columns, ignored, problems)
    places = {column.name: place for place, column in columns.items()}
    for column in all_columns(sheet):
        here = described(sheet, column, row.values)
        if column.name not in places:
            row.broken |= column.required
            if not column.required:
                row.values[column.name] = column.default
        elif here is not None:
            place = places[column.name]
            try:
                row.values[column.name] = cell_value(here, cells.get(place))
                _require_setting(sheet, column, row)
            except UnreadableCellError as error:
                row.broken = True
                row.doubtful.add(column.name)
                address = cell_address(sheet.name, number, place)
                problems.append(problem(address, error.message, error.remedy))
    return row


def _require_setting(sheet: InputSheet, column: InputColumn, row: Row) -> None:
    if sheet.name == "settings" and column.name == "key":
        name = str(row.values["key"])
        if name not in SETTING_BY_NAME:
            raise UnreadableCellError(
                f'unknown setting "{name}"',
                suggestion(name, tuple(SETTING_BY_NAME), "see the sheet _help of a template"),
            )


def _require_header(
    sheet: InputSheet,
    row: Row,
    cells: Mapping[int, Raw],
    columns: Mapping[int, InputColumn],
    ignored: set[int],
    problems: list[Problem],
) -> None:
    for place, raw in cells.items():
        if place not in columns and place not in ignored and not is_blank(raw):
            address = cell_address(sheet.name, row.number, place)
            message = f'value "{raw}" in a column without a header'
            problems.append(problem(address, message, "delete it or name the column in row 1"))


def _duplicates(found: SheetRows) -> Iterator[Problem]:
    if not found.sheet.key:
        return
    first: dict[Key, int] = {}
    for row in found.rows:
        key = found.key(row)
        if key is None:
            continue
        # Spreadsheet formulas do not tell AB from ab, so neither do we.
        folded = tuple(part.casefold() for part in key)
        if folded in first:
            row.broken = row.repeated = True
            yield problem(
                found.address(row, found.sheet.key[0]),
                f"{', '.join(filter(None, key))} stands already in row {first[folded]}",
                "keep one of the two rows",
            )
        else:
            first[folded] = row.number
