"""Mistakes on the sheet scenarios, each told by its cell."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from allocator.errors import InputError
from allocator.io.scenario_reader import read_scenario
from tests.io.overlaid import problems, reading, workbook


@pytest.mark.parametrize(
    ("row", "cell", "words"),
    [
        (("base", "lines", "LTU_155", "lead_months", "add", "1"), "A2", "as it stands"),
        (("a+b", "lines", "LTU_155", "lead_months", "add", "1"), "A2", "contains '+'"),
        (("x", "line", "LTU_155", "lead_months", "add", "1"), "B2", 'did you mean "lines"'),
        (("x", "lines", "LTU_15", "lead_months", "add", "1"), "C2", 'did you mean "LTU_155"'),
        (("x", "lines", "NO*", "lead_months", "add", "1"), "C2", "no row NO*"),
        (("x", "lines", "LTU_155, 2027", "lead_months", "add", "1"), "C2", "write line"),
        (("x", "pledges", "POL", "quantity", "add", "1"), "C2", "is no row of pledges"),
        (("x", "lines", "LTU_155", "lead_month", "add", "1"), "D2", 'did you mean "lead_months"'),
        (("x", "lines", "LTU_155", "line", "set", "B"), "D2", "rows are known by"),
        (("x", "lines", "LTU_155", "company", "scale", "5%"), "F2", "nothing to scale"),
        (("x", "lines", "LTU_155", "company", "add", "A"), "F2", "nothing to add"),
        (("x", "lines", "LTU_155", "lead_months", "add", ""), "F2", "blank"),
        (("x", "lines", "LTU_155", "lead_months", "set", "-1"), "F2", "below 0"),
        (("x", "lines", "LTU_155", "lead_months", "add", "-999"), "F2", "below 0"),
        (("x", "lines", "LTU_155", "inside_share", "scale", "300%"), "F2", "above 100 %"),
        (("x", "lines", "LTU_155", "host", "set", "POLL"), "F2", 'did you mean "POL"'),
        (("x", "settings", "titel", "value", "set", "T"), "C2", 'did you mean "title"'),
        (("x", "settings", "title", "key", "set", "T"), "D2", 'unknown column "key"'),
        (("x", "lines", "*", "min_rate", "scale", "50%"), "", ""),
    ],
)
def test_each_mistake_is_told_by_its_cell(
    tmp_path: Path, row: tuple[str, ...], cell: str, words: str
) -> None:
    """The last is none: blank cells among others are left as they are."""
    if not cell:
        assert reading(tmp_path, row).under("x").differences
        return
    (told,) = problems(tmp_path, row)
    assert told.startswith(f"scenarios!{cell}: ")
    assert words in told


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    told = problems(
        tmp_path,
        ("x", "lines", "LTU_155", "lead", "add", "1"),
        ("x", "lines", "NOBODY", "lead_months", "add", "1"),
        ("y", "lines", "LTU_155", "lead_months", "set", "-1"),
        ("y", "lines", "LTU_155", "lead_months", "add", "-999"),
        ("", "lines", "LTU_155", "lead_months", "add", "1"),
    )
    places = [one.partition(":")[0] for one in told]
    assert places == [f"scenarios!{cell}" for cell in ("D2", "C3", "F4", "F5", "A6")]


def test_changes_of_one_scenario_may_not_meet(tmp_path: Path) -> None:
    (told,) = problems(
        tmp_path,
        ("x", "lines", "LTU_*", "lead_months", "scale", "150%"),
        ("x", "lines", "LTU_155", "lead_months", "add", "1"),
    )
    assert told.startswith(
        "scenarios!F3: lead_months of LTU_155 is changed already by scenarios!F2"
    )


def test_what_comes_of_changes_is_read_like_any_workbook(tmp_path: Path) -> None:
    """A floor above its ceiling is told once the scenario is put on top."""
    found = reading(tmp_path, ("x", "budgets", "EST, 2027", "floor", "set", "99999"))
    with pytest.raises(InputError) as error:
        found.under("x")
    told = [str(problem) for problem in error.value.problems]
    assert any("scenarios!F2 would have it" in one for one in told)
    assert not any("once the changes are made" in one for one in told)


def test_a_row_that_is_added_must_be_whole(tmp_path: Path) -> None:
    """Else its key was misspelt, or cells are forgotten: told where the row is first asked for."""
    told = problems(
        tmp_path,
        ("y", "access", "DEU_IRIST, POL", "price", "set", "5"),
        ("y", "access", "DEU_IRIST, POL", "delay_months", "set", "5"),
        ("z", "holdings", "EST, AMD_LP", "available_share", "set", "50%"),
    )
    assert told == [
        "scenarios!C2: access has no row DEU_IRIST, POL, and a new one lacks permitted; "
        "set them too",
        "scenarios!C4: holdings has no row EST, AMD_LP, and a new one lacks units; "
        'did you mean "AMD_LR"?',
    ]


def test_rows_that_cannot_be_read_are_told_once(tmp_path: Path) -> None:
    """The row that is added lacks nothing else than what the other row misspells."""
    (told,) = problems(
        tmp_path,
        ("y", "access", "DEU_IRIST, POL", "permited", "set", "no"),
        ("y", "access", "DEU_IRIST, POL", "delay_months", "set", "5"),
    )
    assert told.startswith("scenarios!D2: ")


def test_a_scenario_may_name_what_it_adds(tmp_path: Path) -> None:
    """A group that a scenario forms, in a rule that it adds; nobody else may."""
    rows = (
        ("x", "member_states", "POL;LTU", "groups", "set", "EU; EASTERN"),
        ("x", "rules", "NO_HOMARK, EASTERN, POL_HOMARK", "effect", "set", "forbid"),
        ("x", "funds", "EDIP", "group", "set", "EASTERN"),
        ("x", "funds", "EDIP", "min_inside_share", "set", "65%"),
        ("x", "funds", "EDIP", "needs_design_authority", "set", "no"),
        ("x", "fund_limits", "EDIP, POL", "amount", "set", "5"),
    )
    found = reading(tmp_path, *rows)
    changed = found.under("x").scenario
    assert any(rule.code == "NO_HOMARK" for rule in changed.rules)
    assert "EDIP" in changed.fund_by_code
    told = problems(tmp_path, *rows[2:])
    assert any(one.startswith("scenarios!F2: unknown group") for one in told), told


@pytest.mark.parametrize(
    ("row", "cell", "words"),
    [
        (("=A1", "lines", "LTU_155", "lead_months", "add", "1"), "A2", "contains '='"),
        (("😀", "lines", "LTU_155", "lead_months", "add", "1"), "A2", "contains"),
        (("x" * 300, "lines", "LTU_155", "lead_months", "add", "1"), "A2", "300 characters"),
        (("Draw 12", "lines", "LTU_155", "lead_months", "add", "1"), "A2", "name of a draw"),
        (("all", "lines", "LTU_155", "lead_months", "add", "1"), "A2", "reserved"),
        (("x", "lines", "[red]=1+1 😀", "lead_months", "add", "1"), "C2", "no row [red]=1+1 😀"),
        (("x", "lines", "<b>LTU_155</b>", "lead_months", "set", "1"), "C2", "a new one lacks"),
        (("x", "lines", "LTU_155", "=lead_months", "add", "1"), "D2", "lead_months"),
        (("x", "lines", "LTU_155", "a" * 300, "add", "1"), "D2", "unknown column"),
        (("x", "lines", "*" * 300 + "x", "lead_months", "add", "1"), "C2", "no row"),
        (("x", "lines", "*L" * 40 + "x", "lead_months", "add", "1"), "C2", "no row"),
        (("x", "lines", "A;B;LTU_155;C", "lead_months", "add", "1"), "C2", "nor 2 others"),
        (("x", "holdings", "A;B, C;D", "available_share", "set", "5%"), "C2", "lacks units"),
        (("x", "pledges", "1", "quantity", "add", "1"), "C2", "is no row"),
        (("x", "pledges", "²", "quantity", "add", "1"), "C2", "is no row"),
        (("x", "pledges", "1048577", "quantity", "set", "1"), "C2", "is no row"),
        (
            ("x", "budgets", ";".join(map(str, range(3_000))) + ", 1;2;3;4", "ceiling", "add", "1"),
            "C2",
            "12,000 rows one by one",
        ),
    ],
)
def test_hostile_cells_are_told_by_their_cell(
    tmp_path: Path, row: tuple[str, ...], cell: str, words: str
) -> None:
    (told,) = problems(tmp_path, row)
    assert told.startswith(f"scenarios!{cell}: "), told
    assert words in told


def test_the_number_of_a_row_is_a_number_however_it_is_written(tmp_path: Path) -> None:
    found = reading(tmp_path, ("x", "pledges", "002", "quantity", "set", "0"))
    (difference,) = found.under("x").differences
    assert difference.key == ("2",)
    assert len(found.under("x").scenario.pledges) == len(found.scenario.pledges)


def test_formulas_without_values_and_missing_columns_are_told(tmp_path: Path) -> None:
    path = workbook(tmp_path, ("x", "lines", "LTU_155", "lead_months", "set", "1"))
    book = load_workbook(path)
    book["scenarios"]["F2"] = "=1+1"
    book.save(path)
    with pytest.raises(InputError, match=r"scenarios!F2: formula saved without its value"):
        read_scenario(path)
    book["scenarios"].delete_cols(6)
    book.save(path)
    with pytest.raises(InputError, match=r"lead_months must be there"):
        read_scenario(path)
