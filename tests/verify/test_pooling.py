"""Lots, shares and calls of a pool."""

from typing import Any

from allocator.verify.verify import violations
from tests.plans import broken, over_years, plan, subjects
from tests.scenarios import call, contract, line, member, pool, rates
from tests.verify.pooled import changed, pooled, sharing


def test_lots_are_wholly_shared() -> None:
    assert broken(pooled(), sharing(A=6, B=4)) == set()
    assert subjects(pooled(), sharing(A=6, B=3)) == [("P", "L", "2026")]
    assert subjects(pooled(), sharing(A=6, B=5)) == [("P", "L", "2026")]
    assert broken(pooled(), sharing(A=6, B=3)) == {"pooling"}


def test_each_line_is_shared_by_itself() -> None:
    """A lot of L and a lot of M: twenty shares, but ten of each."""
    scenario = pooled(
        lines=(line(), line("M")),
        line_rates=rates("L", 9) + rates("M", 9),
        pools=(pool(lines=("L", "M")),),
    )
    base = sharing(lots=1, A=10)
    lots = {**base.pool_delivered, ("P", "M", "2026"): 1}
    right = changed(
        base,
        pool_delivered=lots,
        pool_shares={
            ("A", "P", "L", "2026"): 10,
            ("A", "P", "M", "2026"): 10,
        },
    )
    wrong = changed(
        base,
        pool_delivered=lots,
        pool_shares={
            ("A", "P", "L", "2026"): 11,
            ("A", "P", "M", "2026"): 9,
        },
    )
    assert broken(scenario, right) == set()
    assert broken(scenario, wrong) == {"pooling"}


def test_lots_and_shares_do_not_fall() -> None:
    scenario = pooled(periods=2)
    falling = changed(
        sharing(periods=2, A=10),
        pool_delivered=over_years(("P", "L"), 2, 1),
        pool_shares=over_years(("A", "P", "L"), 20, 10),
    )
    assert subjects(scenario, falling) == [("P", "L", "2027"), ("A", "P", "L", "2027")]


def test_shares_are_not_sold_on() -> None:
    scenario = pooled(periods=2)
    sold = changed(
        sharing(periods=2, A=6, B=4),
        pool_shares={**over_years(("A", "P", "L"), 6, 5), **over_years(("B", "P", "L"), 4, 5)},
    )
    assert subjects(scenario, sold) == [("A", "P", "L", "2027")]


def test_an_open_pool_is_one_that_operates_at_the_end() -> None:
    base = sharing(periods=2, A=10)
    later = changed(
        base,
        operating=over_years(("P",), 0, 1),
        pool_delivered=over_years(("P", "L"), 0, 1),
        pool_shares=over_years(("A", "P", "L"), 0, 10),
    )
    assert broken(pooled(periods=2), later) == set()
    stopped = changed(later, operating=over_years(("P",), 1, 0), pool_delivered={}, pool_shares={})
    assert set(subjects(pooled(periods=2), stopped)) == {("P",), ("P", "2027")}
    assert ("P",) in subjects(pooled(), plan(operating={("P", "2026"): 1}))


def test_no_operation_before_the_start() -> None:
    base = sharing(periods=2, A=10)
    assert broken(pooled(periods=2, start="2026"), base) == set()
    assert subjects(pooled(periods=2, start="2027"), base) == [("P", "2026")]


def test_no_new_lots_without_operation() -> None:
    idle = changed(sharing(periods=2, A=10), operating=over_years(("P",), 0, 1))
    assert subjects(pooled(periods=2), idle) == [("P", "2026")]


def test_lots_stay_within_bounds_while_it_operates() -> None:
    """Two in stock and one under contract: with one new lot four."""
    records: dict[str, Any] = {"stock_lots": 2, "order_book": (contract("P", 1),)}
    assert broken(pooled(min_lots=4, max_lots=4, **records), sharing(A=10)) == set()
    assert subjects(pooled(min_lots=5, max_lots=9, **records), sharing(A=10)) == [("P", "2026")]
    assert subjects(pooled(min_lots=0, max_lots=3, **records), sharing(A=10)) == [("P", "2026")]
    # A closed pool keeps its stock, whatever the bounds.
    assert broken(pooled(min_lots=5, max_lots=9, **records), plan()) == set()
    # More in stock than allowed: it cannot operate even without new lots.
    crowded = pooled(min_lots=0, max_lots=2, **records)
    assert subjects(crowded, sharing(lots=0, A=0)) == [("P", "2026")]


def test_shares_are_for_those_who_are_in() -> None:
    base = sharing(A=6, B=4)
    assert subjects(pooled(), changed(base, join={("A", "P"): 1})) == [("B", "P", "2026")]


def test_least_and_most_shares_count_those_of_today() -> None:
    def members(**fields: int) -> tuple[Any, ...]:
        return (member("P", "A"), member("P", "B", **fields))

    base = sharing(A=6, B=4)
    assert broken(pooled(members(shares_today=3, least_share=7)), base) == set()
    assert subjects(pooled(members(shares_today=3, least_share=8)), base) == [("B", "P", "2026")]
    assert broken(pooled(members(shares_today=3, most_share=7)), base) == set()
    assert subjects(pooled(members(shares_today=3, most_share=6)), base) == [("B", "P", "2026")]
    # More today than allowed: no more to buy, nothing to give back.
    crowded = pooled(members(shares_today=9, most_share=6))
    assert broken(crowded, sharing(A=10, B=0)) == set()
    assert subjects(crowded, sharing(A=9, B=1)) == [("B", "P", "2026")]


def test_least_shares_bind_only_while_it_operates() -> None:
    members = (member("P", "A", least_share=5),)
    later = changed(
        sharing(periods=2, A=10),
        operating=over_years(("P",), 0, 1),
        pool_delivered=over_years(("P", "L"), 0, 1),
        pool_shares=over_years(("A", "P", "L"), 0, 10),
    )
    assert broken(pooled(members, periods=2), later) == set()
    operating = changed(later, operating=over_years(("P",), 1, 1))
    assert subjects(pooled(members, periods=2), operating) == [("A", "P", "2026")]


def test_calls_are_told_with_the_lots_they_take() -> None:
    """Two of ten lots' worth of calls: at 40 % five lots are needed for two that answer."""
    calls = (call("P", "A", 1), call("P", "B", 1), call("P", "S", 3), call("P", "A", 1, "WAR"))
    scenario = pooled(calls=calls, availability=4_000, stock_lots=3)
    assert broken(scenario, sharing(lots=2, A=10, B=10)) == set()
    (violation,) = violations(scenario, sharing(A=6, B=4))
    assert violation.subject == ("CRISIS", "P", "2026")
    assert violation.message == (
        "those who are in call for 2 lots at once, and 1 of its 4 lots can answer; it takes 5 lots"
    )
    (nothing,) = violations(
        pooled(calls=(call("P", "A", 1),), availability=0), sharing(lots=1, A=10)
    )
    assert nothing.message == (
        "those who are in call for 1 lot at once, and 0 of its 1 lot can answer"
    )


def test_nobody_calls_before_the_pool_operates() -> None:
    scenario = pooled(periods=2, calls=(call("P", "A", 1),))
    later = changed(
        sharing(periods=2, A=10),
        operating=over_years(("P",), 0, 1),
        pool_delivered=over_years(("P", "L"), 0, 1),
        pool_shares=over_years(("A", "P", "L"), 0, 10),
    )
    assert broken(scenario, later) == set()
    early = changed(later, operating=over_years(("P",), 1, 1))
    assert subjects(scenario, early) == [("CRISIS", "P", "2026")]
