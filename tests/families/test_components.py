"""Components that lines share, by hand.

K is made in A, 3 parts a year in 2026 and 2027, and a tank from L takes 2: 2,000 thousandths a lot.
2026: one tank (2 of 3 parts); the part left over is not stored, but a tank begun may have it. Both
years: 6 parts are 3 tanks. 2027 by itself: 3 parts and at most 1.999 in work begun, 2 tanks. So 1
and then 2 more hold (6 parts), 3 in 2027 alone do not (6 of 4.999), 2 in 2026 neither (4 of 3).
With a step of 4 parts that runs from 2027 on (10 tenths at 1 m each), 2027 can take 8.999 parts, 4
tanks, and both years 10.
"""

from typing import Any

import pytest

from allocator.domain.outcome import Solved
from allocator.domain.scenario import Scenario
from allocator.engine.solve import solve
from allocator.model.build import build
from tests.families.edges import just_fails, just_holds
from tests.families.parts import grown, needing, paid_by, payer_scenario, taking
from tests.plans import over_years, plan
from tests.scenarios import (
    capability,
    component,
    component_use,
    contract,
    line,
    member,
    pool,
    rates,
    rule,
    tiny,
    years,
)


@pytest.mark.parametrize(
    ("scenario", "holds", "fails"),
    [
        (needing(3), (3,), (4,)),
        (needing(3, per_unit=1_500), (2,), (3,)),
        (needing(3, 3, per_unit=2_000), (1, 3), (1, 4)),
        (needing(3, 3, per_unit=2_000), (0, 2), (0, 3)),
        (needing(3, 3, per_unit=2_000), (1, 3), (2, 3)),
        (needing(4, 4, 4, lot=3), (1, 2, 3), (0, 2, 4)),
        (needing(4, 4, 4, lot=3), (0, 2, 3), (0, 0, 4)),
        (needing(0, 9), (0, 9), (1, 9)),
    ],
)
def test_parts_in_a_window(
    scenario: Scenario, holds: tuple[int, ...], fails: tuple[int, ...]
) -> None:
    """Parts left over are lost, but for those in work begun on less than a lot."""
    just_holds(scenario, taking(*holds))
    just_fails(scenario, taking(*fails), "components")


def test_lines_of_two_capabilities_share() -> None:
    """5 parts: 2 tanks at 1 and a ship at 3; the work of both lines may be begun."""
    scenario = tiny(
        periods=years(2),
        capabilities=(capability(), capability("SHIP")),
        lines=(line(), line("S", capability="SHIP")),
        line_rates=rates("L", 99, 99) + rates("S", 99, 99),
        components=(component("K", 5, 5),),
        component_use=(component_use(), component_use(3_000, line="S")),
    )

    def both(tanks: tuple[int, ...], ships: tuple[int, ...]) -> Any:
        return plan(delivered=over_years(("A", "L"), *tanks) | over_years(("B", "S"), *ships))

    just_holds(scenario, both((2, 2), (1, 1)))
    just_fails(scenario, both((3, 3), (1, 1)), "components")
    just_holds(scenario, both((0, 2), (0, 2)))
    just_fails(scenario, both((0, 3), (0, 2)), "components")


def test_pools_take_parts_too() -> None:
    scenario = needing(3, required=9, pools=(pool(),), pool_members=(member("P", "B"),))
    pooled = {
        "pool_delivered": {("P", "L", "2026"): 2},
        "pool_shares": {("B", "P", "L", "2026"): 20},
        "open": {("P",): 1},
        "operating": {("P", "2026"): 1},
        "join": {("B", "P"): 1},
        "lead": {("B", "P"): 1},
    }
    just_holds(scenario, taking(1, **pooled))
    just_fails(scenario, taking(2, **pooled), "components")


def test_what_all_hosts_make_is_one_stock() -> None:
    makers = (component("K", 1), component("K", 2, host="B"))
    just_holds(needing(1, components=makers), taking(3))
    just_fails(needing(1, components=makers), taking(4), "components")


def test_what_needs_two_components_waits_for_the_scarcer() -> None:
    makers = (component("K", 4), component("Q", 3))
    uses = (component_use(), component_use(component="Q"))
    just_holds(needing(1, components=makers, component_use=uses), taking(3))
    just_fails(needing(1, components=makers, component_use=uses), taking(4), "components")


def test_the_order_book_takes_parts() -> None:
    scenario = needing(3, order_book=(contract("B", 2, line="L"),))
    just_holds(scenario, taking(1))
    just_fails(scenario, taking(2), "components")


def test_so_does_that_of_a_line_without_new_orders() -> None:
    """M delivers 2 under contract and nothing else: its work begun has no parts to spare."""
    scenario = needing(
        3,
        3,
        lines=(line(), line("M", lead_months=99)),
        line_rates=rates("L", 99, 99) + rates("M", 9, 9),
        component_use=(component_use(), component_use(2_000, line="M")),
        order_book=(contract("B", 1, line="M", period="2027"),),
    )
    just_holds(scenario, taking(3, 4))
    just_fails(scenario, taking(2, 4), "components")


def test_nor_may_a_line_that_nobody_may_buy_from_have_work_begun() -> None:
    """The law bars A, its only customer, from M: 2 parts of 2027 and 2.999 in L are one tank."""
    scenario = needing(
        4,
        2,
        per_unit=3_000,
        lines=(line(), line("M", customers=("A",))),
        line_rates=rates("L", 99, 99) + rates("M", 9, 9),
        component_use=(component_use(3_000), component_use(3_000, line="M")),
        rules=(rule("R", "forbid", scope="line", on="M", line="M"),),
    )
    just_holds(scenario, taking(0, 1))
    just_fails(scenario, taking(0, 2), "components")


def test_contracts_for_more_than_there_is_take_just_that() -> None:
    """4 parts under contract where 3 are made: nothing is left, and the step makes one more."""
    book = (contract("B", 4, line="L"),)
    scenario = needing(3, 3, order_book=book, step=1_000, max_steps=1)
    just_fails(scenario, taking(1, 1), "components")
    just_holds(scenario, taking(1, 1, **grown(1, 2)))
    just_fails(scenario, taking(2, 2, **grown(1, 2)), "components")


def test_a_line_that_takes_no_part_is_free() -> None:
    scenario = needing(1, component_use=(component_use(0),))
    just_holds(scenario, taking(9))


def test_a_part_that_nobody_makes_stops_the_line() -> None:
    scenario = needing(1, components=())
    just_holds(scenario, taking(0))
    just_fails(scenario, taking(1), "components")


def test_steps_make_more_once_they_are_built() -> None:
    scenario = needing(3, 3, per_unit=2_000, step=4_000, max_steps=1, step_lead_months=12)
    just_holds(scenario, taking(1, 5, **grown(1, 2)))
    just_fails(scenario, taking(1, 6, **grown(1, 2)), "components")
    just_fails(scenario, taking(2, 2, **grown(1, 2)), "components")
    just_holds(scenario, taking(0, 4, **grown(1, 2)))
    just_fails(scenario, taking(0, 5, **grown(1, 2)), "components")


def test_each_host_grows_by_itself() -> None:
    """A adds 1 at once, B adds 2 a year later; nobody else can."""
    makers = (
        component("K", 1, 1, step=1_000, max_steps=1),
        component("K", 0, 0, host="B", step=2_000, max_steps=1, step_lead_months=12),
        component("K", 0, 0, host="USA"),
    )
    scenario = needing(1, 1, components=makers)
    one, two = grown(1, 2), grown(1, 2, host="B")
    both = {name: one[name] | two[name] for name in one}
    just_holds(scenario, taking(2, 4, **one))
    just_fails(scenario, taking(2, 5, **one), "components")
    just_holds(scenario, taking(1, 4, **two))
    just_holds(scenario, taking(2, 6, **both))
    just_fails(scenario, taking(2, 7, **both), "components")
    just_fails(scenario, taking(1, 2, **grown(1, 2, host="USA")), "components")


def test_no_more_steps_than_a_maker_has() -> None:
    scenario = needing(1, step=2_000, max_steps=2)
    just_holds(scenario, taking(1, **grown(2, 1)))
    just_fails(scenario, taking(1, **grown(3, 1)), "components")


def test_steps_that_come_too_late_are_not_decided() -> None:
    scenario = needing(1, 1, step=2_000, max_steps=2, step_lead_months=12)
    late = {
        "component_expansion": over_years(("K", "A"), 0, 1),
        "component_funding": over_years(("B", "K", "A"), 0, 10),
    }
    just_holds(scenario, taking(1, 1, **grown(1, 2)))
    just_fails(scenario, taking(1, 1, **late), "components")


def test_steps_are_never_taken_back() -> None:
    scenario = needing(1, 1, step=2_000, max_steps=2)
    fewer = {
        "component_expansion": over_years(("K", "A"), 2, 1),
        "component_funding": over_years(("B", "K", "A"), 20, 10),
    }
    just_holds(scenario, taking(1, 1, **grown(2, 2)))
    just_fails(scenario, taking(1, 1, **fewer), "components")


def test_every_step_is_paid_for_in_full() -> None:
    scenario = needing(1, step=2_000, max_steps=2)
    just_holds(scenario, taking(1, **grown(1, 1)))
    for tenths in (9, 11):
        paid = {"component_funding": over_years(("B", "K", "A"), tenths)}
        just_fails(scenario, taking(1, **(grown(1, 1) | paid)), "components")


def test_nobody_takes_its_tenths_back() -> None:
    def paying(*host: int) -> dict[str, Any]:
        theirs = over_years(("B", "K", "A"), *[10 - tenths for tenths in host])
        funding = over_years(("A", "K", "A"), *host) | theirs
        return {"component_expansion": over_years(("K", "A"), 1, 1), "component_funding": funding}

    scenario = needing(1, 1, step=2_000, max_steps=1)
    just_holds(scenario, taking(1, 1, **paying(5, 5)))
    just_fails(scenario, taking(1, 1, **paying(5, 4)), "components")


@pytest.mark.parametrize(("share", "least"), [(3_500, 4), (1_001, 2), (1_000, 1)])
def test_the_host_pays_its_least_share(share: int, least: int) -> None:
    """35 % of 10 tenths: 3 are too few, 4 will do."""
    scenario = needing(1, step=2_000, max_steps=1, host_least_share=share)
    just_holds(scenario, taking(1, **grown(1, 1, by_host=least)))
    just_fails(scenario, taking(1, **grown(1, 1, by_host=least - 1)), "components")


def test_a_host_outside_pays_nothing() -> None:
    scenario = needing(1, host="USA", step=2_000, max_steps=1, host_least_share=5_000)
    just_holds(scenario, taking(3, **grown(1, 1, host="USA")))


def test_customers_and_the_host_pay_and_nobody_else() -> None:
    for payer in "ABC":
        just_holds(payer_scenario(), taking(1, **paid_by(payer)))
    for tenths in (1, 10):
        just_fails(payer_scenario(), taking(1, **paid_by("D", tenths)), "components")


def test_a_host_that_is_forbidden_all_it_is_needed_for_pays_nothing() -> None:
    ban = rule("R", "forbid", states=("C",), binds="C")
    just_fails(payer_scenario(rules=(ban,)), taking(1, **paid_by("C")), "components")
    just_holds(payer_scenario(rules=(ban,)), taking(1, **paid_by("B")))
    other = payer_scenario(
        rules=(ban,),
        capabilities=(capability(), capability("SHIP")),
        lines=(line(), line("S", capability="SHIP")),
        component_use=(component_use(), component_use(line="S")),
    )
    just_holds(other, taking(1, **paid_by("C")))


def test_a_host_may_pay_for_what_no_line_needs() -> None:
    unused = payer_scenario(component_use=())
    just_holds(unused, taking(1, **paid_by("C")))
    just_fails(unused, taking(1, **paid_by("B")), "components")


def test_what_cannot_grow_is_not_paid_for() -> None:
    just_fails(needing(1), taking(1, **grown(1, 1)), "components")


def test_growth_is_new_money_in_the_year_of_the_decision() -> None:
    """A step at 995 is 10 tenths at 100: 1,000 in 2027, for which the ceiling has to do."""
    scenario = needing(9, 9, step=1_000, step_cost=995, max_steps=1, ceiling=1_000)
    decided = {
        "component_expansion": over_years(("K", "A"), 0, 1),
        "component_funding": over_years(("B", "K", "A"), 0, 10),
    }
    just_holds(scenario, plan(**decided))
    poorer = needing(9, 9, step=1_000, step_cost=995, max_steps=1, ceiling=999)
    just_fails(poorer, plan(**decided), "budget")


def test_more_parts_never_mean_a_larger_shortfall() -> None:
    """Five tanks are required; each part more is a tank more, and a step is worth its cost."""
    values = []
    for output in range(5):
        outcome = solve(build(needing(output, required=5)))
        assert isinstance(outcome, Solved)
        values.append(outcome.aims[0].value)
    assert values == sorted(values, reverse=True)
    assert len(set(values)) == len(values)
    grown = solve(build(needing(3, required=5, step=1_000, max_steps=1)))
    assert isinstance(grown, Solved)
    assert grown.aims[0].value == values[4]
