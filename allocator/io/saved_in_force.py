"""The sheet `plan_in_force` of a saved plan, as rows of the next input workbook."""

from collections.abc import Iterator
from dataclasses import fields

from allocator.domain.in_force import CODES
from allocator.domain.problem import Problem
from allocator.errors import PlanError
from allocator.io.plan_reader import SavedPlan
from allocator.io.saved_sheets import SavedCell, rows_of, whole_number
from allocator.tables.plan_sheets import IN_FORCE, WHAT_IF


def saved_in_force(saved: SavedPlan) -> list[dict[str, str]]:
    """Its rows as text; PlanError for a what-if, and where they are not the plan's decisions."""
    rows = list(_rows(saved))
    if ignored := next((row[WHAT_IF] for row in rows if row.get(WHAT_IF)), ""):
        raise _refusal(
            f'the plan ignores what holds ("{ignored}") and cannot be in force',
            "solve without families_off",
        )
    stated = {
        (row.get("decision", ""), tuple(row[name] for name in CODES if row.get(name))): row["value"]
        for row in rows
    }
    decided = {
        (decision.name, codes): str(value)
        for decision in fields(saved.plan)
        for codes, value in getattr(saved.plan, decision.name).items()
    }
    if stated != decided or len(rows) != len(stated):
        raise _refusal(
            "its rows are not the decisions that the other sheets hold",
            "give a plan that `allocator verify` accepts",
        )
    return rows


def _rows(saved: SavedPlan) -> Iterator[dict[str, str]]:
    sheet = saved.sheets.get(IN_FORCE)
    if sheet is None:
        raise _refusal("sheet is missing", "give a plan workbook with all its sheets")
    header = {place: str(cell.value) for (row, place), cell in sheet.items() if row == 0}
    for row, places in rows_of(sheet).items():
        if row:
            yield {header[place]: _text(sheet[row, place]) for place in places if place in header}


def _text(cell: SavedCell) -> str:
    number = whole_number(cell)
    return str(cell.value) if number is None else str(number)


def _refusal(message: str, remedy: str) -> PlanError:
    return PlanError([Problem(address=IN_FORCE, message=message, remedy=remedy)])
