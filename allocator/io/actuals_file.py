"""A workbook of actuals as it was filled in, with everything that is wrong within itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from allocator.domain.in_force import LASTING
from allocator.domain.problem import Problem
from allocator.io.actuals_claims import claims
from allocator.io.actuals_rows import Places, ReadRow, read_rows
from allocator.io.actuals_settings import Settings, read_settings
from allocator.io.address import cell_address
from allocator.io.phrases import month
from allocator.io.problems import in_cell_order, problem
from allocator.io.sheet_cells import SheetCells, sheet_cells
from allocator.io.workbook_file import RESTORE, refuse, workbook_file
from allocator.io.workbook_parts import workbook_parts
from allocator.io.xml_parts import DamagedPartError
from allocator.tables.actuals_book import Claim, Heading
from allocator.tables.actuals_sheets import ACTUALS, CONFLICTS, FIGURES, OBJECTS, SETTINGS
from allocator.tables.plan_sheets import PROVENANCE

NEVER_FALL = frozenset(OBJECTS[decision].name for decision in LASTING)
"""Objects whose figures are cumulative."""


@dataclass(frozen=True, slots=True)
class ActualsFile:
    """What a file says; whoever uses it asks for its problems first."""

    name: str
    settings: Settings
    places: Places
    rows: tuple[ReadRow, ...]
    claims: tuple[Claim, ...]
    """What contradicts in it, from an earlier merge; cells that have been filled are settled."""
    problems: tuple[Problem, ...]

    @property
    def heading(self) -> Heading:
        """What its sheet settings says."""
        return self.settings.heading

    def address(self, row: ReadRow, column: str) -> str:
        """`actuals!I7`."""
        return cell_address(ACTUALS, row.number, self.places.get(column, 0))


def actuals_file(path: Path) -> ActualsFile:
    """Read a workbook of actuals; InputError only where there is nothing to be read."""
    sheets = _sheets(path)
    problems: list[Problem] = []
    settings = read_settings(sheets[SETTINGS], problems)
    places, rows = read_rows(sheets[ACTUALS], problems)
    known = {
        (row.planned.key, figure) for row in rows for figure in FIGURES if _filled(row, figure)
    }
    open_claims = tuple(
        claim
        for claim in (claims(sheets[CONFLICTS], problems) if CONFLICTS in sheets else ())
        if (claim.key, claim.figure) not in known
    )
    found = ActualsFile(path.name, settings, places, rows, open_claims, ())
    problems += (*_early(found), *_falling(found))
    return replace(found, problems=in_cell_order(problems))


def _filled(row: ReadRow, figure: str) -> bool:
    return getattr(row.told, figure) is not None


def is_actuals(path: Path) -> bool:
    """Whether a file is a workbook with the sheets of actuals; InputError where it is none."""
    try:
        shared = workbook_parts(workbook_file(path))
    except DamagedPartError as error:
        refuse(path.name, f"the file {error}", RESTORE)
    names = {place.name for place in shared.sheets}
    return {ACTUALS, SETTINGS} <= names


def _sheets(path: Path) -> Mapping[str, SheetCells]:
    file = workbook_file(path)
    try:
        shared = workbook_parts(file)
        names = [place.name for place in shared.sheets]
        _require_actuals(path.name, names)
        sheets = {
            place.name: sheet_cells(place, file.parts[place.part], shared)
            for place in shared.sheets
            if place.name in (ACTUALS, SETTINGS, CONFLICTS)
        }
    except DamagedPartError as error:
        refuse(path.name, f"the file {error}", RESTORE)
    for cells in sheets.values():
        if cells.problem is not None:
            refuse(cells.problem.address, cells.problem.message, cells.problem.remedy)
    return sheets


def _require_actuals(name: str, sheets: Sequence[str]) -> None:
    for wanted in (ACTUALS, SETTINGS):
        if wanted not in sheets:
            what = (
                "this is a plan written by allocator, not what has become of it"
                if PROVENANCE in sheets
                else f"the sheet {wanted} is missing, so this is no workbook of actuals"
            )
            remedy = "fill in the workbook that `allocator template --actuals PLAN` writes"
            refuse(name, what, remedy)


def _early(file: ActualsFile) -> Iterator[Problem]:
    """Figures of periods that have not begun by the day up to which is told."""
    as_of = file.settings.as_of
    if as_of is None:
        return
    place, told = file.settings.address("as_of"), file.heading.as_of
    for row in file.rows:
        begins = row.planned.begins
        if begins and "begins" not in row.edited and month(begins) >= as_of:
            for figure in FIGURES:
                if _filled(row, figure):
                    yield problem(
                        file.address(row, figure),
                        f"period {row.planned.key[-1]} begins in {begins}, and nothing of it can "
                        f"be known as of {told}",
                        f"leave the cell blank, or correct as_of in {place}",
                    )


def _falling(file: ActualsFile) -> Iterator[Problem]:
    """Cumulative figures below an earlier one."""
    highest: dict[tuple[str, ...], tuple[int, ReadRow]] = {}
    for row in sorted(file.rows, key=lambda row: row.planned.begins):
        *series, period = row.planned.key
        key, value = tuple(series), row.told.actual
        if value is None or not period or row.planned.key[1] not in NEVER_FALL:
            continue
        before, first = highest.get(key, (0, row))
        if value < before:
            yield problem(
                file.address(row, "actual"),
                f"{value} is below the {before} of {first.planned.key[-1]} in "
                f"{file.address(first, 'actual')}",
                "figures by the end of a period count the earlier ones in: correct one of the two",
            )
        else:
            highest[key] = (value, row)
