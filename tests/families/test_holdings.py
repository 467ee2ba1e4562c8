"""What can be given, by hand.

A has 7 tanks of which half can be given, floor(3.5) = 3, and buys a lot of 2: 5 in all, 6 are too
many. With 3 tanks, of which one retires in 2027, and 2 under contract for then: 3 in 2026 and
3 - 1 + 2 = 4 in 2027.
"""

from tests.families.edges import just_fails, just_holds
from tests.plans import over_years, plan
from tests.scenarios import (
    capability,
    contract,
    holding,
    line,
    rates,
    retirement,
    tiny,
    years,
)


def giving(*units: int) -> dict[tuple[str, ...], int]:
    return over_years(("A", "TANK"), *units)


def test_contributions_come_from_stock_and_deliveries() -> None:
    """Half of 7 can be given, one lot of 2 is bought of the five there could be: 5 in all."""
    scenario = tiny(
        capabilities=(capability(lot=2),),
        holdings=(holding("A", 7, available_share=5_000),),
        lines=(line(),),
        line_rates=rates("L", 10),
        required=20,
    )
    bought = over_years(("A", "L"), 1)
    just_holds(scenario, plan(delivered=bought, contribution=giving(5)))
    just_fails(scenario, plan(delivered=bought, contribution=giving(6)), "holdings")


def test_without_a_line_stock_is_all_there_is() -> None:
    scenario = tiny(holdings=(holding("A", 3),), required=20)
    just_holds(scenario, plan(contribution=giving(3)))
    just_fails(scenario, plan(contribution=giving(4)), "holdings")


def test_the_order_book_joins_and_retirements_leave() -> None:
    scenario = tiny(
        periods=years(2),
        holdings=(holding("A", 3),),
        required=20,
        order_book=(contract("A", 2, period="2027"),),
        retirements=(retirement("A", 1, period="2027"),),
    )
    just_holds(scenario, plan(contribution=giving(3, 4)))
    just_fails(scenario, plan(contribution=giving(3, 5)), "holdings")
    just_fails(scenario, plan(contribution=giving(4, 4)), "holdings")


def test_deliveries_are_cumulative() -> None:
    """A free line: nothing but this family minds."""
    scenario = tiny(periods=years(2), lines=(line(unit_price=0),), line_rates=rates("L", 5, 5))
    just_holds(scenario, plan(delivered=over_years(("A", "L"), 2, 2)))
    just_fails(scenario, plan(delivered=over_years(("A", "L"), 2, 1)), "holdings")
