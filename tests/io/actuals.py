"""Workbooks of actuals of the quartet's plan, filled in by key."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from allocator.app.actuals_template import actuals_book
from allocator.domain.actuals import Actuals
from allocator.errors import InputError
from allocator.io.actuals_reader import read_actuals
from allocator.io.actuals_writer import write_actuals
from allocator.io.plan_reader import SavedPlan, read_plan
from allocator.report.view import View
from allocator.tables.actuals_book import ActualsBook, Told
from allocator.tables.actuals_sheets import ACTUALS, ORDER, Key
from allocator.tables.frame import column_letters
from tests.io.saved import saved_quartet
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


@cache
def empty_book(as_of: str) -> ActualsBook:
    """The workbook of its actuals, of which nothing is told."""
    return actuals_book(view(), "quartet-plan.xlsx", as_of)


@cache
def saved_plan() -> SavedPlan:
    """The same plan as its file has it."""
    with TemporaryDirectory() as folder:
        return read_plan(saved_quartet(Path(folder)))


def book(told: Mapping[Key, Told] | None = None, as_of: str = AS_OF) -> ActualsBook:
    """A workbook with some rows filled in; 2026 is past, 2027 running."""
    empty, told = empty_book(as_of), told or {}
    keys = {planned.key for planned, _ in empty.rows}
    assert told.keys() <= keys, f"no rows {told.keys() - keys}"
    rows = tuple((planned, told.get(planned.key, blank)) for planned, blank in empty.rows)
    return replace(empty, rows=rows)


def written(path: Path, told: Mapping[Key, Told] | None = None, as_of: str = AS_OF) -> Path:
    """The same as a file."""
    return write_actuals(path, book(told, as_of))


def place(key: Key, column: str) -> str:
    """`actuals!I7` of a row's cell."""
    rows = [planned.key for planned, _ in empty_book(AS_OF).rows]
    return f"{ACTUALS}!{column_letters(ORDER.index(column))}{2 + rows.index(key)}"


def read(path: Path) -> Actuals:
    """What a workbook says of that plan."""
    return read_actuals(path, saved_plan(), quartet())


def problems(path: Path) -> list[tuple[str, str]]:
    """Address and message of each problem of a workbook that must not be readable."""
    with pytest.raises(InputError) as raised:
        read(path)
    assert all(problem.remedy for problem in raised.value.problems)
    return [(problem.address, problem.message) for problem in raised.value.problems]
