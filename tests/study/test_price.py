"""Prices of principles, by hand.

A buys from its own line at EUR 1 m, B from its own at 3 m; GDP of both EUR 0.1 bn, so a million is
100 basis points; four units are needed. Cheapest: A buys all four, 4 m, largest burden 400.
Fairest: A three and B one, 300 each, 6 m. No level between lets A buy four, so the curve is at 6 m
there.
"""

from fractions import Fraction

import pytest

from allocator.domain.outcome import Outcome, Solved
from allocator.domain.policy import AimName
from allocator.domain.scenario import Scenario
from allocator.engine.solve import solve
from allocator.errors import RequestError
from allocator.model.build import build
from allocator.study.price import price
from allocator.study.price_sheet import price_sheet
from allocator.tables.table import plain
from tests.scenarios import MILLION, in_force, line, policy, rates, state, tiny


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
