"""How much of a requirement one state may cover, by hand.

10 are required. At 49.99 % that is floor(4.999) = 4 units, at 50 % 5. At 10 % it is 1, but never
less than a lot: 3 where lots are of 3. With shares: 9 are required at 50 %, limit 4, in lots of 2
with ten shares. Who has 10 shares may give 2 units more: 10 x 2 + 2 x 10 = 10 x 4. With 11 shares
it may give 1: 10 x 1 + 2 x 11 = 32 of 40, and 42 with another.
"""

from typing import Any

import pytest

from tests.families.edges import just_fails, just_holds
from tests.families.pools import pooling, shared
from tests.plans import plan
from tests.scenarios import capability, holding, member, policy, pool, tiny


def giving(units: int) -> dict[tuple[str, ...], int]:
    return {("A", "TANK", "2026"): units}


@pytest.mark.parametrize(
    ("fields", "required", "limit"),
    [
        ({"concentration_cap": 4_999}, 10, 4),
        ({"concentration_cap": 5_000}, 10, 5),
        ({"concentration_cap": 1_000, "lot": 3}, 10, 3),
        ({}, 10, 7),
        ({}, 0, 1),
    ],
)
def test_no_state_gives_above_its_limit(fields: dict[str, Any], required: int, limit: int) -> None:
    """The capability's cap, else the policy's 70 %; never below a lot."""
    scenario = tiny(
        policy=policy(concentration_cap=7_000),
        capabilities=(capability(**fields),),
        holdings=(holding("A", 20),),
        required=required,
    )
    just_holds(scenario, plan(contribution=giving(limit)))
    just_fails(scenario, plan(contribution=giving(limit + 1)), "concentration")


def test_shares_count_by_their_part_of_a_lot() -> None:
    """Limit 4: with 10 shares of lots of 2, so two units, two more; with 11, one."""
    scenario = pooling(
        capabilities=(capability(lot=2, concentration_cap=5_000),), holdings=(holding("A", 9),)
    )
    just_holds(scenario, shared({"A": (10,)}, contribution=giving(2)))
    just_fails(scenario, shared({"A": (10,)}, contribution=giving(3)), "concentration")
    just_holds(scenario, shared({"A": (11,), "B": (9,)}, lots=(2,), contribution=giving(1)))
    just_fails(
        scenario,
        shared({"A": (11,), "B": (9,)}, lots=(2,), contribution=giving(2)),
        "concentration",
    )


def test_a_single_share_can_be_too_much() -> None:
    """Limit 3: beside one unit given, 20 shares of lots of one."""
    scenario = pooling(
        capabilities=(capability(concentration_cap=3_400),), holdings=(holding("A", 9),)
    )
    just_holds(scenario, shared({"A": (20,), "B": (10,)}, lots=(3,), contribution=giving(1)))
    just_fails(
        scenario,
        shared({"A": (21,), "B": (9,)}, lots=(3,), contribution=giving(1)),
        "concentration",
    )


def test_shares_of_one_pool_alone_can_be_too_many() -> None:
    scenario = pooling(capabilities=(capability(concentration_cap=2_300),))
    just_holds(scenario, shared({"A": (20,)}, lots=(2,)))
    just_fails(scenario, shared({"A": (21,), "B": (9,)}, lots=(3,)), "concentration")


def test_shares_of_today_count_but_never_break_the_limit() -> None:
    """25 shares are 2.5 units: the limit rises from 2 to 3, half a unit is left, none is whole."""
    scenario = pooling(
        member("P", "A", shares_today=25),
        member("P", "B"),
        capabilities=(capability(concentration_cap=2_300),),
        holdings=(holding("A", 9),),
        pools=(pool(stock_lots=3),),
    )
    just_holds(scenario, shared({"A": (5,), "B": (5,)}))
    just_fails(scenario, shared({"A": (6,), "B": (4,)}), "concentration")
    just_fails(scenario, plan(contribution=giving(1)), "concentration")
