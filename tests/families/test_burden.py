"""Floors, ceilings, keys, the limit of going alone and that of the plan in force.

Going alone by hand: A has half of the key, so of 6 and then 10 tanks its share is 3 and 5; it has
one, so it needs 2 and 4. A tank costs 800 on CHEAP, which makes one in 2026 and two in 2027, and
1,000 on DEAR. Alone A buys one of each in 2026 and two of CHEAP in 2027: 3,400. They run for 100 a
year each: 2 x 100 + 4 x 100. The units beyond its one of today are kept ready for 10 a year each:
2 x 10 + 4 x 10. So A pays 4,060 at most, whatever it buys for that; here trucks, at 1 each.
"""

from typing import Any

import pytest

from allocator.domain.policy import AIMS, STEADINESS, KeyPart
from allocator.domain.scenario import Scenario
from allocator.model.build import build
from tests.families.edges import just_fails, just_holds
from tests.plans import over_years, plan
from tests.scenarios import (
    MILLION,
    capability,
    holding,
    in_force,
    line,
    policy,
    rates,
    requirement,
    state,
    tiny,
    years,
)


def charging(a: dict[str, Any], **settings: Any) -> Scenario:
    """A and B have a GDP of EUR 1 billion each; a unit costs EUR 1 m and 100 kEUR every year."""
    return tiny(
        policy=policy(deadline_period="2027", **settings),
        periods=years(2),
        capabilities=(capability(operating_cost=100),),
        states=(state("A", **{"gdp": 1_000 * MILLION, **a}), state("B", gdp=1_000 * MILLION)),
        lines=(line(),),
        line_rates=rates("L", 9, 9),
    )


def buying(*lots: int) -> Any:
    return plan(delivered=over_years(("A", "L"), *lots))


@pytest.mark.parametrize(
    ("fields", "settings", "holds", "fails"),
    [
        ({"burden_ceiling": 33}, {}, (0, 3), (1, 3)),
        ({"burden_ceiling": 34}, {}, (1, 3), (2, 3)),
        ({"small_state": True}, {"small_state_burden_ceiling": 33}, (0, 3), (1, 3)),
        (
            {"small_state": True, "burden_ceiling": 22},
            {"small_state_burden_ceiling": 33},
            (0, 2),
            (1, 2),
        ),
        ({"burden_ceiling": 33}, {"small_state_burden_ceiling": 1}, (0, 3), (1, 3)),
    ],
)
def test_new_money_stays_under_the_ceiling(
    fields: dict[str, Any], settings: dict[str, Any], holds: Any, fails: Any
) -> None:
    """100 kEUR a basis point; the protected ceiling is for small states."""
    scenario = charging(fields, **settings)
    costs = {(0, 2): 2_200, (1, 2): 2_300, (0, 3): 3_300, (1, 3): 3_400, (2, 3): 3_500}
    model = build(scenario)
    for bought in (holds, fails):
        vector = model.vector(buying(*bought))
        assert model.aims["cost"].value(vector) == 1_000 * costs[bought]
    just_holds(scenario, buying(*holds))
    just_fails(scenario, buying(*fails), "burden")


def test_new_money_reaches_the_floor() -> None:
    just_holds(charging({"burden_floor": 34}), buying(1, 3))
    just_fails(charging({"burden_floor": 35}), buying(1, 3), "burden")


def test_a_state_without_a_key_has_no_new_money() -> None:
    scenario = charging({"population": 0}, burden_key=(KeyPart(key="population", weight=1),))
    just_holds(scenario, plan(delivered=over_years(("B", "L"), 1, 1)))
    just_fails(scenario, buying(0, 1), "burden")


def test_key_money_is_rounded_up_to_ten_million() -> None:
    """A third of EUR 1,001 m is 333.7: 340, so 34 kEUR a basis point."""
    keys = {"burden_key": (KeyPart(key="population", weight=1),)}
    scenario = tiny(
        policy=policy(**keys),
        states=(
            state("A", gdp=1_000 * MILLION, population=1, burden_floor=1, burden_ceiling=1),
            state("B", gdp=1 * MILLION, population=2),
        ),
        lines=tuple(line(f"L{price}", unit_price=price) for price in (33, 34, 35)),
        line_rates=rates("L33", 9) + rates("L34", 9) + rates("L35", 9),
    )
    just_holds(scenario, plan(delivered={("A", "L34", "2026"): 1}))
    just_fails(scenario, plan(delivered={("A", "L33", "2026"): 1}), "burden")
    just_fails(scenario, plan(delivered={("A", "L35", "2026"): 1}), "burden")


def test_a_blend_weighs_parts_of_keys() -> None:
    """A: (3 x 1/2 + 1 x 1/4) / 4 of EUR 2,000 m is 875, rounded up to tens; B has the rest."""
    scenario = charging(
        {"population": 3_333, "burden_ceiling": 1},
        burden_key=(KeyPart(key="gdp", weight=3), KeyPart(key="population", weight=1)),
    )
    assert build(scenario).basis.key_money == {"A": 880 * MILLION, "B": 1_130 * MILLION}


def test_without_any_key_there_is_no_new_money() -> None:
    """The planner's own column is empty."""
    scenario = charging({}, burden_key=(KeyPart(key="column", weight=1),))
    assert build(scenario).basis.key_money == {"A": 0, "B": 0}
    just_holds(scenario, plan())
    just_fails(scenario, buying(0, 1), "burden")


@pytest.mark.parametrize(
    ("key", "own", "other", "money"),
    [
        ("gdp", {}, {}, (1_000, 1_000)),
        ("population", {"population": 1}, {"population": 3}, (500, 1_500)),
        ("nato_cost_share", {"nato_cost_share": 9}, {"nato_cost_share": 1}, (1_800, 200)),
        ("column", {"burden_key": 2}, {"burden_key": 3}, (800, 1_200)),
    ],
)
def test_each_key_splits_the_gdp_of_all(
    key: Any, own: dict[str, Any], other: dict[str, Any], money: tuple[int, int]
) -> None:
    """EUR 2,000 m together; a ceiling of a basis point is a ten-thousandth of A's part."""
    scenario = tiny(
        policy=policy(burden_key=(KeyPart(key=key, weight=1),)),
        states=(
            state("A", gdp=1_000 * MILLION, burden_ceiling=1, **own),
            state("B", gdp=1_000 * MILLION, **other),
        ),
        lines=(line(unit_price=1),),
        line_rates=rates("L", 999),
    )
    assert build(scenario).basis.key_money == {"A": money[0] * MILLION, "B": money[1] * MILLION}
    most = money[0] // 10
    just_holds(scenario, plan(delivered={("A", "L", "2026"): most}))
    just_fails(scenario, plan(delivered={("A", "L", "2026"): most + 1}), "burden")


def alone(*cheap: int, dear: int = 9, **fields: Any) -> Scenario:
    """The example of this module; `cheap` and `dear` are rates."""
    return tiny(
        policy=policy(deadline_period="2027", stand_alone_limit=True),
        periods=years(2),
        states=(state("A", **fields), state("B")),
        capabilities=(
            capability(operating_cost=100, readiness_cost=10, large_system=True),
            capability("TRUCK"),
        ),
        requirements=(requirement(6, period="2026"), requirement(10, period="2027")),
        holdings=(holding("A", 1),),
        lines=(
            line("CHEAP", unit_price=800),
            line("DEAR"),
            line("TRUCKS", capability="TRUCK", unit_price=1),
        ),
        line_rates=rates("CHEAP", *cheap) + rates("DEAR", dear, dear) + rates("TRUCKS", 9_999),
    )


def trucks(number: int, state: str = "A") -> Any:
    return plan(delivered=over_years((state, "TRUCKS"), number, number))


def test_nobody_pays_more_than_it_would_alone() -> None:
    just_holds(alone(1, 2), trucks(4_060))
    just_fails(alone(1, 2), trucks(4_061), "burden")
    just_holds(alone(2, 2), trucks(3_860))
    just_fails(alone(2, 2), trucks(3_861), "burden")


def test_who_could_not_do_it_alone_has_no_such_limit() -> None:
    """Two in 2026 are one too many for the lines; a small state gets large systems in pools."""
    just_holds(alone(1, 9, dear=1), trucks(4_060))
    just_fails(alone(1, 9, dear=1), trucks(4_061), "burden")
    just_holds(alone(1, 9, dear=0), trucks(9_999))
    just_holds(alone(9, 9, small_state=True), trucks(9_999))


def under_the_plan_in_force(**settings: Any) -> Scenario:
    """In force: A has a tank from 2026 and two more in 2027, at 1,000 each and 100 a year: 3,400.
    The line GONE is no more, and B has nothing. How near a new plan stays to it does not matter."""
    aims = tuple(aim for aim in AIMS if aim not in STEADINESS)
    return tiny(
        policy=policy(deadline_period="2027", aims=aims, **settings),
        periods=years(2),
        capabilities=(capability(operating_cost=100), capability("TRUCK")),
        lines=(line(), line("TRUCKS", capability="TRUCK", unit_price=1)),
        line_rates=rates("L", 9, 9) + rates("TRUCKS", 9_999),
        plan_in_force=(
            in_force("delivered", "A", "L", "2026", value=1),
            in_force("delivered", "A", "L", "2027", value=3),
            in_force("delivered", "A", "GONE", "2026", value=7),
        ),
    )


def test_nobody_pays_more_than_in_the_plan_in_force() -> None:
    scenario = under_the_plan_in_force(burden_limit_in_force=True)
    just_holds(scenario, trucks(3_400))
    just_fails(scenario, trucks(3_401), "burden")
    just_fails(scenario, trucks(1, "B"), "burden")
    just_holds(under_the_plan_in_force(), trucks(3_401))
