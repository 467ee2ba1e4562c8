"""The ready scenarios and uncertainties: each can be read, leaves hope, and is what it says."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

import pytest

from allocator.domain.overlay import Difference
from allocator.domain.stray import Stray
from allocator.io.overlays.stack import scenario_names
from allocator.io.scenario_reader import ReadResult, read_scenario
from allocator.preflight.findings import findings
from allocator.study.sweep.draws import drawn
from seeds.build import INPUTS, SEEDS, table
from tests.seeds.seed_rows import PERIODS, by_code, rows

READY = (
    "us_gone_early",
    "us_stays",
    "budgets_frozen",
    "explosives_halved",
    "two_opt_out",
    "licences_refused",
)
FIVE = Decimal(5)


@cache
def reading(workbook: str) -> ReadResult:
    return read_scenario(INPUTS / f"{workbook}.xlsx")


@cache
def under(name: str) -> ReadResult:
    return reading("reference").under(name)


def after(name: str, sheet: str, column: str) -> Mapping[tuple[str, ...], str]:
    """What a scenario makes of a column, by key."""
    found: tuple[Difference, ...] = under(name).differences
    return {one.key: one.after for one in found if (one.sheet, one.column) == (sheet, column)}


def test_there_are_six() -> None:
    assert scenario_names(reading("reference").changes) == READY


@pytest.mark.parametrize("name", READY)
def test_each_changes_something_and_leaves_hope(name: str) -> None:
    assert under(name).differences
    assert not [str(one) for one in findings(under(name).scenario) if one.hopeless]


@pytest.mark.parametrize("name", scenario_names(reading("baltic").changes))
def test_those_of_baltic_too(name: str) -> None:
    changed = reading("baltic").under(name)
    assert changed.differences
    assert not [str(one) for one in findings(changed.scenario) if one.hopeless]


def test_us_support_is_gone_or_stays() -> None:
    base = {(r["capability"], r["period"]): r["units"] for r in rows("outside_support")}
    for name in ("us_gone_early", "us_stays"):
        for support in under(name).scenario.outside_support:
            own, first = base[support.capability, support.period], base[support.capability, "2026"]
            gone = name == "us_gone_early"
            if support.period == "2026" or (support.period == "2030" and not gone):
                assert support.units == int(own)
            else:
                assert support.units == (0 if gone else int(first))


def test_frozen_budgets_follow_the_formula_of_the_base() -> None:
    """Total spending stops at 2.5 % of GDP, or where it was in 2025 if that is more."""
    gdp = {row["state"]: Decimal(row["gdp"]) * 1000 for row in rows("member_states")}
    spending = {row["state"]: row for row in table(SEEDS / "background" / "defence_spending.csv")}
    base = {(r["state"], r["period"]): Decimal(r["ceiling"]) for r in rows("budgets")}
    changed = after("budgets_frozen", "budgets", "ceiling")
    carried = after("budgets_frozen", "budgets", "carry_over_limit")
    for (state, period), before in base.items():
        if state == "ISL":
            assert (state, period) not in changed
            continue
        year, plan = PERIODS.index(period), spending[state]
        then = Decimal(plan["spending_2025"])
        total = min(Decimal(plan[f"spending_{period}"]), max(gdp[state] * 25 / 1000, then))
        excess = max(Decimal(0), then - gdp[state] * 2 / 100) * (10 if year == 0 else 20) / 100
        equipment = then * Decimal(plan["equipment_share"]) / 100 * FIVE * (year + 1) / 100
        ceiling = ((total - then) / 2 + equipment + excess).quantize(Decimal("0.1"), ROUND_HALF_UP)
        assert Decimal(changed.get((state, period), str(before))) == ceiling <= before
        small = by_code("member_states")[state]["small_state"] == "yes"
        part = 3 if small or state == "DEU" else 2
        if (state, period) in changed:
            assert Decimal(carried[state, period]) == ceiling * part / 10
    of_france = sum(Decimal(changed.get(("FRA", p), str(base["FRA", p]))) for p in PERIODS)
    window = after("budgets_frozen", "budget_windows", "ceiling")["FRA", "2026", "2030"]
    assert Decimal(window) == round(of_france * 95 / 100, 1)


def test_explosives_and_motors_are_halved_and_nothing_else() -> None:
    base = {row["component"] for row in rows("components")}
    halved = {code for code in base if code.startswith(("EXPLOSIVE", "SRM"))}
    changed = after("explosives_halved", "components", "output")
    assert {code for code, _, _ in changed} == halved
    for row in rows("components"):
        key = (row["component"], row["host"], row["period"])
        if row["component"] in halved and row["output"] != "0":
            assert Decimal(changed[key]) * 2 - Decimal(row["output"]) in (0, Decimal("0.001"))


def test_two_states_are_in_no_pool_but_in_what_flies_today() -> None:
    scenario = under("two_opt_out").scenario
    shut = {pledge.code for pledge in scenario.pledges if pledge.object == "pool_open"}
    for member in scenario.pool_members:
        if member.state in ("DEU", "FRA") and member.role != "barred":
            assert member.shares_today or member.pool in shut, member
    for pool in shut:
        leaders = {
            m.state for m in scenario.pool_members if m.pool == pool and m.framework_eligible
        }
        assert leaders <= {"DEU", "FRA"}


def test_no_line_of_the_united_states_sells() -> None:
    refused = {key[2] for key in after("licences_refused", "rules", "effect")}
    lines = by_code("lines")
    assert {code for code, line in lines.items() if line["host"] == "USA"} <= refused
    for code in refused:
        assert lines[code]["design_authority"] == "outside"
        assert Decimal(lines[code]["inside_share"].removesuffix("%")) <= 60


@pytest.mark.parametrize("workbook", ["baltic", "reference"])
@pytest.mark.parametrize("end", ["low", "high"])
def test_figures_can_all_be_drawn_at_their_ends(workbook: str, end: str) -> None:
    """What is due under contract can still be delivered, and every limit stays one."""
    found = reading(workbook)
    assert {"scale", "add"} == {one.how for one in found.uncertainties}
    strays = [_at(one, end) for one in found.uncertainties]
    changed = found.changed(drawn(strays, 0, 0), "draw 0")
    assert not [str(one) for one in findings(changed.scenario) if one.hopeless]


def _at(stray: Stray, end: str) -> Stray:
    value = stray.low if end == "low" else stray.high
    return replace(stray, low=value, mode=value, high=value)
