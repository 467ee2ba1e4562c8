"""Promises and rules with numbers, by hand.

A promises 4 tanks at least by the end of 2026: 4 and 5 hold, 3 do not. It promises to order 3 units
at least, in lots of 2: two lots are 4, one is 2. A cap of 3.5 units lets it give 3 in every year, a
floor of 3.5 asks for 4 in the last. A cap in money on a domain counts prices: four lots of two
units at 100 are 800, within a cap of 800 and not of 799, whatever they cost to run.
"""

from typing import Any

import pytest

from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from tests.families.edges import just_fails, just_holds
from tests.families.pools import pooling, shared
from tests.plans import over_years, plan
from tests.scenarios import capability, holding, line, pledge, rates, rule, tiny, years


def pledging(*pledges: Any, **records: Any) -> Scenario:
    """Two years, stock 9 in A, line L with lots of 2 at 100 kEUR a unit that may grow twice."""
    return tiny(
        periods=years(2),
        capabilities=(capability(lot=2),),
        holdings=(holding("A", 9),),
        lines=(line(unit_price=100, step=1_000, max_steps=2),),
        line_rates=rates("L", 20, 20),
        required=9,
        pledges=pledges,
        **records,
    )


def contributing(units: int) -> Plan:
    """In 2026; more in 2027."""
    return plan(contribution=over_years(("A", "TANK"), units, units + 1))


def ordering(lots: int) -> Plan:
    return plan(delivered=over_years(("A", "L"), lots, lots + 1))


def growing(steps: int) -> Plan:
    return plan(
        expansion=over_years(("L",), steps, 2), funding=over_years(("A", "L"), 10 * steps, 20)
    )


@pytest.mark.parametrize(
    ("relation", "holds", "fails"),
    [("at_least", (4, 5), (3,)), ("exactly", (4,), (3, 5)), ("at_most", (3, 4), (5,))],
)
def test_contributions_in_units(
    relation: Any, holds: tuple[int, ...], fails: tuple[int, ...]
) -> None:
    scenario = pledging(pledge("contribution", "TANK", relation, 4, state="A"))
    for units in holds:
        just_holds(scenario, contributing(units))
    for units in fails:
        just_fails(scenario, contributing(units), "pledges")


@pytest.mark.parametrize(
    ("relation", "units", "holds", "fails"),
    [
        ("at_least", 3, 2, 1),
        ("at_least", 4, 2, 1),
        ("exactly", 4, 2, 3),
        ("at_most", 5, 2, 3),
    ],
)
def test_orders_in_units(relation: Any, units: int, holds: int, fails: int) -> None:
    """Lots of two."""
    scenario = pledging(pledge("order", "L", relation, units, state="A"))
    just_holds(scenario, ordering(holds))
    just_fails(scenario, ordering(fails), "pledges")


@pytest.mark.parametrize(
    ("relation", "holds", "fails"), [("at_least", 1, 0), ("exactly", 1, 2), ("at_most", 1, 2)]
)
def test_expansions_in_steps(relation: Any, holds: int, fails: int) -> None:
    scenario = pledging(pledge("expansion", "L", relation, 1))
    just_holds(scenario, growing(holds))
    just_fails(scenario, growing(fails), "pledges")


def test_pools_open_in_time() -> None:
    scenario = pooling(count=2, pledges=(pledge("pool_open", "P", "at_least", 1),))
    just_holds(scenario, shared({"A": ()}, lots=(), operating=(1, 1)))
    just_fails(scenario, shared({"A": ()}, lots=(), operating=(0, 1)), "pledges")


@pytest.mark.parametrize(
    ("relation", "quantity", "b_is_in"), [("at_least", 1, True), ("at_most", 0, False)]
)
def test_states_join_or_stay_away(relation: Any, quantity: int, b_is_in: bool) -> None:
    scenario = pooling(pledges=(pledge("pool_join", "P", relation, quantity, state="B"),))
    together, alone = shared({"A": (10,)}, join=("A", "B")), shared({"A": (10,)})
    just_holds(scenario, together if b_is_in else alone)
    just_fails(scenario, alone if b_is_in else together, "pledges")


def test_what_can_never_be_held_is_a_plain_conflict() -> None:
    """B is no customer of any line and has no stock."""
    scenario = tiny(pledges=(pledge("contribution", "TANK", "at_least", 1, state="B"),))
    just_fails(scenario, plan(), "pledges")


def test_a_cap_on_a_capability_holds_in_every_period() -> None:
    """3.5 units: three."""
    scenario = pledging(rules=(rule("R", "cap", value=3_500),))
    just_holds(scenario, plan(contribution=over_years(("A", "TANK"), 3, 3)))
    just_fails(scenario, plan(contribution=over_years(("A", "TANK"), 3, 4)), "pledges")
    just_fails(scenario, plan(contribution=over_years(("A", "TANK"), 4, 4)), "pledges")


def test_a_floor_on_a_capability_holds_at_the_end() -> None:
    """3.5 units: four."""
    scenario = pledging(rules=(rule("R", "floor", value=3_500),))
    just_holds(scenario, plan(contribution=over_years(("A", "TANK"), 0, 4)))
    just_fails(scenario, plan(contribution=over_years(("A", "TANK"), 3, 3)), "pledges")


@pytest.mark.parametrize(
    ("effect", "value", "holds", "fails"), [("cap", 5_000, 2, 3), ("floor", 5_000, 3, 2)]
)
def test_rules_on_a_line_count_deliveries(effect: Any, value: int, holds: int, fails: int) -> None:
    on_line = rule("R", effect, value=value, scope="line", on="L", line="L", capabilities=())
    for lots, judge in ((holds, just_holds), (fails, None)):
        bought = plan(delivered=over_years(("A", "L"), 1, lots))
        if judge:
            judge(pledging(rules=(on_line,)), bought)
        else:
            just_fails(pledging(rules=(on_line,)), bought, "pledges")


@pytest.mark.parametrize(
    ("effect", "value", "holds"),
    [("cap", 800, True), ("cap", 799, False), ("floor", 800, True), ("floor", 801, False)],
)
def test_rules_on_a_domain_count_prices(effect: Any, value: int, holds: bool) -> None:
    """Four lots of two at 100 kEUR a unit, but no operating cost."""
    on_domain = rule("R", effect, value=value, scope="domain", on="land")
    scenario = tiny(
        periods=years(2),
        capabilities=(capability(lot=2, operating_cost=7),),
        lines=(line(unit_price=100),),
        line_rates=rates("L", 20, 20),
        rules=(on_domain,),
    )
    bought = plan(delivered=over_years(("A", "L"), 1, 4))
    if holds:
        just_holds(scenario, bought)
    else:
        just_fails(scenario, bought, "pledges")


def test_rules_on_a_domain_count_shares() -> None:
    """Five shares of a lot at 1,000 kEUR with ten shares, price factor 0.9: 450."""
    for value, holds in ((450, True), (449, False)):
        scenario = pooling(
            price_factor=900,
            rules=(rule("R", "cap", value=value, scope="domain", on="land"),),
        )
        if holds:
            just_holds(scenario, shared({"A": (5,), "B": (5,)}))
        else:
            just_fails(scenario, shared({"A": (5,), "B": (5,)}), "pledges")


def test_a_rule_binds_each_state_alone() -> None:
    both = rule("R", "cap", states=("A", "B"), binds="all", value=3_000)
    scenario = tiny(holdings=(holding("A", 9), holding("B", 9)), required=9, rules=(both,))
    just_holds(scenario, plan(contribution={(s, "TANK", "2026"): 3 for s in ("A", "B")}))
    just_fails(
        scenario,
        plan(contribution={("A", "TANK", "2026"): 3, ("B", "TANK", "2026"): 4}),
        "pledges",
    )
