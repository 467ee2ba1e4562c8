"""Pools by hand: P owns lots of L in ten shares each, A and B may be in it, and the small state S.

Calls: of every two lots one can answer at any time. In NORTH A and B call for one each, in SOUTH A
for two. With both in, two lots must answer in each of them, so P needs four lots: 10,000 x 2 <=
5,000 x 4. With B alone one must, in NORTH, and two lots are enough.
"""

import pytest

from allocator.domain.plan import Plan
from tests.families.edges import just_fails, just_holds
from tests.families.pools import calling, owning, pooling, shared
from tests.plans import over_years, plan
from tests.scenarios import call, capability, contract, line, member, pool, rates


@pytest.mark.parametrize("b", [5, 7])
def test_shares_add_up_to_lots(b: int) -> None:
    just_holds(pooling(), shared({"A": (4,), "B": (6,)}))
    just_fails(pooling(), shared({"A": (4,), "B": (b,)}), "pooling")


def test_lots_and_shares_never_fall() -> None:
    just_holds(
        pooling(count=2), shared({"A": (10, 12), "B": (0, 8)}, lots=(1, 2), operating=(1, 1))
    )
    just_fails(
        pooling(count=2),
        shared({"A": (10, 9), "B": (0, 11)}, lots=(1, 2), operating=(1, 1)),
        "pooling",
    )


def test_shares_are_not_sold_on_even_where_they_are_free() -> None:
    scenario = pooling(count=2, lines=(line(unit_price=0),))

    def sharing(b: int) -> Plan:
        return shared({"A": (9, 10 - b), "B": (1, b)}, lots=(1, 1), operating=(1, 1))

    just_holds(scenario, sharing(1))
    just_fails(scenario, sharing(2), "pooling")


def test_a_pool_goes_on_once_it_operates() -> None:
    just_holds(pooling(count=2), shared({"A": ()}, lots=(), operating=(0, 1)))
    just_fails(pooling(count=2), shared({"A": ()}, lots=(), operating=(1, 0)), "pooling")
    just_fails(pooling(count=2), plan(operating=over_years(("P",), 1, 0)), "pooling")


def test_no_pool_before_its_start() -> None:
    scenario = pooling(count=2, start="2027")
    just_holds(scenario, shared({"A": (0, 10)}, lots=(0, 1), operating=(0, 1)))
    just_fails(scenario, shared({"A": (0, 10)}, lots=(0, 1), operating=(1, 1)), "pooling")


def test_new_lots_only_while_it_operates() -> None:
    scenario = pooling(count=2)
    just_holds(scenario, shared({"A": (10, 10)}, lots=(1, 1), operating=(1, 1)))
    just_fails(scenario, shared({"A": (10, 10)}, lots=(1, 1), operating=(0, 1)), "pooling")


def test_stock_and_new_lots_stay_within_the_sizes() -> None:
    """Stock 1, between 2 and 3 lots: one or two new ones."""
    scenario = pooling(min_lots=2, max_lots=3, stock_lots=1)
    just_holds(scenario, shared({"A": (10,)}))
    just_holds(scenario, shared({"A": (10,), "B": (10,)}, lots=(2,)))
    just_fails(scenario, shared({"A": ()}, lots=(0,)), "pooling")
    just_fails(scenario, shared({"A": (15,), "B": (15,)}, lots=(3,)), "pooling")


def test_all_lines_together_stay_within_the_sizes() -> None:
    """Stock 1 of 3 lots at most, A with 7 shares to buy beside 3: of L and M together."""
    scenario = pooling(
        member("P", "A", most_share=10, shares_today=3),
        member("P", "B"),
        lines=(line(), line("M")),
        line_rates=rates("L", 9) + rates("M", 9),
        pools=(pool(max_lots=3, stock_lots=1, lines=("L", "M")),),
    )

    def buying(of_m: int, a_of_l: int) -> Plan:
        """A lot of L and `of_m` of M; A has 4 shares of M."""
        of_l = shared({"A": (a_of_l,), "B": (10 - a_of_l,)})
        decisions = {name: getattr(of_l, name) for name in of_l.__slots__}
        decisions["pool_delivered"] |= {("P", "M", "2026"): of_m}
        decisions["pool_shares"] |= {
            ("A", "P", "M", "2026"): 4,
            ("B", "P", "M", "2026"): 10 * of_m - 4,
        }
        return plan(**decisions)

    just_holds(scenario, buying(1, 3))
    just_fails(scenario, buying(2, 3), "pooling")
    just_fails(scenario, buying(1, 4), "pooling")


def test_a_pool_may_need_all_that_is_made() -> None:
    scenario = pooling(min_lots=2, line_rates=rates("L", 2))
    just_holds(scenario, shared({"A": (20,)}, lots=(2,)))
    just_fails(scenario, shared({"A": (10,)}, lots=(1,)), "pooling")


def test_a_pool_with_too_much_stock_cannot_operate() -> None:
    book = {"order_book": (contract("P", 1, period="2027"),)}
    just_holds(
        pooling(count=2, stock_lots=1, max_lots=2, **book),
        shared({"A": ()}, lots=(), operating=(1, 1)),
    )
    just_fails(
        pooling(count=2, stock_lots=1, max_lots=1, **book),
        shared({"A": ()}, lots=(), operating=(1, 1)),
        "pooling",
    )


@pytest.mark.parametrize("role", ["member", "candidate"])
def test_a_state_that_is_in_has_its_least_share(role: str) -> None:
    """Four, one of them from today."""
    scenario = pooling(member("P", "A"), member("P", "B", role=role, least_share=4, shares_today=1))
    just_holds(scenario, shared({"A": (7,), "B": (3,)}))
    just_fails(scenario, shared({"A": (8,), "B": (2,)}), "pooling")


def test_least_shares_are_owed_while_the_pool_operates() -> None:
    scenario = pooling(member("P", "A"), member("P", "B", role="member", least_share=4), count=2)
    just_holds(scenario, shared({"A": (0, 6), "B": (0, 4)}, lots=(0, 1), operating=(0, 1)))
    just_fails(
        scenario, shared({"A": (0, 6), "B": (0, 4)}, lots=(0, 1), operating=(1, 1)), "pooling"
    )


@pytest.mark.parametrize(("today", "most"), [(0, 4), (3, 7), (9, 13)])
def test_a_state_has_no_more_than_its_most(today: int, most: int) -> None:
    scenario = pooling(member("P", "A"), member("P", "B", most_share=most, shares_today=today))
    just_holds(scenario, shared({"A": (6,), "B": (4,)}))
    just_fails(scenario, shared({"A": (5,), "B": (5,)}), "pooling")


def test_shares_are_for_those_who_are_in() -> None:
    just_holds(pooling(), shared({"A": (9,), "B": (1,)}))
    just_fails(pooling(), shared({"A": (9,), "B": (1,)}, join=("A",)), "pooling")


def test_the_stock_of_a_pool_joins_its_lots() -> None:
    """Contracts of 3 units make one lot of 2: with it, one new lot is enough for two."""
    scenario = pooling(
        min_lots=2, capabilities=(capability(lot=2),), order_book=(contract("P", 3),)
    )
    just_holds(scenario, shared({"A": (10,)}))
    just_fails(scenario, shared({"A": ()}, lots=(0,)), "pooling")


def test_the_lots_that_can_answer_meet_all_calls_at_once() -> None:
    just_holds(calling(), owning(4, "A", "B"))
    just_fails(calling(), owning(3, "A", "B"), "pooling")
    just_holds(calling(), owning(2, "B"))
    just_fails(calling(), owning(1, "B"), "pooling")
    just_fails(calling(), owning(3, "A"), "pooling")


def test_the_stock_answers_calls_too() -> None:
    just_holds(calling(stock_lots=1), owning(3, "A", "B"))
    just_fails(calling(stock_lots=1), owning(2, "A", "B"), "pooling")


def test_a_part_of_a_lot_answers_no_call() -> None:
    scenario = calling(availability=9_999, calls=(call("P", "A", 1),))
    just_holds(scenario, owning(2, "A"))
    just_fails(scenario, owning(1, "A"), "pooling")


def test_nothing_answers_where_nothing_is_available() -> None:
    scenario = calling(availability=0, calls=(call("P", "A", 1),))
    just_holds(scenario, owning(1, "B"))
    just_fails(scenario, owning(1, "A"), "pooling")


@pytest.mark.parametrize("role", ["member", "candidate"])
@pytest.mark.parametrize("stock", [0, 1])
def test_calls_are_met_in_every_period_in_which_the_pool_operates(role: str, stock: int) -> None:
    """A alone calls for two lots at once in SOUTH: four, of which the stock may be one."""
    scenario = calling(member("P", "A", role=role), count=2, stock_lots=stock)
    new = 4 - stock

    def bought(operating: tuple[int, int], *lots: int) -> Plan:
        return shared({"A": tuple(10 * each for each in lots)}, lots=lots, operating=operating)

    just_holds(scenario, bought((0, 1), 0, new))
    just_holds(scenario, bought((1, 1), new, new))
    just_fails(scenario, bought((1, 1), 0, new), "pooling")
    just_fails(scenario, bought((1, 1), new - 1, new), "pooling")
    just_fails(scenario, bought((0, 1), 0, new - 1), "pooling")


def test_nobody_has_shares_where_there_can_be_no_lot() -> None:
    """A lot has ten shares, and all states together may have nine."""
    scenario = pooling(member("P", "A", most_share=9))
    just_fails(scenario, shared({"A": (1,)}, lots=(0,)), "pooling")
    just_holds(scenario, shared({"A": (0,)}, lots=(0,)))
