"""The sheet conflicts of a merged workbook, read back."""

from collections.abc import Iterator, Mapping

from allocator.domain.problem import Problem
from allocator.io.address import cell_address
from allocator.io.cell_values import Value, cell_value
from allocator.io.problems import UnreadableCellError, problem
from allocator.io.raw_cells import Raw, is_blank
from allocator.io.sheet_cells import SheetCells
from allocator.io.sheet_header import HEADER_ROW
from allocator.tables.actuals_book import Claim
from allocator.tables.actuals_sheets import (
    COLUMNS,
    CONFLICT_COLUMNS,
    CONFLICTS,
    FIGURES,
    KEY,
    YES_OR_NO,
)
from allocator.tables.input_sheet import CellKind, InputColumn

TEXT = InputColumn("", CellKind.TEXT, "Text.", blank="none")


def claims(cells: SheetCells, problems: list[Problem]) -> Iterator[Claim]:
    """Who says what; what cannot be read joins the problems."""
    header = cells.rows.get(HEADER_ROW, {})
    places = {str(raw).strip(): at for at, raw in header.items()}
    if missing := [name for name in CONFLICT_COLUMNS if name not in places]:
        what = f"column {', '.join(missing)} is missing"
        problems.append(problem(CONFLICTS, what, "keep the sheet as it was written, or delete it"))
        return
    for number in sorted(cells.rows):
        line = cells.rows[number]
        if number > HEADER_ROW and not all(is_blank(raw) for raw in line.values()):
            found = _claim(number, {name: line.get(at) for name, at in places.items()}, places)
            if isinstance(found, Problem):
                problems.append(found)
            else:
                yield found


def _claim(number: int, line: Mapping[str, Raw], places: Mapping[str, int]) -> Claim | Problem:
    values: dict[str, Value] = {}
    for name in CONFLICT_COLUMNS:
        try:
            values[name] = cell_value(_column(name, line), line.get(name))
        except UnreadableCellError as error:
            place = cell_address(CONFLICTS, number, places[name])
            return problem(place, error.message, error.remedy)
    state, called, code, other, period = (str(values[name] or "") for name in KEY)
    says = values["says"]
    return Claim(
        (state, called, code, other, period),
        str(values["figure"]),
        int(says) if isinstance(says, int) else 0,
        str(values["source"] or ""),
        str(values["date"] or ""),
        str(values["place"] or ""),
    )


def _column(name: str, line: Mapping[str, Raw]) -> InputColumn:
    if name == "says":
        money = str(line.get("figure")).strip() == "money"
        flag = str(line.get("object")).strip() in YES_OR_NO and not money
        kind = CellKind.MONEY if money else CellKind.YES_NO if flag else CellKind.WHOLE
        return InputColumn(name, kind, "What a file says.")
    if name == "figure":
        return InputColumn(name, CellKind.CHOICE, "Which figure.", choices=FIGURES)
    return COLUMNS[name] if name in (*KEY, "source", "date") else TEXT
