"""Loans by hand.

A buys one unit of L at 100 kEUR, 40 a year before delivery and 60 with it, delivered in 2027. Its
ceilings are 40 and 0, so it needs a loan of 60 in 2027: the fund must have that much for A, and as
no more than 60 falls due then, an amount of 61 gives no more.
"""

from typing import Any

import pytest

from allocator.domain.scenario import Scenario
from allocator.model.build import build
from tests.families.edges import just_fails, just_holds
from tests.plans import over_years, plan
from tests.scenarios import (
    budget,
    fund,
    fund_limit,
    line,
    member,
    pool,
    profile,
    rates,
    state,
    tiny,
    years,
)

LATE = profile((-1, 4_000), (0, 6_000))


def borrowing(*ceilings: int, limit: int = 0, **records: Any) -> Scenario:
    """A buys from L or M at 100 kEUR a unit, with these ceilings and 60 kEUR from F.

    So much may be carried from one year into the next.
    """
    count = len(ceilings)
    return tiny(
        periods=years(count),
        line_rates=rates("L", *[9] * count) + rates("M", *[9] * count),
        budgets=tuple(
            budget("A", str(2026 + year), ceiling=ceiling, carry_over_limit=limit)
            for year, ceiling in enumerate(ceilings)
        ),
        **{
            "lines": (line("L", unit_price=100), line("M", unit_price=100)),
            "funds": (fund(),),
            "fund_limits": (fund_limit("A", 60),),
            **records,
        },
    )


def buying(
    *lots: int, line: str = "L", loan: tuple[int, ...] = (), carry: tuple[int, ...] = ()
) -> Any:
    """What A has by the end of each year, draws from F and carries on."""
    return plan(
        delivered=over_years(("A", line), *lots),
        loan=over_years(("A", "F"), *loan),
        carry=over_years(("A",), *carry),
    )


def test_the_example_by_hand() -> None:
    lines = (line("L", unit_price=100, payment_profile=LATE),)
    just_holds(borrowing(40, 0, lines=lines), buying(0, 1, loan=(0, 60)))
    just_fails(borrowing(40, 0, lines=lines), buying(0, 1, loan=(0, 59)), "budget")
    just_fails(borrowing(39, 1, lines=lines), buying(0, 1, loan=(0, 60)), "budget")
    rich: dict[str, Any] = {"lines": lines, "fund_limits": (fund_limit("A", 61),)}
    just_fails(borrowing(40, 0, **rich), buying(0, 1, loan=(0, 61)), "origin")


def test_the_amount_is_for_the_horizon() -> None:
    just_holds(borrowing(70, 70, 500), buying(1, 2, 2, loan=(30, 30)))
    just_fails(borrowing(70, 69, 500), buying(1, 2, 2, loan=(30, 31)), "origin")


def test_only_members_with_an_amount_draw() -> None:
    just_fails(borrowing(40, fund_limits=(fund_limit("B", 60),)), buying(1, loan=(60,)), "origin")
    just_fails(borrowing(40, funds=(fund(states=("B",)),)), buying(1, loan=(60,)), "origin")


@pytest.mark.parametrize(
    ("product", "asked", "lends"),
    [
        ({"inside_share": 6_500}, {"min_inside_share": 6_500}, True),
        ({"inside_share": 6_499}, {"min_inside_share": 6_500}, False),
        ({"design_authority_inside": False}, {}, True),
        ({"design_authority_inside": False}, {"needs_design_authority": True}, False),
        ({"design_authority_inside": True}, {"needs_design_authority": True}, True),
    ],
)
def test_a_product_is_eligible_by_itself(
    product: dict[str, Any], asked: dict[str, Any], lends: bool
) -> None:
    lines = (line("L", unit_price=100, **product), line("M", unit_price=100))
    scenario = borrowing(40, lines=lines, funds=(fund(**asked),))
    if lends:
        just_holds(scenario, buying(1, loan=(60,)))
    else:
        just_fails(scenario, buying(1, loan=(60,)), "origin")
        just_holds(scenario, buying(1, line="M", loan=(60,)))


def test_a_loan_pays_in_the_period_in_which_it_falls_due() -> None:
    """Nothing falls due in 2026: money of that year cannot be borrowed for the next."""
    carried = borrowing(0, 40, limit=60)
    just_holds(carried, buying(0, 1, loan=(0, 60)))
    just_fails(carried, buying(0, 1, loan=(60, 0), carry=(60,)), "origin")


def test_a_loan_of_one_year_leaves_own_money_for_the_next() -> None:
    """100 due in each year: 100 of its own and 60 lent in 2026 leave 60 for 2027."""

    just_holds(borrowing(100, 40, limit=60), buying(1, 2, loan=(60, 0), carry=(60,)))
    just_fails(borrowing(100, 40, limit=59), buying(1, 2, loan=(60, 0), carry=(59,)), "budget")
    just_holds(borrowing(100, 40, limit=59), buying(1, 2, loan=(0, 60)))


def test_a_payment_is_lent_for_once() -> None:
    """100 for L, which both F and G may lend for, and 100 for M, which is for G alone."""
    two: dict[str, Any] = {
        "funds": (fund("F", min_inside_share=8_000), fund("G")),
        "lines": (line("L", unit_price=100), line("M", unit_price=100, inside_share=5_000)),
        "fund_limits": (fund_limit("A", 150, "F"), fund_limit("A", 150, "G")),
    }
    both: dict[str, Any] = {"delivered": {("A", "L", "2026"): 1, ("A", "M", "2026"): 1}}

    def lent(first: int, second: int) -> Any:
        return plan(**both, loan={("A", "F", "2026"): first, ("A", "G", "2026"): second})

    just_holds(borrowing(0, **two), lent(100, 100))
    just_holds(borrowing(0, **two), lent(50, 150))
    just_fails(borrowing(0, **two), lent(101, 99), "origin")
    just_fails(borrowing(0, **two), lent(100, 101), "origin")
    just_fails(borrowing(1, **two), lent(101, 98), "origin")


def test_shares_are_lent_for_and_fees_are_not() -> None:
    """Ten shares of 10 kEUR; 7 to lead the pool, which are A's own."""
    pooled: dict[str, Any] = {
        "pools": (pool(startup_cost=7),),
        "pool_members": (member("P", "A"),),
        "fund_limits": (fund_limit("A", 200),),
    }

    def shared(loan: int) -> Any:
        return plan(
            pool_delivered={("P", "L", "2026"): 1},
            pool_shares={("A", "P", "L", "2026"): 10},
            open={("P",): 1},
            operating={("P", "2026"): 1},
            lead={("A", "P"): 1},
            join={("A", "P"): 1},
            loan={("A", "F", "2026"): loan},
        )

    just_holds(borrowing(7, **pooled), shared(100))
    just_fails(borrowing(6, **pooled), shared(101), "origin")


def joint(*ceilings: int, start: str = "2026", **records: Any) -> Scenario:
    """F lends to A and B for joint buying alone; C is none of its states."""
    customers = {"customers": ("A", "B", "C")}
    return borrowing(
        *ceilings,
        states=(state("A"), state("B"), state("C")),
        **{
            "lines": (
                line("L", unit_price=100, **customers),
                line("M", unit_price=100, **customers),
            ),
            "funds": (fund(joint_from_period=start),),
            **records,
        },
    )


def beside(other: str, *lots: int, line: str = "L", loan: tuple[int, ...]) -> Any:
    """A buys one unit of L in 2026 and borrows; somebody else buys, too."""
    delivered = over_years(("A", "L"), *[1] * len(loan)) | over_years((other, line), *lots)
    return plan(delivered=delivered, loan=over_years(("A", "F"), *loan))


def test_joint_buying_takes_two_states_of_the_fund_and_one_line() -> None:
    just_holds(joint(40), beside("B", 1, loan=(60,)))
    just_fails(joint(40), buying(1, loan=(60,)), "origin")
    just_fails(joint(40), beside("B", 1, line="M", loan=(60,)), "origin")
    just_fails(joint(40), beside("C", 1, loan=(60,)), "origin")


def test_any_two_of_three_states_buy_jointly() -> None:
    three: dict[str, Any] = {"funds": (fund(states=("A", "B", "C"), joint_from_period="2026"),)}
    just_holds(joint(40, **three), beside("B", 1, loan=(60,)))
    just_holds(joint(40, **three), beside("C", 1, loan=(60,)))
    just_fails(joint(40, **three), buying(1, loan=(60,)), "origin")


def test_who_buys_by_the_end_buys_jointly() -> None:
    just_holds(joint(40, 0), beside("B", 0, 1, loan=(60, 0)))


def test_joint_buying_is_asked_for_from_a_period_on() -> None:
    """One unit each year: 100 alone in 2026, when that was open, and 100 in 2027."""
    later = joint(40, 40, start="2027", fund_limits=(fund_limit("A", 120),))
    just_holds(later, plan(delivered=over_years(("A", "L"), 1, 1), loan={("A", "F", "2026"): 60}))
    just_fails(later, buying(1, 2, loan=(60, 60)), "origin")
    both = plan(
        delivered=over_years(("A", "L"), 1, 2) | over_years(("B", "L"), 1, 1),
        loan=over_years(("A", "F"), 60, 60),
    )
    just_holds(later, both)


def test_what_is_bought_alone_stays_out_of_joint_payments() -> None:
    """Two units of L jointly and one of M alone: 200 of 300 are lent for."""
    delivered = {("A", "L", "2026"): 2, ("A", "M", "2026"): 1, ("B", "L", "2026"): 1}

    def lent(amount: int, own: int) -> tuple[Scenario, Any]:
        scenario = joint(own, fund_limits=(fund_limit("A", 300),))
        return scenario, plan(delivered=delivered, loan={("A", "F", "2026"): amount})

    just_holds(*lent(200, 100))
    just_fails(*lent(201, 99), "origin")


def test_joint_payments_are_of_eligible_lines_alone() -> None:
    lines = (
        line("L", unit_price=100),
        line("M", unit_price=100, inside_share=5_000),
    )
    scenario = joint(
        140,
        lines=lines,
        funds=(fund(joint_from_period="2026", min_inside_share=6_500),),
        fund_limits=(fund_limit("A", 300),),
    )
    both = {("A", "L", "2026"): 1, ("A", "M", "2026"): 1}
    jointly = both | {("B", "L", "2026"): 1, ("B", "M", "2026"): 1}
    just_holds(scenario, plan(delivered=jointly, loan={("A", "F", "2026"): 60}))
    just_fails(scenario, plan(delivered=jointly, loan={("A", "F", "2026"): 101}), "origin")
    just_fails(scenario, plan(delivered=both, loan={("A", "F", "2026"): 60}), "origin")


def test_shares_are_joint_buying_and_make_lots_joint() -> None:
    """B has ten shares of a lot of L: A's own lot of L is bought jointly then."""
    pooled: dict[str, Any] = {
        "pools": (pool(),),
        "pool_members": (member("P", "A"), member("P", "B")),
    }

    def shared(a: int, lots: int, loan: int) -> Any:
        held = {("A", "P", "L", "2026"): a, ("B", "P", "L", "2026"): 10 - a}
        return plan(
            delivered={("A", "L", "2026"): lots} if lots else {},
            pool_delivered={("P", "L", "2026"): 1},
            pool_shares={key: shares for key, shares in held.items() if shares},
            open={("P",): 1},
            operating={("P", "2026"): 1},
            lead={("B", "P"): 1},
            join={("A", "P"): 1, ("B", "P"): 1} if a else {("B", "P"): 1},
            loan={("A", "F", "2026"): loan},
        )

    just_holds(joint(40, **pooled), shared(0, 1, 60))
    just_holds(joint(40, **pooled), shared(10, 0, 60))
    just_holds(joint(140, **pooled), shared(10, 1, 60))
    rich: dict[str, Any] = {**pooled, "fund_limits": (fund_limit("A", 200),)}
    just_holds(joint(50, **rich), shared(5, 1, 100))
    just_fails(joint(99, **rich), shared(10, 1, 101), "origin")


def test_loans_of_a_plan_are_no_larger_than_they_must_be() -> None:
    """60 are drawn where 25 and 20 are needed."""
    model = build(borrowing(75, 80))
    stated = model.plan(model.vector(buying(1, 2, loan=(30, 30))))
    assert stated.loan == over_years(("A", "F"), 25, 20)
    assert stated.carry == {}
