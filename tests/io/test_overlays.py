"""Scenarios on top of a workbook, against the same workbook edited by hand."""

from pathlib import Path

import pytest

from allocator.domain.digest import scenario_digest
from allocator.errors import InputError, RequestError
from allocator.io.input_writer import write_input_workbook
from allocator.io.overlays.keys import matches
from allocator.io.scenario_reader import read_scenario
from seeds.build import tables
from tests.io.overlaid import by_hand, cell, reading


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
