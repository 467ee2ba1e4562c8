"""Scenarios on top of a workbook, against the same workbook edited by hand."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from allocator.domain.digest import scenario_digest
from allocator.domain.scenario import Scenario
from allocator.errors import InputError, RequestError
from allocator.io.input_writer import write_input_workbook
from allocator.io.overlays.keys import matches
from allocator.io.scenario_reader import ReadResult, read_scenario
from seeds.build import tables

HEADER = ("scenario", "sheet", "key", "column", "change", "value")


def workbook(folder: Path, *rows: tuple[str, ...]) -> Path:
    """baltic with these rows of the sheet scenarios."""
    asked = [dict(zip(HEADER, row, strict=True)) for row in rows]
    return write_input_workbook(folder / "in.xlsx", {**tables("baltic"), "scenarios": asked})


def reading(folder: Path, *rows: tuple[str, ...]) -> ReadResult:
    return read_scenario(workbook(folder, *rows))


def by_hand(folder: Path, edits: dict[tuple[str, str], Any], name: str) -> Scenario:
    """baltic with cells typed over, and the name of the scenario in its title."""
    path = write_input_workbook(folder / "hand.xlsx", tables("baltic"))
    book = load_workbook(path)
    for (sheet, cell), value in edits.items():
        book[sheet][cell] = value
    row = next(row for row in book["settings"].iter_rows() if row[0].value == "title")
    row[1].value = f"{row[1].value} ({name})"
    book.save(path)
    return read_scenario(path).scenario


def problems(folder: Path, *rows: tuple[str, ...]) -> list[str]:
    with pytest.raises(InputError) as error:
        reading(folder, *rows)
    return [str(problem) for problem in error.value.problems]


def cell(path: Path, sheet: str, key: tuple[str, ...], column: str) -> str:
    """Where a figure of baltic stands."""
    found = read_scenario(path)
    return found.scenario.book.address(sheet, key, column).partition("!")[2]


def test_set_add_and_scale_do_what_a_planner_would_type(tmp_path: Path) -> None:
    found = reading(
        tmp_path,
        ("poor", "budgets", "EST, 2027", "ceiling", "scale", "50%"),
        ("poor", "budgets", "EST, 2028", "ceiling", "set", "12.5"),
        ("poor", "lines", "LTU_155", "lead_months", "add", "6"),
        ("other", "lines", "LTU_155", "lead_months", "set", "1"),
    )
    base = found.scenario
    source = tmp_path / "in.xlsx"
    ceiling = base.budget_by_key["EST", "2027"].ceiling
    lead = base.line_by_code["LTU_155"].lead_months
    expected = by_hand(
        tmp_path,
        {
            ("budgets", cell(source, "budgets", ("EST", "2027"), "ceiling")): ceiling / 2_000,
            ("budgets", cell(source, "budgets", ("EST", "2028"), "ceiling")): 12.5,
            ("lines", cell(source, "lines", ("LTU_155",), "lead_months")): lead + 6,
        },
        "poor",
    )
    assert scenario_digest(found.under("poor").scenario) == scenario_digest(expected)
    assert found.under("base") is found
    assert found.scenario is base


def test_patterns_reach_all_rows_they_match(tmp_path: Path) -> None:
    found = reading(
        tmp_path,
        ("half", "line_rates", "POL_*, 2028", "units", "scale", "75%"),
        ("half", "pledges", "2", "quantity", "add", "1"),
        ("half", "settings", "concentration_cap", "value", "add", "-10%"),
    )
    changed = found.under("half")
    before = {(rate.line, rate.period): rate.units for rate in found.scenario.line_rates}
    for rate in changed.scenario.line_rates:
        own = before[rate.line, rate.period]
        fewer = rate.line.startswith("POL_") and rate.period == "2028"
        assert rate.units == ((3 * own + 2) // 4 if fewer else own)
    assert changed.scenario.policy.concentration_cap == 5_000
    assert changed.scenario.pledges != found.scenario.pledges
    assert {one.scenario for one in changed.differences} == {"half"}


def test_figures_are_rounded_to_what_the_column_holds(tmp_path: Path) -> None:
    """A half of one unit is one, of three two; nothing is ever a fraction."""
    found = reading(tmp_path, ("half", "holdings", "*, *", "units", "scale", "50%"))
    changed = found.under("half").scenario
    pairs = zip(found.scenario.holdings, changed.holdings, strict=True)
    assert all(after.units == (before.units + 1) // 2 for before, after in pairs)


def test_a_whole_key_that_is_not_there_becomes_a_row(tmp_path: Path) -> None:
    """Also in a sheet with many of them at once, and where rows are known by their number."""
    found = reading(
        tmp_path,
        ("shut", "access", "DEU_IRIST, POL;LTU", "permitted", "set", "no"),
        ("shut", "access", "DEU_IRIST, POL;LTU", "legal_basis", "set", "refused"),
        ("shut", "pledges", "40", "state", "set", "POL"),
        ("shut", "pledges", "40", "object", "set", "contribution"),
        ("shut", "pledges", "40", "code", "set", "AMD_LR"),
        ("shut", "pledges", "40", "period", "set", "2028"),
        ("shut", "pledges", "40", "relation", "set", "at_least"),
        ("shut", "pledges", "40", "quantity", "set", "1"),
        ("shut", "pledges", "40", "announced", "set", "no"),
        ("shut", "pledges", "40", "basis", "set", "as drawn"),
    )
    changed = found.under("shut")
    assert len(changed.scenario.access) == len(found.scenario.access) + 2
    assert len(changed.scenario.pledges) == len(found.scenario.pledges) + 1
    refused = changed.scenario.access_by_key["DEU_IRIST", "POL"]
    assert (refused.permitted, refused.legal_basis) == (False, "refused")
    assert all(one.before == "" for one in changed.differences)
    addresses = [one.address for one in changed.differences]
    assert len(set(addresses)) == len(addresses) == 12


def test_scenarios_lie_on_top_of_one_another_in_their_order(tmp_path: Path) -> None:
    found = reading(
        tmp_path,
        ("more", "lines", "LTU_155", "lead_months", "add", "4"),
        ("twice", "lines", "LTU_155", "lead_months", "scale", "200%"),
        ("ten", "lines", "LTU_155", "lead_months", "set", "10"),
    )
    own = found.scenario.line_by_code["LTU_155"].lead_months

    def lead(name: str) -> int:
        return found.under(name).scenario.line_by_code["LTU_155"].lead_months

    assert lead("more+twice") == 2 * (own + 4)
    assert lead("twice+more") == 2 * own + 4
    assert lead("ten+twice") == 20
    (difference,) = (
        one for one in found.under("more+twice").differences if one.column == "lead_months"
    )
    assert (difference.before, difference.after) == (str(own), str(2 * (own + 4)))
    assert difference.asked == "scenarios!F2, scenarios!F3"
    with pytest.raises(InputError, match=r"set over what twice makes of it in scenarios!F3"):
        lead("twice+ten")
    for name, words in (
        ("mor", 'did you mean "more"'),
        ("more+more", "holds it already"),
        ("base+more", "unknown|holds"),
        ("", "unknown scenario"),
        ("x", "more, twice, ten|did you mean"),
    ):
        with pytest.raises(RequestError, match=words):
            lead(name)


@pytest.mark.parametrize(
    ("row", "cell", "words"),
    [
        (("base", "lines", "LTU_155", "lead_months", "add", "1"), "A2", "as it stands"),
        (("a+b", "lines", "LTU_155", "lead_months", "add", "1"), "A2", "contains '+'"),
        (("x", "line", "LTU_155", "lead_months", "add", "1"), "B2", 'did you mean "lines"'),
        (("x", "lines", "LTU_15", "lead_months", "add", "1"), "F2", 'did you mean "LTU_155"'),
        (("x", "lines", "NO*", "lead_months", "add", "1"), "F2", "no row NO*"),
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
    assert places == [f"scenarios!{cell}" for cell in ("D2", "F3", "F4", "F5", "A6")]


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
        "scenarios!F2: access has no row DEU_IRIST, POL, and a new one lacks permitted; "
        "set them too",
        "scenarios!F4: holdings has no row EST, AMD_LP, and a new one lacks units; "
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
        (("all", "lines", "LTU_155", "lead_months", "add", "1"), "A2", "reserved"),
        (("x", "lines", "[red]=1+1 😀", "lead_months", "add", "1"), "F2", "no row [red]=1+1 😀"),
        (("x", "lines", "<b>LTU_155</b>", "lead_months", "set", "1"), "F2", "a new one lacks"),
        (("x", "lines", "LTU_155", "=lead_months", "add", "1"), "D2", "lead_months"),
        (("x", "lines", "LTU_155", "a" * 300, "add", "1"), "D2", "unknown column"),
        (("x", "lines", "*" * 300 + "x", "lead_months", "add", "1"), "F2", "no row"),
        (("x", "lines", "*L" * 40 + "x", "lead_months", "add", "1"), "F2", "no row"),
        (("x", "lines", "A;B;LTU_155;C", "lead_months", "add", "1"), "F2", "nor 2 others"),
        (("x", "holdings", "A;B, C;D", "available_share", "set", "5%"), "F2", "lacks units"),
        (("x", "pledges", "1", "quantity", "add", "1"), "C2", "is no row"),
        (("x", "pledges", "²", "quantity", "add", "1"), "C2", "is no row"),
        (("x", "pledges", "1048577", "quantity", "set", "1"), "C2", "is no row"),
        (("x", "budgets", ";".join(map(str, range(3_000))) + ", 1;2;3;4", "ceiling", "add", "1"),
         "C2", "12,000 rows one by one"),
    ],
)  # fmt: skip
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


def test_what_comes_out_as_it_was_is_no_difference(tmp_path: Path) -> None:
    found = reading(
        tmp_path,
        ("x", "lines", "LTU_155", "lead_months", "scale", "100%"),
        ("x", "lines", "LTU_155", "min_rate", "add", "1"),
    )
    assert [one.column for one in found.under("x").differences] == ["min_rate"]


def test_notices_are_told_once(tmp_path: Path) -> None:
    rows = tables("baltic")
    rows["personnel"] = [row for row in rows["personnel"] if row["state"] != "POL"]
    found = read_scenario(write_input_workbook(tmp_path / "in.xlsx", rows))
    (notice,) = found.notices
    assert "no crew limit" in notice.message
    assert found.under("small_budget").notices == (notice,)


@pytest.mark.parametrize(
    ("pattern", "code", "fits"),
    [
        ("*", "", True),
        ("A*", "A", True),
        ("*A", "BA", True),
        ("A*A", "A", False),
        ("A*A", "AA", True),
        ("A*B*C", "AXBYC", True),
        ("A*B*C", "AXCYB", False),
        ("*AB*AB", "AB", False),
        ("*AB*AB", "ABAB", True),
        ("A.C", "ABC", False),
        ("a*", "ABC", False),
    ],
)
def test_patterns(pattern: str, code: str, *, fits: bool) -> None:
    assert matches(pattern, code) is fits
