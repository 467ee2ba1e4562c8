"""Rows of a workbook that are otherwise than in an earlier version of it."""

from collections.abc import Iterator

from allocator.domain.record import Record
from allocator.domain.scenario import Scenario
from allocator.io.layout import SHEET_BY_NAME

NOT_ROWS = frozenset({"periods", "book", "policy", "plan_in_force"})
"""Parts of a scenario that are not looked at row by row."""
SHEETS = {"states": "member_states"}
"""Names of sheets, where they are not those of the part of the scenario."""
ABOUT = ("code", "state", "capability", "line", "pool", "component", "holder")


def differing(before: Scenario, after: Scenario) -> Iterator[tuple[str, frozenset[str]]]:
    """Cells of rows that are new or other than before, with the codes that they are about.

    Rows that are gone have no cell any more.
    """
    for part in Scenario.model_fields:
        rows = getattr(after, part)
        if part in NOT_ROWS or not isinstance(rows, tuple):
            continue
        known = {_content(row) for row in getattr(before, part)}
        for row in rows:
            if isinstance(row, Record) and _content(row) not in known:
                yield _cell(after, SHEETS.get(part, part), row), _codes(row)


def _content(row: Record) -> str:
    """What the row says; where it stands does not matter."""
    return row.model_dump_json(exclude={"row"})


def _codes(row: Record) -> frozenset[str]:
    return frozenset(str(getattr(row, name)) for name in ABOUT if getattr(row, name, None))


def _cell(scenario: Scenario, sheet: str, row: Record) -> str:
    """Of the row, by the columns of its key; the sheet alone where it has no such row."""
    layout = SHEET_BY_NAME.get(sheet)
    names = layout.key if layout is not None else ()
    key = tuple(str(getattr(row, name, getattr(row, "code", ""))) for name in names)
    own = getattr(row, "row", None)
    if own is not None:
        key = (str(own),)
    there = key in scenario.book.rows.get(sheet, {})
    return scenario.book.address(sheet, key) if there else sheet
