"""Edits of a saved plan, each found at its cell."""

import random
from functools import cache
from pathlib import Path

import pytest

from allocator.domain.violation import Violation
from allocator.errors import PlanError
from allocator.io.figures import MOST, figure_violations
from allocator.io.plan_reader import read_plan
from allocator.io.saved_sheets import saved_sheets
from allocator.report.book import tables
from allocator.tables.frame import cell_name
from allocator.tables.plan_sheets import PLACES, DecisionPlace
from allocator.tables.table import Table
from tests.io.saved import (
    rewritten_rows,
    saved_quartet,
    with_formula,
    with_number,
    with_text,
    without,
    without_sheet,
)
from tests.report.quartet import provenance, quartet, quartet_plan

LONG = sorted({place.sheet for place in PLACES})


@cache
def expected() -> tuple[Table, ...]:
    """The tables of the plan as it was written."""
    scenario, plan = quartet(), quartet_plan()
    return tables(scenario, plan, provenance(scenario, plan))


def found(path: Path) -> list[Violation]:
    """What a check of the workbook finds that trusts nothing but its decisions."""
    saved = read_plan(path)
    made = tables(quartet(), saved.plan, saved.provenance)
    return figure_violations(made, path, saved.sheets)


def places(path: Path) -> list[str]:
    """Addresses of what is wrong with a workbook, whether it can be read as a plan or not."""
    try:
        return [violation.address for violation in found(path)]
    except PlanError as error:
        return [problem.address for problem in error.problems]


def numbers(path: Path, sheet: str) -> list[tuple[str, float]]:
    """Address and value of each number on a sheet, formulas left out."""
    return [
        (f"{sheet}!{cell_name(*place)}", cell.value)
        for place, cell in saved_sheets(path)[sheet].items()
        if isinstance(cell.value, float) and cell.formula is None
    ]


def test_an_untouched_plan_passes(tmp_path: Path) -> None:
    path = saved_quartet(tmp_path)
    assert found(path) == []
    assert figure_violations(expected(), path) == []


@pytest.mark.parametrize("sheet", LONG)
def test_one_unit_more_or_less_on_a_long_sheet(tmp_path: Path, sheet: str) -> None:
    path = saved_quartet(tmp_path)
    cells = numbers(path, sheet)
    draw = random.Random(sheet)
    for address, value in draw.sample(cells, min(20, len(cells))):
        edited = with_number(path, address, value + draw.choice((-1, 1)))
        assert address in places(edited)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place.sheet}.{place.column}")
def test_a_changed_decision_is_named_first(tmp_path: Path, place: DecisionPlace) -> None:
    path = saved_quartet(tmp_path)
    saved = read_plan(path)
    key = min(getattr(saved.plan, place.decision))
    address = saved.addresses[place.decision, key]
    edited = with_number(path, address, 0 if place.kind == "flag" else 99)
    assert places(edited)[0] == address
    first = figure_violations(expected(), edited)[0]
    assert first.address == address
    assert set(key) <= set(first.subject)
    assert "not what was written" in first.message


@pytest.mark.parametrize("sheet", [table.name for table in expected() if table.name not in LONG])
def test_every_number_of_the_other_sheets_is_compared(tmp_path: Path, sheet: str) -> None:
    path = saved_quartet(tmp_path)
    draw = random.Random(sheet)
    cells = numbers(path, sheet)
    for address, value in draw.sample(cells, min(12, len(cells))):
        edited = with_number(path, address, value + 0.001)
        assert [violation.address for violation in figure_violations(expected(), edited)] == [
            address
        ]


def test_a_changed_period_is_found_where_it_stands(tmp_path: Path) -> None:
    edited = with_text(saved_quartet(tmp_path), "orders!C7", "2026")
    assert places(edited)[0] == "orders!C7"


def test_a_changed_text(tmp_path: Path) -> None:
    edited = with_text(saved_quartet(tmp_path), "orders!E2", "MINE")
    assert [str(violation) for violation in found(edited)] == [
        "orders!E2: figures[DDD, TANK_A, 2027]: reads 'MINE', recomputed: 'TANK'"
    ]


def test_a_formula_where_a_figure_was(tmp_path: Path) -> None:
    edited = with_formula(saved_quartet(tmp_path), "orders!G2", "E2*2", 1.0)
    assert [(v.address, v.message) for v in found(edited)] == [
        ("orders!G2", "computes =E2*2 where a plain value belongs")
    ]


def test_a_figure_where_a_formula_was(tmp_path: Path) -> None:
    path = saved_quartet(tmp_path)
    address, cell = _formula(path, "spending")
    edited = with_number(path, address, float(str(cell)))
    assert [v.address for v in found(edited)] == [address]


def test_another_formula_with_the_true_value(tmp_path: Path) -> None:
    path = saved_quartet(tmp_path)
    address, value = _formula(path, "spending")
    edited = with_formula(path, address, "1+1", float(str(value)))
    assert [v.message for v in found(edited)] == ["computes =1+1, not =SUM(D2:K2)"]


def test_the_right_formula_with_a_wrong_value(tmp_path: Path) -> None:
    path = saved_quartet(tmp_path)
    address, value = _formula(path, "spending")
    edited = with_formula(path, address, "SUM(D2:H2)", float(str(value)) + 0.001)
    assert [v.address for v in found(edited)] == [address]


def test_an_emptied_cell_and_a_filled_one(tmp_path: Path) -> None:
    path = without(saved_quartet(tmp_path), "orders!H2")
    path = rewritten_rows(
        path,
        "limits",
        lambda text: text.replace("</c></row>", '</c><c r="Z1"><v>5</v></c></row>', 1),
    )
    assert [v.address for v in found(path)] == ["limits!Z1", "orders!H2"]


def test_a_row_taken_out(tmp_path: Path) -> None:
    edited = rewritten_rows(
        saved_quartet(tmp_path),
        "supply",
        lambda text: text[: text.index('<row r="2"')] + text[text.index('<row r="3"') :],
    )
    assert [(v.address, v.subject, v.message) for v in found(edited)] == [
        ("supply", ("MINE_D", "2026"), "the row is missing")
    ]


def test_a_sorted_sheet_is_the_same_sheet(tmp_path: Path) -> None:
    def swapped(text: str) -> str:
        first, second, third = (text.index(f'<row r="{row}"') for row in (2, 3, 4))
        one, two = text[first:second], text[second:third]
        return text[:first] + _renumbered(two, 3, 2) + _renumbered(one, 2, 3) + text[third:]

    path = saved_quartet(tmp_path)
    for sheet in ("orders", "spending"):
        path = rewritten_rows(path, sheet, swapped)
    assert found(path) == []


def test_sheets_that_are_missing_or_foreign(tmp_path: Path) -> None:
    edited = without_sheet(saved_quartet(tmp_path), "footprint")
    assert {(v.address, v.message) for v in figure_violations(expected(), edited)} == {
        ("footprint", "the sheet is missing"),
        ("gone", "the sheet is not part of the plan"),
    }


def test_a_sheet_that_is_all_wrong_is_not_listed_cell_by_cell(tmp_path: Path) -> None:
    path = saved_quartet(tmp_path)
    nothing = [
        Table("contents", "", "", ()) if table.name == "contents" else table for table in expected()
    ]
    listed = figure_violations(nothing, path)
    assert len(listed) == MOST + 1
    assert "more cells differ" in listed[-1].message


def _formula(path: Path, sheet: str) -> tuple[str, object]:
    place, cell = next(
        (place, cell)
        for place, cell in saved_sheets(path)[sheet].items()
        if cell.formula is not None
    )
    return f"{sheet}!{cell_name(*place)}", cell.value


def _renumbered(row: str, old: int, new: int) -> str:
    moved = row.replace(f'<row r="{old}"', f'<row r="{new}"')
    for letter in "ABCDEFGHIJKLMNOPQ":
        for before, after in (
            (f'r="{letter}{old}"', f'r="{letter}{new}"'),
            (f"{letter}{old}:", f"{letter}{new}:"),
            (f"{letter}{old})", f"{letter}{new})"),
            (f"{letter}{old}+", f"{letter}{new}+"),
            (f"{letter}{old}-", f"{letter}{new}-"),
            (f"{letter}{old},", f"{letter}{new},"),
        ):
            moved = moved.replace(before, after)
    return moved
