"""Work for money, by hand.

LA stands in A and LB in B, a unit of each costs 100. A buys two of LA and three of LB: 500 of
money, 200 of work at home, just 40 %; at 40.01 % 200.05 would have to come back. If it buys all
five in B, a rate of 33.33 % asks for 166.65: under the elastic rule 167 are missing, at 2 each 334.

Host cap of 50 %: of 5 lots A may make 3 (10,000 x 3 <= 5,000 x 5 + 9,999), of 6 not 4 (40,000
against 39,999).
"""

from typing import Any

import pytest

from allocator.domain.scenario import Scenario
from allocator.model.build import build
from tests.families.edges import just_fails, just_holds
from tests.families.pools import pooling, shared
from tests.plans import plan
from tests.scenarios import (
    capability,
    component,
    component_use,
    line,
    policy,
    price_band,
    rates,
    tiny,
    work_share,
)


def two_hosts(rate: int = 0, *, rule: str = "hard", **records: Any) -> Scenario:
    """LA in A and LB in B at 100 kEUR a unit, nine a year each."""
    return tiny(
        policy=policy(return_rate=rate, return_rule=rule, return_price=2_000),
        **{
            "lines": (line("LA", unit_price=100), line("LB", host="B", unit_price=100)),
            "line_rates": rates("LA", 9) + rates("LB", 9),
            **records,
        },
    )


def buying(**lots: tuple[int, int]) -> Any:
    """Lots of A and of B by line."""
    return plan(
        delivered={
            (buyer, code, "2026"): number
            for code, numbers in lots.items()
            for buyer, number in zip(("A", "B"), numbers, strict=True)
            if number
        }
    )


def test_money_comes_back_as_work() -> None:
    """40 %: of five lots two must be made at home, whoever buys them."""
    just_holds(two_hosts(4_000), buying(LA=(2, 0), LB=(3, 0)))
    just_holds(two_hosts(4_000), buying(LA=(1, 1), LB=(4, 0)))
    just_fails(two_hosts(4_001), buying(LA=(2, 0), LB=(3, 0)), "footprint")


def test_not_a_thousandth_of_it_is_forgiven() -> None:
    """A lot of 1 kEUR, 30 % of the work: 0.3 of a kEUR come back, 0.3001 do not."""
    cheap: dict[str, Any] = {
        "lines": (line("LB", host="B", unit_price=1),),
        "line_rates": rates("LB", 9),
        "work_shares": (work_share("LB", "A", 3_000), work_share("LB", "B", 7_000)),
    }
    just_holds(two_hosts(3_000, **cheap), buying(LB=(1, 0)))
    just_fails(two_hosts(3_001, **cheap), buying(LB=(1, 0)), "footprint")


def test_all_that_is_made_may_be_bought_by_one() -> None:
    just_holds(two_hosts(5_000), buying(LA=(9, 0), LB=(9, 0)))
    just_fails(two_hosts(5_001), buying(LA=(9, 0), LB=(9, 0)), "footprint")


def test_work_follows_the_work_shares() -> None:
    """A has 30 % of the work in B's line."""
    shares: dict[str, Any] = {
        "work_shares": (work_share("LB", "A", 3_000), work_share("LB", "B", 7_000))
    }
    just_holds(two_hosts(3_000, **shares), buying(LB=(5, 0)))
    just_fails(two_hosts(3_001, **shares), buying(LB=(5, 0)), "footprint")


def test_a_state_without_any_work_share_is_exempt() -> None:
    only_b: dict[str, Any] = {
        "lines": (line("LB", host="B", unit_price=100),),
        "line_rates": rates("LB", 9),
    }
    just_holds(two_hosts(5_000, **only_b), buying(LB=(5, 0)))
    closed = (line("LA", customers=()), line("LB", host="B", unit_price=100))
    just_holds(two_hosts(5_000, lines=closed), buying(LB=(5, 0)))
    just_fails(two_hosts(5_000), buying(LB=(5, 0)), "footprint")


def test_funding_is_money_and_work() -> None:
    """B pays a step of LA for 500 and buys five at home: half comes back, not more."""
    lines = (
        line("LA", step=1_000, step_cost=500, max_steps=1),
        line("LB", host="B", unit_price=100),
    )
    bought = {
        "delivered": {("B", "LB", "2026"): 5},
        "expansion": {("LA", "2026"): 1},
        "funding": {("B", "LA", "2026"): 10},
    }
    just_holds(two_hosts(5_000, lines=lines), plan(**bought))
    just_fails(two_hosts(5_001, lines=lines), plan(**bought), "footprint")


def test_shares_are_money_and_work() -> None:
    """B has 6 shares in a lot made in A and buys nothing else."""
    sharing = shared({"A": (4,), "B": (6,)})
    shares = (work_share("L", "A", 7_000), work_share("L", "B", 3_000))
    just_holds(pooling(policy=policy(return_rate=5_000), work_shares=shares), sharing)
    just_fails(pooling(policy=policy(return_rate=5_001), work_shares=shares), sharing, "footprint")


def test_what_price_bands_give_back_is_neither_money_nor_work() -> None:
    """From five units on LB costs 60: five there are 300, beside two at home for 200."""
    banded: dict[str, Any] = {"price_bands": (price_band(5, 60, "LB"),)}
    just_holds(two_hosts(4_000, **banded), buying(LA=(2, 0), LB=(3, 2)))
    just_fails(two_hosts(5_264, **banded), buying(LA=(2, 0), LB=(3, 2)), "footprint")
    just_holds(two_hosts(5_263, **banded), buying(LA=(2, 0), LB=(3, 2)))


def test_missing_return_is_priced_under_the_elastic_rule() -> None:
    """A third of 500 is 166.65: 167 kEUR are missing, at 2,000 thousandths each."""
    model = build(two_hosts(3_333, rule="elastic"))
    vector = model.vector(buying(LB=(5, 0)))
    assert model.program.holds(vector)
    assert model.aims["cost"].value(vector) == 1_000 * 500 + 2_000 * 167
    just_holds(two_hosts(3_333, rule="elastic"), buying(LB=(5, 0)))


@pytest.mark.parametrize(
    ("cap", "lots", "holds"),
    [
        (5_000, (2, 2), True),
        (5_000, (3, 2), True),
        (5_000, (4, 2), False),
        (1, (1, 0), True),
        (1, (2, 0), False),
        (6_000, (6, 4), True),
        (6_000, (8, 4), True),
        (6_000, (9, 4), False),
    ],
)
def test_no_host_delivers_above_its_cap(cap: int, lots: tuple[int, int], holds: bool) -> None:
    """The cap is rounded up to whole lots."""
    scenario = two_hosts(capabilities=(capability(host_cap=cap),))
    bought = buying(LA=(lots[0], 0), LB=(lots[1], 0))
    if holds:
        just_holds(scenario, bought)
    else:
        just_fails(scenario, bought, "footprint")


def test_a_host_cap_needs_two_hosts() -> None:
    one = (line("LA", unit_price=100), line("LB", host="B", customers=()))
    just_holds(two_hosts(capabilities=(capability(host_cap=5_000),), lines=one), buying(LA=(5, 0)))


def test_above_a_threshold_a_second_host_delivers() -> None:
    """More than 4 units in lots of 2: from the third lot on."""
    scenario = two_hosts(capabilities=(capability(lot=2, second_source_from=4),))
    just_holds(scenario, buying(LA=(2, 0)))
    just_fails(scenario, buying(LA=(3, 0)), "footprint")
    just_holds(scenario, buying(LA=(2, 0), LB=(0, 1)))


def test_a_second_source_is_asked_for_even_where_one_lot_is_too_many() -> None:
    """Three lots are all there can be."""
    scenario = two_hosts(
        capabilities=(capability(lot=2, second_source_from=4),), line_rates=rates("LA", 6)
    )
    just_holds(scenario, buying(LA=(2, 0)))
    just_fails(scenario, buying(LA=(3, 0)), "footprint")


@pytest.mark.parametrize(("of_a", "holds"), [(4, True), (3, False)])
def test_growth_of_components_is_money_of_who_pays_and_work_in_the_host(
    of_a: int, holds: bool
) -> None:
    """B buys a unit in A, and K grows in B by a step at 100; at 60 % return.

    With 4 tenths of A it pays 100 + 60 and has 100 of work, 96 must come back; with 3 it is 102.
    """
    scenario = two_hosts(
        6_000,
        components=(component("K", 9, host="B", step=1_000, step_cost=100, max_steps=1),),
        component_use=(component_use(line="LA"),),
    )
    grown = plan(
        delivered={("B", "LA", "2026"): 1},
        component_expansion={("K", "B", "2026"): 1},
        component_funding={("A", "K", "B", "2026"): of_a, ("B", "K", "B", "2026"): 10 - of_a},
    )
    if holds:
        just_holds(scenario, grown)
    else:
        just_fails(scenario, grown, "footprint")


@pytest.mark.parametrize(("step_cost", "holds"), [(160, True), (170, False)])
def test_who_pays_for_growth_abroad_wants_work_for_it(step_cost: int, holds: bool) -> None:
    """B buys a unit in A, which has 100 of work for it; A pays a step in B: 60 % of 160 are 96."""
    scenario = two_hosts(
        6_000,
        components=(component("K", 9, host="B", step=1_000, step_cost=step_cost, max_steps=1),),
        component_use=(component_use(line="LA"),),
    )
    grown = plan(
        delivered={("B", "LA", "2026"): 1},
        component_expansion={("K", "B", "2026"): 1},
        component_funding={("A", "K", "B", "2026"): 10},
    )
    if holds:
        just_holds(scenario, grown)
    else:
        just_fails(scenario, grown, "footprint")
