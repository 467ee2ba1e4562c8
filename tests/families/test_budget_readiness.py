"""What is given beyond today's stock is paid for to be kept ready."""

from typing import Any

import pytest

from allocator.domain.scenario import Scenario
from tests.families.budgets import spending
from tests.families.edges import just_fails, just_holds
from tests.plans import over_years, plan
from tests.scenarios import (
    budget,
    capability,
    contract,
    holding,
    period,
    requirement,
    state,
    tiny,
    window,
)


def ready(money: int, **records: Any) -> Scenario:
    """A has 3, and 2 more under contract; a unit beyond today's three costs 25 a year ready."""
    return spending(
        money,
        **{
            "capabilities": (capability(readiness_cost=25),),
            "required": 5,
            "holdings": (holding("A", 3),),
            "order_book": (contract("A", 2),),
            **records,
        },
    )


def giving(*units: int) -> Any:
    return plan(contribution=over_years(("A", "TANK"), *units))


def test_what_is_given_beyond_today_is_kept_ready() -> None:
    just_holds(ready(0), giving(3))
    just_holds(ready(50), giving(5))
    just_fails(ready(49), giving(5), "budget")
    just_fails(ready(24), giving(4), "budget")


def test_readiness_of_part_of_a_year_is_rounded_up() -> None:
    """25 a year are 6.25 in a quarter: 7 a unit, 14 for two."""
    quarter = (period("Q1", months=3),)

    def short(money: int) -> Scenario:
        return tiny(
            periods=quarter,
            capabilities=(capability(readiness_cost=25),),
            required=5,
            requirements=(requirement(5, period="Q1"),),
            holdings=(holding("A", 3),),
            order_book=(contract("A", 2, period="Q1"),),
            budgets=(budget("A", "Q1", ceiling=money),),
        )

    both = plan(contribution={("A", "TANK", "Q1"): 5})
    just_holds(short(14), both)
    just_fails(short(13), both, "budget")


@pytest.mark.parametrize("held", [0, 3])
def test_readiness_meets_a_floor_only_where_it_is_given(held: int) -> None:
    """Nobody may call units ready that are not given in order to have spent enough."""

    def least(floor: int) -> Scenario:
        return ready(
            50,
            budgets=(budget("A", ceiling=50, floor=floor),),
            **({} if held else {"holdings": ()}),
        )

    just_holds(least(25), giving(held + 1))
    just_fails(least(26), giving(held + 1), "budget")
    just_fails(least(1), giving(held), "budget")


def test_readiness_meets_a_window_and_a_burden_floor_only_where_it_is_given() -> None:
    """A burden of one basis point is 10 kEUR."""
    money: dict[str, Any] = {"ceiling": 50}
    stretch = ready(50, budgets=(budget("A", **money),), budget_windows=(window("A", floor=1),))
    just_holds(stretch, giving(4))
    just_fails(stretch, giving(3), "budget")
    states = (state("A", gdp=100_000, burden_floor=1), state("B", gdp=100_000))
    floored = ready(50, budgets=(budget("A", **money),), states=states)
    just_holds(floored, giving(4))
    just_fails(floored, giving(3), "burden")
