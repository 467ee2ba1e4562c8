"""The header of an input sheet, and what its layout may hide."""

from collections.abc import Iterator, Mapping

from allocator.domain.problem import Notice, Problem
from allocator.io.address import cell_address
from allocator.io.column_forms import form
from allocator.io.layout import IGNORED, all_columns
from allocator.io.problems import problem, suggestion
from allocator.io.raw_cells import Raw
from allocator.io.sheet_cells import SheetCells
from allocator.tables.input_sheet import InputColumn, InputSheet

HEADER_ROW = 1


def header_columns(
    sheet: InputSheet, header: Mapping[int, Raw], problems: list[Problem], notices: list[Notice]
) -> dict[int, InputColumn]:
    """Known columns by place, from 0; what is unknown, double or missing is a problem."""
    known = {column.name: column for column in all_columns(sheet)}
    columns: dict[int, InputColumn] = {}
    places: dict[str, str] = {}
    for place in sorted(header):
        name = str(header[place]).strip()
        address = cell_address(sheet.name, HEADER_ROW, place)
        if not name:
            continue
        if name.startswith(IGNORED):
            notices.append(Notice(address=address, message=f'column "{name}" is ignored'))
        elif name not in known:
            remedy = suggestion(name, tuple(known), f"start its name with {IGNORED} to keep it")
            problems.append(problem(address, f'unknown column "{name}"', remedy))
        elif name in places:
            what = f'column "{name}" stands twice, first in {places[name]}'
            problems.append(problem(address, what, "keep one of the two"))
        else:
            places[name] = address
            columns[place] = known[name]
    for column in sheet.columns:
        if column.required and column.name not in places:
            remedy = f"add it to row {HEADER_ROW}: {form(column)}"
            problems.append(problem(sheet.name, f'column "{column.name}" is missing', remedy))
    return columns


def is_header(sheet: InputSheet, header: Mapping[int, Raw]) -> bool:
    """Whether a row names at least one column of the sheet."""
    names = {column.name for column in sheet.columns}
    return any(str(raw).strip() in names for raw in header.values())


def merged_problems(cells: SheetCells) -> Iterator[Problem]:
    """Merged cells: all but the first are blank, whatever they seem to say."""
    for reference in cells.merged:
        first = reference.partition(":")[0]
        yield problem(
            f"{cells.name}!{first}",
            f"merged cells {reference}",
            "unmerge them and fill every cell",
        )


def hidden_notices(cells: SheetCells, last_column: int) -> Iterator[Notice]:
    """What Excel does not show, and is read nevertheless."""
    if cells.hidden:
        yield Notice(address=cells.name, message="hidden sheet; it is read like any other")
    if cells.hidden_rows:
        count = len(cells.hidden_rows)
        rows = ", ".join(map(str, cells.hidden_rows[:5])) + (", ..." if count > 5 else "")
        yield Notice(
            address=cells.name, message=f"{count} hidden rows are read like any other: {rows}"
        )
    for first, last in cells.hidden_columns:
        if first <= last_column:
            place = cell_address(cells.name, HEADER_ROW, first)
            count = min(last, last_column) - first + 1
            yield Notice(address=place, message=f"{count} hidden columns are read like any other")
