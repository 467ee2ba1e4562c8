"""Workbooks of actuals with one edit: one problem at one address."""

from collections.abc import Callable
from pathlib import Path

import pytest

from allocator.tables.actuals_book import Told
from tests.io.actuals import (
    CHIPS,
    GIVEN_2026,
    JOINED,
    OPERATING,
    ORDERED_2026,
    ORDERED_2027,
    ORDERED_2028,
    SHARES,
    place,
    problems,
    written,
)
from tests.io.saved import with_number, with_text, without

TOLD = {ORDERED_2026: Told(3, 12_345, "AAA", "2027-02-01"), JOINED: Told(0, None, "CCC", "")}
Edit = Callable[[Path], Path]
EDITS: dict[str, tuple[Edit, str, str]] = {
    "text for a number": (
        lambda path: with_text(path, place(GIVEN_2026, "actual"), "five"),
        place(GIVEN_2026, "actual"),
        'text "five" where a number belongs',
    ),
    "number as text": (
        lambda path: with_text(path, place(GIVEN_2026, "actual"), "5"),
        place(GIVEN_2026, "actual"),
        'number stored as text "5"',
    ),
    "negative": (
        lambda path: with_number(path, place(GIVEN_2026, "actual"), -1),
        place(GIVEN_2026, "actual"),
        "-1 is below 0",
    ),
    "fraction": (
        lambda path: with_number(path, place(GIVEN_2026, "actual"), 1.5),
        place(GIVEN_2026, "actual"),
        "1.5 is not a whole number",
    ),
    "too fine money": (
        lambda path: with_number(path, place(GIVEN_2026, "money"), 1.2345),
        place(GIVEN_2026, "money"),
        "1.2345 has more than 3 decimals",
    ),
    "number for yes or no": (
        lambda path: with_number(path, place(JOINED, "actual"), 1),
        place(JOINED, "actual"),
        "number 1 where text belongs",
    ),
    "other word": (
        lambda path: with_text(path, place(JOINED, "actual"), "perhaps"),
        place(JOINED, "actual"),
        'unknown word "perhaps"',
    ),
    "future": (
        lambda path: with_number(path, place(ORDERED_2028, "actual"), 4),
        place(ORDERED_2028, "actual"),
        "period 2028 begins in 2028-01, and nothing of it can be known as of 2027-07",
    ),
    "future money": (
        lambda path: with_number(path, place(ORDERED_2028, "money"), 4),
        place(ORDERED_2028, "money"),
        "period 2028 begins in 2028-01, and nothing of it can be known as of 2027-07",
    ),
    "falling": (
        lambda path: with_number(path, place(ORDERED_2027, "actual"), 2),
        place(ORDERED_2027, "actual"),
        f"2 is below the 3 of 2026 in {place(ORDERED_2026, 'actual')}",
    ),
    "no day": (
        lambda path: with_text(path, place(GIVEN_2026, "date"), "soon"),
        place(GIVEN_2026, "date"),
        '"soon" is no day',
    ),
    "planned": (
        lambda path: with_number(path, place(ORDERED_2026, "planned"), 3),
        place(ORDERED_2026, "planned"),
        "planned reads 3, and the plan says 2",
    ),
    "planned yes or no": (
        lambda path: with_text(path, place(OPERATING, "planned"), "no"),
        place(OPERATING, "planned"),
        "planned reads no, and the plan says yes",
    ),
    "planned money": (
        lambda path: with_number(path, place(SHARES, "planned_money"), 0.5),
        place(SHARES, "planned_money"),
        "planned_money reads EUR 0.5 million, and the plan says EUR ",
    ),
    "begins": (
        lambda path: with_text(path, place(GIVEN_2026, "begins"), "2026-02"),
        place(GIVEN_2026, "begins"),
        "begins reads 2026-02, and the plan says 2026-01",
    ),
    "renamed state": (
        lambda path: with_text(path, place(GIVEN_2026, "state"), "BB"),
        place(GIVEN_2026, "state"),
        "the plan has no row contribution, BB, TANK, 2026",
    ),
    "renamed line": (
        lambda path: with_text(path, place(ORDERED_2027, "code"), "TANK_X"),
        place(ORDERED_2027, "code"),
        "the plan has no row order, AAA, TANK_X, 2027",
    ),
    "renamed host": (
        lambda path: with_text(path, place(CHIPS, "line_or_host"), "ZZZ"),
        place(CHIPS, "line_or_host"),
        "the plan has no row component_expansion, CHIP, ZZZ, 2026",
    ),
    "twice": (
        lambda path: with_text(path, place(ORDERED_2027, "period"), "2026"),
        place(ORDERED_2027, "period"),
        "order, AAA, TANK_A, 2026 stands already in row ",
    ),
    "as_of blank": (
        lambda path: without(path, "settings!B2"),
        "settings!B2",
        "blank, but as_of is required",
    ),
    "as_of no month": (
        lambda path: with_text(path, "settings!B2", "July"),
        "settings!B2",
        '"July" is no year or month',
    ),
    "as_of after the end": (
        lambda path: with_text(path, "settings!B2", "2029-02"),
        "settings!B2",
        "2029-02 is after the plan has ended",
    ),
    "another plan": (
        lambda path: with_text(path, "settings!B7", "ff" * 32),
        "settings!B7",
        "the actuals are of another plan: plan_digest reads ffffffffffff…",
    ),
    "another version": (
        lambda path: with_text(path, "settings!B8", "ff" * 32),
        "settings!B8",
        "the plan was made of another version of the workbook: scenario_digest",
    ),
    "another end": (
        lambda path: with_text(path, "settings!B10", "2029-06"),
        "settings!B10",
        "ends reads 2029-06, and the plan says 2029-01",
    ),
    "another form": (
        lambda path: with_text(path, "settings!B11", "2"),
        "settings!B11",
        'form "2" of the workbook is not known',
    ),
    "unknown column": (
        lambda path: with_text(path, "actuals!O1", "remarks"),
        "actuals!O1",
        'unknown column "remarks"',
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_one_edit_is_one_problem_at_its_cell(edit: str, tmp_path: Path) -> None:
    change, address, message = EDITS[edit]
    found = problems(change(written(tmp_path / "a.xlsx", TOLD)))
    assert len(found) == 1, found
    assert found[0][0] == address
    assert found[0][1].startswith(message)
