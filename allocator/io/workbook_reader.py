"""From a file to the rows of its input sheets, with everything that is wrong on the way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from allocator.domain.problem import Notice, Problem
from allocator.errors import InputError
from allocator.io.embedded_input import embedded
from allocator.io.input_help import HELP_SHEET
from allocator.io.layout import IGNORED, SHEET_BY_NAME, SHEETS
from allocator.io.problems import in_cell_order, problem, suggestion
from allocator.io.references import declared_codes, reference_problems
from allocator.io.sheet_cells import SheetCells, sheet_cells
from allocator.io.sheet_rows import SheetRows, sheet_rows
from allocator.io.workbook_file import RESTORE, WorkbookFile, refuse
from allocator.io.workbook_parts import SheetPlace, workbook_parts
from allocator.io.xml_parts import DamagedPartError
from allocator.tables.plan_sheets import PROVENANCE

NONE: Mapping[str, SheetRows] = {}


@dataclass(frozen=True, slots=True)
class WorkbookRows:
    """Rows by sheet, for the sheets that are there, and what was found on the way."""

    sheets: Mapping[str, SheetRows]
    cells: Mapping[str, SheetCells]
    """The same sheets as they were stored."""
    problems: list[Problem]
    notices: list[Notice]


def workbook_rows(file: WorkbookFile, *, of_plan: bool = False) -> WorkbookRows:
    """Every input sheet of a workbook, read and checked for unknown codes.

    Of a plan's workbook these are the copies that it carries.

    Raises InputError only where nothing more can be read; other problems are in the result.
    """
    try:
        shared = workbook_parts(file)
        places = list(shared.sheets)
        if of_plan:
            places = _embedded(file.name, places)
        else:
            _refuse_plan(file.name, [place.name for place in places])
        known = {
            place.name: sheet_cells(place, file.parts[place.part], shared)
            for place in places
            if place.name in SHEET_BY_NAME
        }
    except DamagedPartError as error:
        refuse(file.name, f"the file {error}", RESTORE)
    if not places:
        refuse(file.name, "the workbook has no worksheet", "start from `allocator template`")
    if overfull := [cells.problem for cells in known.values() if cells.problem is not None]:
        raise InputError(in_cell_order(overfull))
    names = [place.name for place in places]
    problems = [*_unknown_sheets(names), *_missing_sheets(names)]
    notices = [
        Notice(address=name, message="sheet is ignored")
        for name in names
        if name.startswith(IGNORED) and name != HELP_SHEET
    ]
    return read_rows(known, problems, notices)


def read_rows(
    cells: Mapping[str, SheetCells],
    problems: list[Problem],
    notices: list[Notice],
    known: Mapping[str, SheetRows] = NONE,
) -> WorkbookRows:
    """The rows of sheets by their cells; what is found on the way joins the two lists.

    Sheets that are `known` already, without problems, are not read again.
    """
    sheets = {
        sheet.name: known.get(sheet.name) or sheet_rows(sheet, cells[sheet.name], problems, notices)
        for sheet in SHEETS
        if sheet.name in cells
    }
    problems.extend(reference_problems(sheets, declared_codes(sheets)))
    return WorkbookRows(sheets, cells, problems, notices)


def _embedded(name: str, places: list[SheetPlace]) -> list[SheetPlace]:
    """The copies of input sheets that a plan's workbook carries."""
    found = embedded(places)
    if not found:
        refuse(
            name,
            "the workbook carries no input sheets, so it is no plan written by this version",
            "give a plan as `allocator solve` wrote it; solve the input again if need be",
        )
    return found


def _refuse_plan(name: str, sheets: Sequence[str]) -> None:
    """A plan in the place of an input workbook, such as two arguments swapped."""
    required = {sheet.name for sheet in SHEETS if sheet.required}
    if PROVENANCE in sheets and required.isdisjoint(sheets):
        refuse(
            name,
            "this is a plan written by allocator, not an input workbook",
            "give the input workbook here: `allocator verify INPUT PLAN`, `allocator keep PLAN "
            "INPUT`",
        )


def _unknown_sheets(names: Sequence[str]) -> Iterator[Problem]:
    for name in names:
        if name not in SHEET_BY_NAME and not name.startswith(IGNORED):
            remedy = suggestion(
                name, tuple(SHEET_BY_NAME), f"start its name with {IGNORED} to keep it"
            )
            yield problem(name, f'unknown sheet "{name}"', remedy)


def _missing_sheets(names: Sequence[str]) -> Iterator[Problem]:
    for sheet in SHEETS:
        if sheet.required and sheet.name not in names:
            remedy = "add it; `allocator template` shows its columns"
            yield problem(sheet.name, "required sheet is missing", remedy)
