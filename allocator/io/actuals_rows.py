"""The sheet actuals, read back row by row."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from allocator.domain.problem import Problem
from allocator.io.address import cell_address
from allocator.io.cell_values import Value, cell_value
from allocator.io.layout import IGNORED
from allocator.io.phrases import month
from allocator.io.problems import UnreadableCellError, problem, suggestion
from allocator.io.raw_cells import Raw, is_blank
from allocator.io.sheet_cells import SheetCells
from allocator.io.sheet_header import HEADER_ROW, merged_problems
from allocator.tables.actuals_book import PlannedRow, Told
from allocator.tables.actuals_sheets import (
    ACTUALS,
    CHECK,
    COLUMNS,
    GIVEN,
    KEY,
    ORDER,
    YES_OR_NO,
    Key,
    called,
)
from allocator.tables.input_sheet import CellKind, InputColumn

DELETE = "delete it, or start the name of its column with _"


Places = Mapping[str, int]
"""Where columns stand, from 0; those that are missing are left out."""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row whose cells could all be read."""

    number: int
    """On its sheet, from 1."""
    planned: PlannedRow
    told: Told
    edited: tuple[str, ...]
    """Columns of the plan that no longer fit the row's check; `check` alone where that is lost."""

    @property
    def misnamed(self) -> str:
        """The column to blame where the row is not what it should be: the one of its key that was
        changed, if its check knows of just one."""
        changed = [name for name in KEY if name in self.edited]
        return changed[0] if len(changed) == 1 else "code"


def read_rows(cells: SheetCells, problems: list[Problem]) -> tuple[Places, tuple[ReadRow, ...]]:
    """Columns, and rows without a problem; the problems of all others join the list."""
    problems.extend(merged_problems(cells))
    places = _header(cells.rows.get(HEADER_ROW, {}), problems)
    found: list[ReadRow] = []
    known = set(places.values())
    for number in sorted(cells.rows):
        line = {at: raw for at, raw in cells.rows[number].items() if at in known}
        if number > HEADER_ROW and not all(is_blank(raw) for raw in line.values()):
            row = _row(number, line, places, problems)
            if row is not None:
                found.append(row)
    single: dict[Key, ReadRow] = {}
    for row in found:
        first = single.setdefault(row.planned.key, row)
        if first is not row:
            problems.append(_repeated(row, first, places))
    return places, tuple(single.values())


def _header(header: Mapping[int, Raw], problems: list[Problem]) -> Places:
    places: dict[str, int] = {}
    for at, raw in sorted(header.items()):
        name, place = str(raw).strip(), cell_address(ACTUALS, HEADER_ROW, at)
        if not name or name.startswith(IGNORED):
            continue
        if name not in COLUMNS:
            remedy = suggestion(name, ORDER, DELETE)
            problems.append(problem(place, f'unknown column "{name}"', remedy))
        elif name in places:
            first = cell_address(ACTUALS, HEADER_ROW, places[name])
            what = f'column "{name}" stands twice, first in {first}'
            problems.append(problem(place, what, "keep one of the two"))
        else:
            places[name] = at
    for name in ORDER:
        if name not in places and name != "reported_in":
            remedy = f"keep the columns as they were written; {COLUMNS[name].help}"
            problems.append(problem(ACTUALS, f'column "{name}" is missing', remedy))
    return places


def _row(
    number: int, line: Mapping[int, Raw], places: Places, problems: list[Problem]
) -> ReadRow | None:
    flag = str(line.get(places.get("object", -1))).strip() in YES_OR_NO
    values: dict[str, Value] = {}
    before = len(problems)
    for name, at in places.items():
        column = _described(COLUMNS[name], flag=flag)
        try:
            values[name] = _value(column, line.get(at))
        except UnreadableCellError as error:
            place = cell_address(ACTUALS, number, at)
            problems.append(problem(place, error.message, error.remedy))
    if len(problems) > before:
        return None
    planned = _planned(values)
    told = Told(
        _whole(values, "actual"),
        _whole(values, "money"),
        _text(values, "source"),
        _text(values, "date"),
        _text(values, "reported_in"),
    )
    return ReadRow(number, planned, told, _edited(planned, _text(values, CHECK.name)))


def _described(column: InputColumn, *, flag: bool) -> InputColumn:
    """Of what is yes or no, figures are words."""
    if flag and column.name in ("planned", "actual"):
        return replace(column, kind=CellKind.YES_NO)
    return column


def _value(column: InputColumn, raw: Raw) -> Value:
    value = cell_value(column, raw)
    if column.name == "date" and value:
        try:
            return date.fromisoformat(str(value)).isoformat()
        except ValueError:
            raise UnreadableCellError(
                f'"{value}" is no day', "write a day such as 2027-01-31, or an Excel date"
            ) from None
    if column.name == "begins" and value:
        month(str(value))
    return value


def _planned(values: Mapping[str, Value]) -> PlannedRow:
    state, what, code, other, period = (_text(values, name) for name in KEY)
    return PlannedRow(
        (state, what, code, other, period),
        _text(values, "name"),
        _text(values, "begins"),
        _whole(values, "planned") or 0,
        _text(values, "unit"),
        _whole(values, "planned_money"),
        _whole(values, "row") or 0,
    )


def _text(values: Mapping[str, Value], name: str) -> str:
    return str(values.get(name) or "")


def _whole(values: Mapping[str, Value], name: str) -> int | None:
    value = values.get(name)
    return int(value) if isinstance(value, int) else None


def _edited(planned: PlannedRow, check: str) -> tuple[str, ...]:
    """Which cells are not those that the check was made of."""
    parts, own = check.split("-"), planned.check.split("-")
    if len(parts) != len(own):
        return (CHECK.name,)
    pairs = zip(GIVEN, parts, own, strict=True)
    return tuple(column.name for column, was, now in pairs if was != now)


def _repeated(row: ReadRow, first: ReadRow, places: Places) -> Problem:
    return problem(
        cell_address(ACTUALS, row.number, places.get(row.misnamed, 0)),
        f"{called(row.planned.key)} stands already in row {first.number}",
        "keep one of the two rows",
    )
