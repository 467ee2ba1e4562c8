"""Rebates where other rows look at money: prices of `tests.model.test_price_bands`, by hand."""

from typing import Any

from allocator.domain.scenario import Scenario
from tests.families.edges import just_fails, just_holds
from tests.model.banded import buying, volume
from tests.plans import over_years, plan
from tests.scenarios import budget, in_force, line, policy, rates, rule, state, window, work_share


def test_floors_are_not_met_by_money_that_comes_back() -> None:
    """A pays 650 for ten: whoever counts 1,000 is wrong."""
    wanted = (budget("A", floor=650),)
    just_holds(volume(budgets=wanted), buying(10, 0))
    just_fails(volume(budgets=(budget("A", floor=651),)), buying(10, 0), "budget")
    # Just enough for the last band: 520, not the 720 of the first or the 800 of the list.
    just_holds(volume(budgets=(budget("A", floor=520),)), buying(8, 0))
    just_fails(volume(budgets=(budget("A", floor=521),)), buying(8, 0), "budget")
    states = (state("A", gdp=100_000, burden_floor=65), state("B", gdp=100_000))
    just_holds(volume(budgets=(), states=states), buying(10, 0))
    just_fails(volume(budgets=(), states=states), buying(9, 0), "burden")


def test_windows_see_what_comes_back() -> None:
    records: dict[str, Any] = {"length": 2, "line_rates": rates("L", 20, 20)}
    for ceiling, holds in ((520, True), (519, False)):
        seen = volume(
            800, 0, budget_windows=(window("A", "2026", "2027", ceiling=ceiling),), **records
        )
        bought = plan(delivered=over_years(("A", "L"), 8, 8))
        if holds:
            just_holds(seen, bought)
        else:
            just_fails(seen, bought, "budget")


def test_work_is_money_less_what_comes_back() -> None:
    """A puts 4 x 65 = 260 into L in B, where it has 30 % of the work of 8 x 65 = 520: 156 of 260.

    At list prices it would be 240 of 400, as much; but with one unit at home for 40, not.
    """
    shares = (work_share("L", "A", 3_000), work_share("L", "B", 7_000))

    def returning(rate: int) -> Scenario:
        return volume(
            policy=policy(return_rate=rate),
            budgets=(),
            lines=(line(unit_price=100, host="B"), line("M", unit_price=40)),
            line_rates=rates("L", 20) + rates("M", 9),
            work_shares=shares,
        )

    bought = plan(delivered={**buying(4, 4).delivered, ("A", "M", "2026"): 1})
    # 156 + 40 = 196 of 300; at list prices it would be 280 of 440.
    just_holds(returning(6_533), bought)
    just_fails(returning(6_534), bought, "footprint")


def test_missing_return_is_priced_less_rebates() -> None:
    shares = (work_share("L", "A", 1_000), work_share("L", "B", 2_000))
    elastic = policy(return_rate=5_000, return_rule="elastic", return_price=3_000)
    just_holds(volume(budgets=(), policy=elastic, work_shares=shares), buying(6, 3))


def test_caps_on_a_domain_look_at_prices_alone() -> None:
    def capped(value: int) -> Scenario:
        return volume(
            budgets=(),
            rules=(
                rule("R", "cap", scope="domain", on="land", value=value, states=("A",), binds="A"),
            ),
        )

    just_holds(capped(800), buying(8, 0))
    just_fails(capped(799), buying(8, 0), "pledges")


def test_a_plan_in_force_counts_what_it_gets_back() -> None:
    """Eight in force cost 520 now: six cost 540, ten 650."""
    held = tuple(in_force("delivered", code, "L", "2026", value=4) for code in "AB")
    limited = volume(policy=policy(burden_limit_in_force=True), budgets=(), plan_in_force=held)
    just_holds(limited, buying(4, 4))
    just_fails(limited, buying(3, 2), "burden")
    just_fails(limited, buying(5, 4), "burden")
    # One less in force is no saving but the first: 7 x 90.
    seven = (held[0], in_force("delivered", "B", "L", "2026", value=3))
    dearer = limited.replaced(plan_in_force=seven)
    just_holds(dearer, buying(4, 3))
    just_fails(dearer, buying(5, 2), "burden")
