"""Generated scenarios: like the reference in structure and tension, unlike it in every figure."""

from fractions import Fraction
from pathlib import Path

import pytest

from allocator.domain.digest import scenario_digest
from allocator.domain.scenario import Scenario
from allocator.io.scenario_reader import read_scenario
from allocator.model.build import build
from benchmarks.generating.chance import Chance
from benchmarks.generating.parents import parents
from benchmarks.generator import (
    LEAST_VARIABLES,
    MOST_VARIABLES,
    generated,
    main,
    reference,
    small,
)

SHEETS = (
    "capabilities",
    "holdings",
    "retirements",
    "order_book",
    "lines",
    "line_rates",
    "work_shares",
    "access",
    "components",
    "component_use",
    "pools",
    "pool_members",
)


@pytest.fixture(scope="module")
def drawn() -> Scenario:
    return generated(1, seed=1)


@pytest.fixture(scope="module")
def doubled() -> Scenario:
    return generated(2, seed=1)


def test_a_seed_always_gives_the_same_scenario(drawn: Scenario) -> None:
    assert scenario_digest(generated(1, seed=1)) == scenario_digest(drawn)
    assert scenario_digest(generated(1, seed=2)) != scenario_digest(drawn)


def test_written_as_a_workbook_and_read_back_it_is_the_same(
    drawn: Scenario, tmp_path: Path
) -> None:
    main(["--scale", "1", "--seed", "1", "-o", str(tmp_path / "drawn.xlsx")])
    # The reader refuses a workbook with any problem, so this is the validation too.
    result = read_scenario(tmp_path / "drawn.xlsx")
    assert scenario_digest(result.scenario) == scenario_digest(drawn)


def test_the_status_quo_is_a_plan(drawn: Scenario) -> None:
    model = build(drawn)
    assert model.program.holds(model.status_quo())
    assert 28_000 <= len(model.program.variables) <= 36_000


@pytest.mark.parametrize("sheet", SHEETS)
def test_it_grows_with_the_scale(sheet: str, drawn: Scenario, doubled: Scenario) -> None:
    known = len(getattr(reference(), sheet))
    assert 0.9 * known <= len(getattr(drawn, sheet)) <= 1.1 * known
    assert 1.8 * known <= len(getattr(doubled, sheet)) <= 2.2 * known


def test_states_and_periods_are_those_of_the_reference(doubled: Scenario) -> None:
    assert doubled.periods == reference().periods
    assert [state.code for state in doubled.states] == [state.code for state in reference().states]


def test_no_row_is_a_copy(doubled: Scenario) -> None:
    required = {parent.required for parent in parents(reference())}
    # The few lots of scarce capabilities meet by chance now and then.
    assert sum(parent.required in required for parent in parents(doubled)) <= 3
    lines = {(line.host, line.unit_price, line.lead_months) for line in reference().lines}
    alike = [
        line for line in doubled.lines if (line.host, line.unit_price, line.lead_months) in lines
    ]
    assert len(alike) < len(doubled.lines) / 50


def _money_over_need(scenario: Scenario) -> Fraction:
    need = sum((parent.need[0] for parent in parents(scenario)), Fraction(0))
    return sum(budget.ceiling for budget in scenario.budgets) / need


def _gap_over_requirement(scenario: Scenario) -> list[Fraction]:
    return sorted(
        Fraction(parent.gap[-1], parent.required[-1])
        for parent in parents(scenario)
        if parent.required[-1]
    )


def _room_over_gap(scenario: Scenario) -> list[Fraction]:
    return sorted(
        Fraction(sum(sum(line.room) for line in parent.lines), parent.gap[-1])
        for parent in parents(scenario)
        if parent.gap[-1] > 0
    )


def test_money_capacity_and_requirement_are_as_tight(doubled: Scenario) -> None:
    known, own = _money_over_need(reference()), _money_over_need(doubled)
    assert Fraction(85, 100) < own / known < Fraction(115, 100)
    for measure in (_gap_over_requirement, _room_over_gap):
        known_ones, own_ones = measure(reference()), measure(doubled)
        known_median, own_median = (ones[len(ones) // 2] for ones in (known_ones, own_ones))
        assert Fraction(3, 4) < own_median / known_median < Fraction(4, 3)


def test_what_is_owed_leaves_money_for_new_things(doubled: Scenario) -> None:
    owed: dict[tuple[str, str], int] = {}
    for contract in doubled.order_book:
        key = (contract.holder, contract.period)
        owed[key] = owed.get(key, 0) + contract.unpaid
    for key, due in owed.items():
        if due:
            assert 5 * due <= doubled.budget_by_key[key].ceiling


def test_twenty_small_ones() -> None:
    found = small(seed=1)
    assert len(found) == len({scenario_digest(scenario) for scenario in found}) == 20
    for scenario in found:
        model = build(scenario)
        assert LEAST_VARIABLES <= len(model.program.variables) <= MOST_VARIABLES
        assert model.program.holds(model.status_quo())
        assert model.aims["shortfall"].value(model.status_quo()) > 0


def test_rounding_keeps_sums() -> None:
    chance = Chance("rounding")
    factor = Fraction(1, 3)
    assert {chance.scaled(2, factor) for _ in range(50)} == {0, 1}
    assert abs(sum(chance.scaled(2, factor) for _ in range(3_000)) - 2_000) < 150


def test_factors_are_neutral() -> None:
    chance = Chance("factors")
    factors = [chance.factor(50) for _ in range(2_000)]
    assert min(factors) == Fraction(100, 150)
    assert max(factors) == Fraction(150, 100)
    assert abs(sum(factor > 1 for factor in factors) - sum(factor < 1 for factor in factors)) < 200


def test_baseline_efforts_keep_to_the_wealth_of_their_states(drawn: Scenario) -> None:
    """The part of GDP that a state spends without the plan is that of the reference."""
    before = reference().state_by_code
    for state in drawn.states:
        part = Fraction(before[state.code].baseline_effort, before[state.code].gdp)
        assert abs(part * state.gdp - state.baseline_effort) < 2
    assert sum(state.baseline_effort > 0 for state in drawn.states) >= 30
