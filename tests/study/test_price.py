"""Prices of principles, by hand.

A buys from its own line at EUR 1 m, B from its own at 3 m; GDP of both EUR 0.1 bn, so a million is
100 basis points; four units are needed. Cheapest: A buys all four, 4 m, largest burden 400.
Fairest: A three and B one, 300 each, 6 m. No level between lets A buy four, so the curve is at 6 m
there.
"""

from fractions import Fraction

import pytest

from allocator.domain.outcome import Infeasible, Outcome, Solved
from allocator.domain.policy import AimName
from allocator.domain.scenario import Scenario
from allocator.engine.solve import solve
from allocator.errors import RequestError
from allocator.model.build import build
from allocator.study.price import Principle, price
from allocator.study.price_sheet import price_sheet
from allocator.tables.table import plain
from tests.scenarios import MILLION, in_force, line, pledge, policy, rates, state, tiny


def solved(scenario: Scenario, last: AimName) -> Outcome:
    return solve(build(scenario), effort="quick", last=last)


def two_prices(**records: object) -> Scenario:
    return tiny(
        policy=policy(return_rate=0),
        states=(state("A", gdp=100 * MILLION), state("B", gdp=100 * MILLION)),
        lines=(
            line("LA", host="A", customers=("A",), unit_price=MILLION),
            line("LB", host="B", customers=("B",), unit_price=3 * MILLION),
        ),
        line_rates=(*rates("LA", 4), *rates("LB", 4)),
        required=4,
        **records,
    )


def test_fairness_costs_half_as_much_again() -> None:
    found = price("fairness", two_prices(), solved)
    assert [(point.level, point.largest, point.cost) for point in found.points] == [
        (None, 400, 4 * MILLION),
        (375, 300, 6 * MILLION),
        (350, 300, 6 * MILLION),
        (325, 300, 6 * MILLION),
        (None, 300, 6 * MILLION),
    ]
    assert [found.factor(point) for point in found.points][-1] == Fraction(3, 2)
    assert all(point.shortfall is not None and not point.shortfall.value for point in found.points)


def test_only_the_aims_that_are_asked_for_are_improved() -> None:
    first = price("fairness", two_prices(), solved).points[0]
    assert isinstance(first.outcome, Solved)
    assert [aim.name for aim in first.outcome.aims] == ["shortfall", "cost"]


def test_a_hard_return_rule_has_its_price() -> None:
    """Both lines do their work at home, so any rate holds and costs nothing."""
    found = price("return", two_prices(), solved)
    assert [point.level for point in found.points] == [0, 5_000, 9_000, 10_000]
    assert {point.cost for point in found.points} == {4 * MILLION}


def test_a_rule_that_cannot_hold_leaves_its_row_empty() -> None:
    """A has a line of its own that may sell to A alone, but all of it is work in B."""
    scenario = two_prices()
    moved = tuple(each.model_copy(update={"host": "B"}) for each in scenario.lines)
    found = price("return", scenario.replaced(lines=moved), solved)
    assert found.points[0].cost == 4 * MILLION
    sheet = price_sheet(found, scenario)
    assert len(sheet.blocks[0].rows) == len(found.points)
    assert plain(sheet.blocks[0].rows[0][5]) == 4 * MILLION


def test_the_fairest_plan_spends_no_tolerance_on_money() -> None:
    """Half as much burden again would let A buy all four and end as the cheapest plan."""
    lax = _judged(two_prices(), tolerances=(("shortfall", 1_000), ("spread", 5_000)))
    found = price("fairness", lax, solved)
    assert found.points[-1].largest == 300
    assert [point.cost for point in found.points] == [4 * MILLION, *[6 * MILLION] * 4]


def scarce_at_home(required: int, **records: object) -> Scenario:
    """A may have four from B and one from home, all at EUR 1 m; B may buy nothing."""
    return tiny(
        states=(state("A", gdp=100 * MILLION), state("B", gdp=100 * MILLION)),
        lines=(
            line("AWAY", host="B", customers=("A",), unit_price=MILLION),
            line("HOME", host="A", customers=("A",), unit_price=MILLION),
        ),
        line_rates=(*rates("AWAY", 4), *rates("HOME", 1)),
        required=required,
        **records,
    )


def test_a_cheaper_plan_that_leaves_more_short_is_said_to() -> None:
    """Of ten, five can be had: without a rule 5 m, with all work at home 1 m.

    The first two missing cost 1 each, the next three 2, the rest 4: 8 and 24.
    """
    scenario = scarce_at_home(10)
    found = price("return", scenario, solved)
    first, last = found.points[0], found.points[-1]
    assert (first.cost, last.cost) == (5 * MILLION, MILLION)
    assert first.shortfall is not None
    assert last.shortfall is not None
    assert Fraction(last.shortfall.value, first.shortfall.value) == 3
    assert found.beyond(first) == 0
    assert found.beyond(last) == last.shortfall.value - first.shortfall.value
    assert not found.alike
    sheet = price_sheet(found, scenario)
    said = str(sheet.labels[2].value)
    assert "leaves 200.00 % more short" in said
    assert f"{last.shortfall.value:,} against {first.shortfall.value:,}" in said
    assert plain(sheet.blocks[0].rows[-1][4]) == found.beyond(last)
    assert "shortfalls differ" in sheet.charts[0].title


def test_nothing_is_said_of_shortfalls_that_are_the_same() -> None:
    found = price("fairness", two_prices(), solved)
    sheet = price_sheet(found, two_prices())
    assert found.alike
    assert "short" not in str(sheet.labels[2].value)
    assert "shortfalls differ" not in sheet.charts[0].title


def test_a_shortfall_where_the_first_plan_has_none_is_named() -> None:
    """The one at home is there; three are missing."""
    scenario = scarce_at_home(4)
    found = price("return", scenario, solved)
    beyond = found.beyond(found.points[-1])
    assert beyond
    said = str(price_sheet(found, scenario).labels[2].value)
    assert f"leaves more short: a weighted shortfall of {beyond:,} against 0" in said


def test_a_rate_that_cannot_hold_is_a_result() -> None:
    """A has pledged two from B and can have one at home: half may come back, nine tenths not."""
    pledged = pledge("order", "AWAY", "at_least", 2, state="A")
    scenario = scarce_at_home(4, pledges=(pledged,))
    found = price("return", scenario, solved)
    assert [point.outcome.verdict for point in found.points] == [
        "optimal",
        "infeasible",
        "infeasible",
        "infeasible",
    ]
    assert found.unsolved is None


@pytest.mark.parametrize("principle", ["fairness", "return", "stability"])
def test_where_no_plan_can_be_the_first_row_says_why(principle: Principle) -> None:
    """Nobody can have five of what is made four times, however little else is asked for."""
    scenario = two_prices(
        pledges=(pledge("order", "LA", "at_least", 5, state="A"),),
        plan_in_force=(in_force("delivered", "A", "LA", "2026", value=4),),
    )
    found = price(principle, scenario, solved)
    assert len(found.points) == 1
    assert isinstance(found.unsolved, Infeasible)
    assert [row.family for row in found.unsolved.rows] == ["pledges"]


def test_a_what_if_stands_in_the_title() -> None:
    scenario = _judged(two_prices(), families_off=("budget",))
    sheet = price_sheet(price("return", scenario, solved), scenario)
    assert "what-if: budget ignored" in str(sheet.labels[0].value)


@pytest.mark.parametrize(("principle", "family"), [("fairness", "burden"), ("return", "footprint")])
def test_what_is_left_out_has_no_price(principle: Principle, family: str) -> None:
    scenario = two_prices()
    left_out = scenario.policy.model_copy(update={"families_off": (family,)})
    with pytest.raises(RequestError, match=family):
        price(principle, scenario.replaced(policy=left_out), solved)


def test_stability_needs_a_plan_in_force() -> None:
    with pytest.raises(RequestError, match="plan_in_force"):
        price("stability", two_prices(), solved)


def test_stability_is_paid_for_in_fairness_or_money() -> None:
    """In force: A buys all four. Kept as it is, nothing changes and A bears 400; free, 300."""
    kept = (
        in_force("delivered", "A", "LA", "2026", value=4),
        in_force("contribution", "A", "TANK", "2026", value=4),
    )
    free, _, steady = price("stability", two_prices(plan_in_force=kept), solved).points
    assert (free.largest, free.cost) == (300, 6 * MILLION)
    assert (steady.largest, steady.cost, steady.changes) == (400, 4 * MILLION, 0)
    assert free.changes is not None
    assert free.changes > 0


def test_without_a_plan_in_force_it_limits_nothing() -> None:
    """In force: A buys one. Nobody may pay more, so three stay missing; free, none does."""
    kept = (
        in_force("delivered", "A", "LA", "2026", value=1),
        in_force("contribution", "A", "TANK", "2026", value=1),
    )
    limited = _judged(two_prices(plan_in_force=kept), burden_limit_in_force=True)
    free, usual, steady = price("stability", limited, solved).points
    assert (free.shortfall and free.shortfall.value, free.largest, free.cost) == (
        0,
        300,
        6 * MILLION,
    )
    assert (usual.cost, steady.cost) == (MILLION, MILLION)
    assert (free.changes, usual.changes, steady.changes) == (4, 0, 0)


def test_stability_compares_plans_under_the_tolerances_of_the_workbook() -> None:
    """Half as much burden again is worth two million to all three."""
    kept = (in_force("delivered", "B", "LB", "2026", value=1),)
    lax = _judged(two_prices(plan_in_force=kept), tolerances=(("spread", 5_000),))
    free, usual, _ = price("stability", lax, solved).points
    assert (free.largest, free.cost) == (usual.largest, usual.cost) == (400, 4 * MILLION)


def _judged(scenario: Scenario, **settings: object) -> Scenario:
    return scenario.replaced(policy=scenario.policy.model_copy(update=settings))
