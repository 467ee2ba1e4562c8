"""Money by hand.

A has 60 kEUR in 2026 and 90 in 2027, of which it may carry 30 on, and 120 in a window of both. Two
units of L at 50 each, one a year, running for 10 a year each: 60 fall due in 2026 and 70 in 2027,
10 more than the window has. A loan of 10 pays the rest: in 2026 it would leave 10 to be carried, in
2027 it leaves 30 unused.
"""

from typing import Any

import pytest

from allocator.domain.scenario import Scenario
from allocator.model.build import build
from tests.families.budgets import buying, spending
from tests.families.edges import BOUNDS, just_fails, just_holds, model_breaks
from tests.plans import over_years, plan
from tests.scenarios import (
    budget,
    capability,
    contract,
    fund,
    fund_limit,
    line,
    member,
    pool,
    profile,
    window,
)


@pytest.mark.parametrize(
    ("parts", "holds", "fails"),
    [
        (((0, 10_000),), (100, 0), (99, 500)),
        (((-1, 5_000), (0, 5_000)), (100, 0), (99, 500)),
        (((0, 3_333), (1, 6_667)), (33, 67), (33, 66)),
        (((0, 3_333), (1, 6_667)), (33, 67), (32, 500)),
        (((0, 2_000), (1, 3_000), (4, 5_000)), (20, 80), (20, 79)),
    ],
)
def test_a_lot_falls_due_by_its_profile(
    parts: Any, holds: tuple[int, ...], fails: tuple[int, ...]
) -> None:
    """Delivered in 2026; parts beyond the horizon fall due at its ends, and no kEUR is lost."""
    lines = (line(unit_price=100, customers=("A",), payment_profile=profile(*parts)),)
    just_holds(spending(*holds, lines=lines), buying(1, 1))
    just_fails(spending(*fails, lines=lines), buying(1, 1), "budget")


def test_only_new_deliveries_are_paid() -> None:
    just_holds(spending(100, 200), buying(1, 3))
    just_fails(spending(100, 200), buying(1, 4), "budget")


def test_what_is_held_costs_in_every_period() -> None:
    """25 kEUR a year for a unit, beside its price."""
    costly = (capability(operating_cost=25),)
    just_holds(spending(125, 25, capabilities=costly), buying(1, 1))
    just_fails(spending(124, 25, capabilities=costly), buying(1, 1), "budget")
    just_fails(spending(125, 24, capabilities=costly), buying(1, 1), "budget")


def test_unspent_money_is_carried_within_its_limit() -> None:
    def saving(limit: int) -> Scenario:
        return spending(
            100,
            100,
            budgets=(
                budget("A", ceiling=100, carry_over_limit=limit),
                budget("A", "2027", ceiling=100),
            ),
        )

    just_holds(saving(100), buying(0, 2, carry={("A", "2026"): 100}))
    just_fails(saving(99), buying(0, 2, carry={("A", "2026"): 99}), "budget")
    just_fails(saving(99), buying(0, 2, carry={("A", "2026"): 100}), "budget")


def test_what_is_spent_is_not_carried() -> None:
    """50 of 150 are left: enough for a lot beside 50, not beside 49."""

    def saving(second: int) -> Scenario:
        return spending(
            150,
            second,
            100,
            budgets=(
                budget("A", ceiling=150, carry_over_limit=100),
                budget("A", "2027", ceiling=second),
                budget("A", "2028", ceiling=100),
            ),
        )

    just_holds(saving(50), buying(1, 2, 2, carry={("A", "2026"): 50}))
    for carried in (50, 51):
        just_fails(saving(49), buying(1, 2, 2, carry={("A", "2026"): carried}), "budget")


def test_savings_add_up() -> None:
    """Two years of 100 and one of 99 for three lots, and all that is left of a year in between."""

    def saving(last: int) -> Scenario:
        return spending(
            100,
            100,
            last,
            budgets=tuple(
                budget("A", str(2026 + year), ceiling=ceiling, carry_over_limit=200)
                for year, ceiling in enumerate((100, 100, last))
            ),
        )

    saved = buying(0, 0, 3, carry=over_years(("A",), 100, 200))
    just_holds(saving(100), saved)
    just_fails(saving(99), saved, "budget")


def test_unpaid_contracts_take_from_the_ceiling() -> None:
    book = (contract("A", 1, unpaid=40),)
    just_holds(spending(140, order_book=book), buying(1))
    just_fails(spending(139, order_book=book), buying(1), "budget")


@pytest.mark.parametrize(("unpaid", "gives_way"), [(0, False), (1, True)])
def test_a_ceiling_gives_way_to_old_contracts_alone(unpaid: int, gives_way: bool) -> None:
    """Then no bound may stand for the row: two lots in a year with money for one break it."""
    budgets = (budget("A", ceiling=100, carry_over_limit=50), budget("A", "2027", ceiling=100))
    book = (contract("A", 1, unpaid=unpaid),)
    model = build(spending(100, 100, budgets=budgets, order_book=book))
    rows = zip(model.program.rows, model.program.elastic, strict=True)
    assert {row.codes: elastic for row, elastic in rows}["A", "2026"] == gives_way
    assert model_breaks(model, buying(2, 2)) == ({"budget"} if gives_way else {"budget", BOUNDS})


def test_a_floor_must_be_spent() -> None:
    def least(floor: int) -> Scenario:
        return spending(0, budgets=(budget("A", ceiling=300, floor=floor),))

    just_holds(least(200), buying(2))
    just_fails(least(201), buying(2), "budget")


def test_funding_is_paid_in_tenths() -> None:
    """A step of 1,001 kEUR: each tenth is 101."""
    lines = (line(customers=("A",), step=1_000, step_cost=1_001, max_steps=1),)
    grown = {"expansion": {("L", "2026"): 1}, "funding": {("A", "L", "2026"): 10}}
    just_holds(spending(1_010, lines=lines), plan(**grown))
    just_fails(spending(1_009, lines=lines), plan(**grown), "budget")


def test_shares_fees_and_start_up_are_paid() -> None:
    """A leads: 50 to start, 10 shares of 100 x 0.95 / 10 rounded up; B enters for 7."""

    def pooled(a: int, b: int) -> Scenario:
        return spending(
            a,
            budgets=(budget("A", ceiling=a), budget("B", ceiling=b)),
            pools=(pool(startup_cost=50, entry_fee=7, price_factor=950),),
            pool_members=(member("P", "A"), member("P", "B")),
        )

    sharing = plan(
        pool_delivered={("P", "L", "2026"): 1},
        pool_shares={("A", "P", "L", "2026"): 10},
        open={("P",): 1},
        operating={("P", "2026"): 1},
        lead={("A", "P"): 1},
        join={("A", "P"): 1, ("B", "P"): 1},
    )
    just_holds(pooled(150, 7), sharing)
    just_fails(pooled(149, 7), sharing, "budget")
    just_fails(pooled(150, 6), sharing, "budget")


def test_the_example_by_hand() -> None:
    def example(loan: int) -> Scenario:
        return spending(
            60,
            90,
            limit=30,
            budget_windows=(window("A", "2026", "2027", ceiling=120),),
            capabilities=(capability(operating_cost=10),),
            lines=(line(unit_price=50, customers=("A",)),),
            funds=(fund(),),
            fund_limits=(fund_limit("A", loan),),
        )

    early, late = {("A", "F", "2026"): 10}, {("A", "F", "2027"): 10}
    just_holds(example(10), buying(1, 2, loan=early, carry={("A", "2026"): 10}))
    just_holds(example(10), buying(1, 2, loan=late))
    just_fails(example(9), buying(1, 2, loan={("A", "F", "2027"): 9}), "budget")


def test_loans_pay_beside_the_ceiling_and_count_for_floors() -> None:
    def lent(floor: int, ceiling: int) -> Scenario:
        return spending(
            0,
            budgets=(budget("A", ceiling=ceiling, floor=floor),),
            budget_windows=(window("A", ceiling=ceiling, floor=floor),),
            funds=(fund(),),
            fund_limits=(fund_limit("A", 70),),
        )

    borrowed = buying(1, loan={("A", "F", "2026"): 70})
    just_holds(lent(100, 30), borrowed)
    just_fails(lent(101, 30), borrowed, "budget")
    just_fails(lent(100, 29), borrowed, "budget")
