"""Workbooks of actuals of the quartet's plan, filled in by key."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from allocator.app.actuals_template import actuals_book
from allocator.io.actuals_writer import write_actuals
from allocator.report.view import View
from allocator.tables.actuals_book import ActualsBook, Told
from allocator.tables.actuals_sheets import ACTUALS, ORDER, Key
from allocator.tables.frame import column_letters
from tests.report.quartet import provenance, quartet, quartet_plan

ORDERED_2026: Key = ("AAA", "order", "TANK_A", "", "2026")
ORDERED_2027: Key = ("AAA", "order", "TANK_A", "", "2027")
ORDERED_2028: Key = ("AAA", "order", "TANK_A", "", "2028")
GIVEN_2026: Key = ("BBB", "contribution", "TANK", "", "2026")
JOINED: Key = ("CCC", "pool_join", "SKY", "", "")
OPERATING: Key = ("", "pool_operating", "SKY", "", "2026")
SHARES: Key = ("AAA", "pool_share", "SKY", "SAT_C", "2027")
CHIPS: Key = ("", "component_expansion", "CHIP", "AAA", "2026")
AS_OF = "2027-07"


def view() -> View:
    """The quartet's plan with its accounts."""
    scenario, plan = quartet(), quartet_plan()
    return View(scenario, plan, provenance(scenario, plan))


def book(told: Mapping[Key, Told] | None = None, as_of: str = AS_OF) -> ActualsBook:
    """A workbook with some rows filled in; 2026 is past, 2027 running."""
    empty, told = actuals_book(view(), "quartet-plan.xlsx", as_of), told or {}
    keys = {planned.key for planned, _ in empty.rows}
    assert told.keys() <= keys, f"no rows {told.keys() - keys}"
    rows = tuple((planned, told.get(planned.key, blank)) for planned, blank in empty.rows)
    return replace(empty, rows=rows)


def written(path: Path, told: Mapping[Key, Told] | None = None, as_of: str = AS_OF) -> Path:
    """The same as a file."""
    return write_actuals(path, book(told, as_of))


def place(key: Key, column: str) -> str:
    """`actuals!I7` of a row's cell."""
    rows = [planned.key for planned, _ in book().rows]
    return f"{ACTUALS}!{column_letters(ORDER.index(column))}{2 + rows.index(key)}"
