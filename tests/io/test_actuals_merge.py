"""Files of several states put together: the union, every conflict by cell, in any order."""

from collections.abc import Mapping
from itertools import permutations
from pathlib import Path

import pytest

from allocator.errors import InputError
from allocator.io.actuals_file import actuals_file
from allocator.io.actuals_merge import merged
from allocator.io.actuals_writer import actuals_bytes, write_actuals
from allocator.tables.actuals_book import ActualsBook, Claim, Told
from allocator.tables.actuals_sheets import Key
from tests.io.actuals import (
    GIVEN_2026,
    JOINED,
    OPERATING,
    ORDERED_2026,
    ORDERED_2027,
    SHARES,
    book,
    place,
    written,
)
from tests.io.saved import with_number, with_text, without

A: Mapping[Key, Told] = {
    ORDERED_2026: Told(3, 12_345, "A", "2027-02-01"),
    GIVEN_2026: Told(9, None, "A", "2027-02-01"),
    JOINED: Told(1, None, "A", ""),
    SHARES: Told(6, None, "A", "2027-02-01"),
    OPERATING: Told(None, None, "A hears it will", ""),
}
B: Mapping[Key, Told] = {
    ORDERED_2026: Told(3, 12_000, "B", "2027-03-01"),
    GIVEN_2026: Told(8, None, "B", "2027-03-01"),
    JOINED: Told(0, None, "B", ""),
    SHARES: Told(None, 7, "B", "2027-03-01"),
}
C: Mapping[Key, Told] = {
    GIVEN_2026: Told(9, None, "C", ""),
    JOINED: Told(1, 501, "A", "2027-04-01"),
    ORDERED_2027: Told(4, None, "C", "2027-04-01"),
}


def merge_of(folder: Path, **told: Mapping[Key, Told]) -> ActualsBook:
    """The merge of files by their labels."""
    return merged(
        {
            label: actuals_file(written(folder / f"{label}.xlsx", rows))
            for label, rows in told.items()
        }
    )


def told_in(made: ActualsBook) -> dict[Key, Told]:
    return {planned.key: told for planned, told in made.rows if told != Told()}


def problems(files: dict[str, Path]) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as raised:
        merged({label: actuals_file(path) for label, path in files.items()})
    assert all(problem.remedy for problem in raised.value.problems)
    return [(problem.address, problem.message) for problem in raised.value.problems]


def test_the_union_and_every_conflict_by_cell(tmp_path: Path) -> None:
    made = merge_of(tmp_path, a=A, b=B, c=C)
    assert told_in(made) == {
        ORDERED_2026: Told(
            3,
            None,
            "A (2027-02-01); B (2027-03-01)",
            "2027-03-01",
            "; ".join(f"[{label}]{place(ORDERED_2026, 'actual')}" for label in "ab"),
        ),
        ORDERED_2027: Told(4, None, "C", "2027-04-01", f"[c]{place(ORDERED_2027, 'actual')}"),
        SHARES: Told(
            6,
            7,
            "A (2027-02-01); B (2027-03-01)",
            "2027-03-01",
            f"[a]{place(SHARES, 'actual')}; [b]{place(SHARES, 'money')}",
        ),
        JOINED: Told(
            None,
            501,
            "A; A (2027-04-01); B",
            "2027-04-01",
            f"[c]{place(JOINED, 'money')}",
        ),
        OPERATING: Told(source="A hears it will"),
    }
    cell, join = place(GIVEN_2026, "actual"), place(JOINED, "actual")
    money = place(ORDERED_2026, "money")
    assert set(made.claims) == {
        Claim(ORDERED_2026, "money", 12_000, "B", "2027-03-01", f"[b]{money}"),
        Claim(ORDERED_2026, "money", 12_345, "A", "2027-02-01", f"[a]{money}"),
        Claim(GIVEN_2026, "actual", 8, "B", "2027-03-01", f"[b]{cell}"),
        Claim(GIVEN_2026, "actual", 9, "A", "2027-02-01", f"[a]{cell}"),
        Claim(GIVEN_2026, "actual", 9, "C", "", f"[c]{cell}"),
        Claim(JOINED, "actual", 0, "B", "", f"[b]{join}"),
        Claim(JOINED, "actual", 1, "A", "", f"[a]{join}"),
        Claim(JOINED, "actual", 1, "A", "2027-04-01", f"[c]{join}"),
    }


def test_nothing_is_lost(tmp_path: Path) -> None:
    """Every figure of every file is in its cell or in a claim."""
    made = merge_of(tmp_path, a=A, b=B, c=C)
    there = told_in(made)
    for told in (A, B, C):
        for key, each in told.items():
            for figure in ("actual", "money"):
                value = getattr(each, figure)
                claimed = [
                    claim.value
                    for claim in made.claims
                    if (claim.key, claim.figure) == (key, figure)
                ]
                held = getattr(there.get(key, Told()), figure)
                assert value is None or value == held or value in claimed
                assert held is None or not claimed


def test_the_order_of_files_changes_no_byte(tmp_path: Path) -> None:
    files = {
        label: actuals_file(written(tmp_path / f"{label}.xlsx", told))
        for label, told in (("a", A), ("b", B), ("c", C))
    }
    contents = {
        actuals_bytes(merged({label: files[label] for label in order}))
        for order in permutations(files)
    }
    assert len(contents) == 1


def test_equal_figures_are_no_conflict(tmp_path: Path) -> None:
    made = merge_of(tmp_path, a=A, b=A)
    assert made.claims == ()
    assert {key: (told.actual, told.money, told.source) for key, told in told_in(made).items()} == {
        key: (told.actual, told.money, told.source) for key, told in A.items()
    }


def test_zero_against_blank_is_no_conflict_and_against_one_it_is(tmp_path: Path) -> None:
    zero, one = {GIVEN_2026: Told(0)}, {GIVEN_2026: Told(1)}
    assert told_in(merge_of(tmp_path, a=zero, b={}))[GIVEN_2026].actual == 0
    assert len(merge_of(tmp_path, a=zero, b=one).claims) == 2


def test_a_merge_is_merged_on_and_conflicts_stay_until_they_are_settled(tmp_path: Path) -> None:
    first = write_actuals(tmp_path / "ab.xlsx", merge_of(tmp_path, a=A, b=B))
    third = written(tmp_path / "c.xlsx", C)
    again = merged({"ab": actuals_file(first), "c": actuals_file(third)})
    direct = merge_of(tmp_path, a=A, b=B, c=C)
    assert set(again.claims) == set(direct.claims)
    assert [(told.actual, told.money) for _, told in again.rows] == [
        (told.actual, told.money) for _, told in direct.rows
    ]
    settled = with_number(first, place(GIVEN_2026, "actual"), 9)
    last = merged({"ab": actuals_file(settled), "c": actuals_file(third)})
    assert GIVEN_2026 not in {claim.key for claim in last.claims}
    assert told_in(last)[GIVEN_2026].actual == 9


def test_rows_that_a_file_leaves_out_are_not_known(tmp_path: Path) -> None:
    whole = book(A)
    part = ActualsBook(whole.heading, tuple(row for row in whole.rows if row[0].key in A))
    files = {
        "part": actuals_file(write_actuals(tmp_path / "part.xlsx", part)),
        "whole": actuals_file(written(tmp_path / "whole.xlsx", C)),
    }
    made = merged(files)
    assert [planned for planned, _ in made.rows] == [planned for planned, _ in whole.rows]


def test_files_that_do_not_go_together(tmp_path: Path) -> None:
    good = written(tmp_path / "good.xlsx", A)
    other = with_text(written(tmp_path / "other.xlsx", B), "settings!B7", "ee" * 32)
    later = written(tmp_path / "later.xlsx", B, as_of="2027-08")
    assert problems({"good": good, "other": other}) == [
        (
            "[good]settings!B7",
            f"plan_digest reads {_digest(good)}: the files are of different plans",
        ),
        ("[other]settings!B7", "plan_digest reads eeeeeeeeeeee: the files are of different plans"),
    ]
    told = problems({"good": good, "later": later})
    assert [address for address, _ in told] == ["[good]settings!B2", "[later]settings!B2"]
    assert "as_of reads 2027-08: the files tell up to different months" in told[1][1]


def _digest(path: Path) -> str:
    return actuals_file(path).heading.plan_digest[:12]


def test_every_problem_of_every_file_by_cell(tmp_path: Path) -> None:
    one = with_number(written(tmp_path / "one.xlsx", A), place(GIVEN_2026, "actual"), -1)
    two = with_number(written(tmp_path / "two.xlsx", B), place(SHARES, "planned"), 99)
    three = without(written(tmp_path / "three.xlsx", C), "settings!B2")
    found = problems({"one": one, "two": two, "three": three})
    assert found == [
        (f"[one]{place(GIVEN_2026, 'actual')}", "-1 is below 0"),
        ("[three]settings!B2", "blank, but as_of is required"),
        (
            f"[two]{place(SHARES, 'planned')}",
            "planned of row pool_share, AAA, SKY, SAT_C, 2027 is not what the plan wrote",
        ),
    ]
