"""The sheet settings of a workbook of actuals, read back."""

from collections.abc import Mapping
from dataclasses import dataclass

from allocator.domain.period import month
from allocator.domain.problem import Problem
from allocator.io.address import cell_address
from allocator.io.cell_values import cell_value
from allocator.io.phrases import month as month_count
from allocator.io.problems import UnreadableCellError, problem, suggestion
from allocator.io.raw_cells import is_blank
from allocator.io.sheet_cells import SheetCells
from allocator.tables.actuals_book import Heading
from allocator.tables.actuals_sheets import FORMAT, HEADINGS, SETTINGS
from allocator.tables.input_sheet import CellKind, InputColumn

AS_OF = InputColumn("as_of", CellKind.MONTH, HEADINGS["as_of"])
TEXT = InputColumn("value", CellKind.TEXT, "A setting.", blank="none")
MAY_BE_BLANK = frozenset({"title", "marking", "what_if"})
FROM_PLAN = "start from a new template, `allocator template --actuals PLAN`, and copy what is told"


@dataclass(frozen=True, slots=True)
class Settings:
    """Up to when is told, of which plan, and where that stands."""

    heading: Heading
    as_of: int | None
    """Month; None where it cannot be read or does not fit the plan."""
    rows: Mapping[str, int]
    """Row of each setting, from 1."""

    def address(self, name: str) -> str:
        """`settings!B2`; the sheet where there is no such row."""
        return cell_address(SETTINGS, self.rows[name], 1) if name in self.rows else SETTINGS


def read_settings(cells: SheetCells, problems: list[Problem]) -> Settings:
    """Every setting; what is wrong with one joins the problems."""
    rows = {
        str(line[0]).strip(): number
        for number, line in sorted(cells.rows.items(), reverse=True)
        if number > 1 and not is_blank(line.get(0))
    }
    for name, number in rows.items():
        if name not in HEADINGS:
            remedy = suggestion(name, tuple(HEADINGS), "delete the row")
            place = cell_address(SETTINGS, number, 0)
            problems.append(problem(place, f'unknown setting "{name}"', remedy))
    texts = {name: _text(cells, rows, name, problems) for name in HEADINGS if name != "as_of"}
    as_of, told = _as_of(cells, rows, problems)
    found = Settings(Heading(as_of=told, **texts), as_of, rows)
    if texts["format"] and texts["format"] != FORMAT:
        what = f'form "{texts["format"]}" of the workbook is not known'
        problems.append(problem(found.address("format"), what, FROM_PLAN))
    wrong = _beyond(found) if as_of is not None else None
    if wrong is None:
        return found
    problems.append(wrong)
    return Settings(found.heading, None, rows)


def _text(cells: SheetCells, rows: Mapping[str, int], name: str, problems: list[Problem]) -> str:
    raw = cells.rows[rows[name]].get(1) if name in rows else None
    try:
        text = str(cell_value(TEXT, raw) or "")
        if name in ("begins", "ends") and text:
            month_count(text)
    except UnreadableCellError as error:
        place = cell_address(SETTINGS, rows[name], 1)
        problems.append(problem(place, error.message, error.remedy))
        return ""
    if not text and name not in MAY_BE_BLANK:
        place = cell_address(SETTINGS, rows[name], 1) if name in rows else SETTINGS
        problems.append(problem(place, f"setting {name} is missing", FROM_PLAN))
    return text


def _as_of(
    cells: SheetCells, rows: Mapping[str, int], problems: list[Problem]
) -> tuple[int | None, str]:
    """The month, and how it is written."""
    if "as_of" not in rows:
        remedy = "add a row as_of with a month such as 2027-07"
        problems.append(problem(SETTINGS, "setting as_of is missing", remedy))
        return None, ""
    try:
        value = cell_value(AS_OF, cells.rows[rows["as_of"]].get(1))
    except UnreadableCellError as error:
        place = cell_address(SETTINGS, rows["as_of"], 1)
        problems.append(problem(place, error.message, error.remedy))
        return None, ""
    count = value if isinstance(value, int) else 0
    return count, month(count)


def _beyond(found: Settings) -> Problem | None:
    """A month before the plan begins, or after its end."""
    heading = found.heading
    if not heading.begins or not heading.ends or found.as_of is None:
        return None
    first, end = month_count(heading.begins), month_count(heading.ends)
    if first <= found.as_of <= end:
        return None
    where = "before the plan begins" if found.as_of < first else "after the plan has ended"
    return problem(
        found.address("as_of"),
        f"{heading.as_of} is {where}",
        f"write a month from {heading.begins} to {heading.ends}",
    )
