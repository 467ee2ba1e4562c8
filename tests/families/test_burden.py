from typing import Any

import pytest

from allocator.domain.policy import KeyPart
from allocator.domain.scenario import Scenario
from allocator.model.build import build
from tests.families.edges import just_fails, just_holds
from tests.plans import over_years, plan
from tests.scenarios import MILLION, capability, line, policy, rates, state, tiny, years


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
