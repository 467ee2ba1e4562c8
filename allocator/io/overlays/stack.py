"""Scenarios by name, alone and on top of one another."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from allocator.domain.overlay import Change
from allocator.domain.problem import Problem
from allocator.errors import RequestError
from allocator.io.layout_settings import SETTINGS_SHEET
from allocator.io.overlays.asked import BASE
from allocator.io.overlays.draft_sheet import DraftSheet
from allocator.io.overlays.overlaid import overlaid
from allocator.io.sheet_cells import SheetCells
from allocator.io.sheet_rows import SheetRows

ON_TOP = "+"
TITLE = ("title",)


def scenario_names(changes: Iterable[Change]) -> tuple[str, ...]:
    """In the order in which the workbook begins them."""
    return tuple(dict.fromkeys(change.scenario for change in changes))


def stacked(changes: Sequence[Change], name: str) -> tuple[Change, ...]:
    """The changes of `delay+small_budget`: those of delay, then those of small_budget; of `base`
    none. RequestError for a name that is not there, or twice.
    """
    known, parts = scenario_names(changes), name.split(ON_TOP)
    for place, part in enumerate(parts):
        if part in parts[:place] or (part == BASE and len(parts) > 1):
            raise RequestError(f'scenario "{name}" has "{part}" on top of what holds it already')
        if part not in known and part != BASE:
            near = get_close_matches(part, known, 1)
            told = f'did you mean "{near[0]}"?' if near else "the workbook has "
            told += "" if near else ", ".join(known) or "no sheet scenarios"
            raise RequestError(f'unknown scenario "{part}"; {told}')
    return tuple(change for part in parts for change in changes if change.scenario == part)


def require_apart(
    cells: Mapping[str, SheetCells],
    sheets: Mapping[str, SheetRows],
    changes: Sequence[Change],
    *,
    complete: bool,
) -> Iterator[Problem]:
    """What is wrong with the changes of each scenario by itself, before any is made.

    `complete` says whether these are all the changes that the workbook asks for.
    """
    for name in scenario_names(changes):
        yield from overlaid(cells, sheets, stacked(changes, name), complete=complete).problems


def titled(
    cells: Mapping[str, SheetCells], sheets: Mapping[str, SheetRows], name: str
) -> Mapping[str, SheetCells]:
    """The cells with the name of what is on top in the title, which stands on every page."""
    sheet = SETTINGS_SHEET.name
    draft = DraftSheet(SETTINGS_SHEET, cells[sheet], sheets[sheet])
    row = draft.rows[TITLE]
    draft.write(row, "value", f"{draft.raw(row, 'value')} ({name})")
    return {**cells, sheet: draft.cells}
