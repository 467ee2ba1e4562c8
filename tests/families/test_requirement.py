"""What is short and what it costs, by hand.

10 are required. A missing unit costs 1,000,000 x 1 / 10 = 100,000 in the first step, up to 20 % or
2 units; twice that up to 5, four times that beyond. 9 given: 1. 7 given: 1 + 1 + 2 = 4. 5 given:
2 x 1 + 3 x 2 = 8. Nothing given: 8 + 5 x 4 = 28, all times 100,000. Of 9 tanks 2 retire: who gave 6
may give 4 then, not 3. Half of 10 may be covered by one state, then half of 6: 5 may fall to 3.
"""

from allocator.domain.scenario import Scenario
from allocator.model.build import build
from tests.families.edges import just_fails, just_holds
from tests.families.pools import pooling, shared
from tests.plans import over_years, plan
from tests.scenarios import (
    capability,
    enabler,
    holding,
    policy,
    pool,
    requirement,
    retirement,
    support,
    tiny,
    years,
)


def giving(*units: int) -> dict[tuple[str, ...], int]:
    return over_years(("A", "TANK"), *units)


def shortfall(scenario: Scenario, **decisions: object) -> int:
    """The aim's value for a plan; `just_holds` sees to it that the verifier's side agrees."""
    just_holds(scenario, plan(**decisions))
    model = build(scenario)
    return model.aims["shortfall"].value(model.vector(plan(**decisions)))


def test_contributions_never_fall() -> None:
    scenario = tiny(periods=years(2), holdings=(holding("A", 5),), required=5)
    just_holds(scenario, plan(contribution=giving(4, 4)))
    just_fails(scenario, plan(contribution=giving(5, 4)), "requirement")


def test_contributions_fall_with_retirements() -> None:
    scenario = tiny(
        periods=years(2),
        holdings=(holding("A", 9),),
        required=9,
        retirements=(retirement("A", 2, period="2027"),),
    )
    just_holds(scenario, plan(contribution=giving(6, 4)))
    just_fails(scenario, plan(contribution=giving(6, 3)), "requirement")


def test_contributions_fall_with_a_falling_limit() -> None:
    """Half of 10, then half of 6."""
    scenario = tiny(
        policy=policy(deadline_period="2027", concentration_cap=5_000),
        periods=years(2),
        holdings=(holding("A", 9),),
        requirements=(requirement(10), requirement(6, period="2027")),
    )
    just_holds(scenario, plan(contribution=giving(5, 3)))
    just_fails(scenario, plan(contribution=giving(5, 2)), "requirement")


def test_what_is_missing_is_priced_by_steps() -> None:
    """10 required, steps to 2, 5 and 10 units at 1, 2 and 4; a unit costs 100,000 in the first."""
    scenario = tiny(holdings=(holding("A", 9),), required=10)
    for given, price in ((9, 1), (8, 2), (7, 4), (5, 8), (4, 12), (1, 24)):
        assert shortfall(scenario, contribution=giving(given)) == 100_000 * price
    assert shortfall(scenario) == 100_000 * 28


def test_pool_stock_and_support_count() -> None:
    """10 required, 2 lots of 3 in a pool that never opens, 2 units from outside: 2 are missing."""
    scenario = tiny(
        capabilities=(capability(lot=3),),
        pools=(pool(stock_lots=2, lines=()),),
        required=10,
        outside_support=(support(2),),
    )
    assert shortfall(scenario, support={("TANK", "2026"): 2}) == 200_000
    assert shortfall(scenario) == 100_000 * (2 + 2 * 2)


def test_lots_of_pools_count() -> None:
    """10 required, a lot of 3 in service and one bought: 4 are missing."""
    scenario = pooling(capabilities=(capability(lot=3),), stock_lots=1, required=10)
    bought = shared({"A": (10,)})
    decisions = {name: getattr(bought, name) for name in bought.__slots__}
    assert shortfall(scenario, **decisions) == 100_000 * (2 + 2 * 2)


def test_the_price_of_a_unit_is_rounded_up() -> None:
    """1,000,000 x 2 / 3, twice: the first step ends at 1 of 3 units, the second at 2."""
    scenario = tiny(capabilities=(capability(priority=2),), holdings=(holding("A", 2),), required=3)
    assert shortfall(scenario, contribution=giving(2)) == 666_667
    assert shortfall(scenario, contribution=giving(1)) == 666_667 + 1_333_334


def counting(units: int) -> Scenario:
    """`units` tanks are required, 9 are there and count as far as the plan says."""
    return tiny(
        capabilities=(capability(), capability("FUEL")),
        holdings=(holding("A", 9), holding("A", 9, "FUEL")),
        requirements=(requirement(units), requirement(9, "FUEL")),
        enablers=(enabler("TANK", "FUEL", 1),),
    )


def test_what_is_there_and_does_not_count_is_missing() -> None:
    """9 of 10 are there: 3 that do not count are missing as well, with the one that is not there.

    4 come to 2 at the first price and 2 at the second; all 9 leave one at the first.
    """
    given = {("A", "TANK", "2026"): 9, ("A", "FUEL", "2026"): 9}
    for counted, price in ((9, 1), (6, 2 + 2 * 2), (0, 2 + 3 * 2 + 5 * 4)):
        stated = {("TANK", "2026"): counted} if counted else {}
        value = shortfall(counting(10), contribution=given, counted=stated)
        assert value == 100_000 * price


def test_what_counts_is_missing_where_it_is_not_there() -> None:
    """4 are counted and nobody gives any: that breaks a row, and all 10 are short."""
    given, counted = {("A", "FUEL", "2026"): 9}, {("TANK", "2026"): 4}
    vector = (model := build(counting(10))).vector(plan(contribution=given, counted=counted))
    assert model.aims["shortfall"].value(vector) == 100_000 * 28


def test_no_more_counts_than_is_required() -> None:
    """5 and 4 tanks of two states."""
    scenario = counting(8).replaced(
        holdings=(holding("A", 9, "FUEL"), holding("A", 5), holding("B", 4))
    )
    given = {("A", "TANK"): 5, ("B", "TANK"): 4, ("A", "FUEL"): 9}
    contribution = {(*codes, "2026"): units for codes, units in given.items()}
    just_holds(scenario, plan(contribution=contribution, counted={("TANK", "2026"): 8}))
    more = plan(contribution=contribution, counted={("TANK", "2026"): 9})
    just_fails(scenario, more, "requirement")
