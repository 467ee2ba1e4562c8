from typing import Any

from allocator.domain.scenario import Scenario
from allocator.verify.verify import violations
from tests.plans import broken, over_years, plan, subjects
from tests.scenarios import (
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


def lending(count: int = 1, **records: Any) -> Scenario:
    """L and M at 10 a unit, M made inside to a half; F asks for more than that, G does not."""
    return tiny(
        periods=years(count),
        states=(state("A"), state("B"), state("C")),
        line_rates=rates("L", *[9] * count) + rates("M", *[9] * count),
        **{
            "lines": (
                line("L", unit_price=10, customers=("A", "B", "C")),
                line("M", unit_price=10, inside_share=5_000),
            ),
            "funds": (fund("F", min_inside_share=6_500), fund("G")),
            "fund_limits": (fund_limit("A", 20, "F"), fund_limit("A", 30, "G")),
            **records,
        },
    )


def drawing(lots: int, other: int = 0, **loans: int) -> Any:
    """A buys from L and M and draws in 2026."""
    bought = {("A", "L", "2026"): lots, ("A", "M", "2026"): other}
    return plan(
        delivered={key: value for key, value in bought.items() if value},
        loan={("A", code, "2026"): amount for code, amount in loans.items() if amount},
    )


def test_no_more_is_drawn_than_the_fund_gives() -> None:
    assert broken(lending(), drawing(3, F=20)) == set()
    assert subjects(lending(), drawing(3, F=21)) == [("A", "F")]
    later = plan(delivered=over_years(("A", "L"), 2, 4), loan=over_years(("A", "F"), 20, 1))
    assert subjects(lending(2), later) == [("A", "F")]


def test_who_has_no_amount_or_is_no_member_draws_nothing() -> None:
    assert subjects(lending(fund_limits=()), drawing(3, F=1)) == [("A", "F")]
    outside = lending(funds=(fund("F", states=("B", "C")), fund("G")))
    assert subjects(outside, drawing(3, F=1)) == [("A", "F")]


def test_a_product_is_eligible_by_itself() -> None:
    assert subjects(lending(), drawing(1, 3, F=11)) == [("A", "F", "2026")]
    assert broken(lending(), drawing(1, 3, F=10)) == set()
    designed = (line("L", unit_price=10, design_authority_inside=False), line("M", unit_price=10))
    asked = lending(lines=designed, funds=(fund("F", needs_design_authority=True), fund("G")))
    assert subjects(asked, drawing(1, 1, F=11)) == [("A", "F", "2026")]
    assert broken(asked, drawing(1, 1, F=10)) == set()


def test_each_payment_is_lent_for_once() -> None:
    assert broken(lending(), drawing(1, 2, F=10, G=20)) == set()
    assert subjects(lending(), drawing(1, 1, F=10, G=11)) == [("A", "F", "G", "2026")]
    assert subjects(lending(), drawing(1, 1, F=11, G=10)) == [("A", "F", "2026")]


def test_a_loan_pays_when_the_payment_falls_due() -> None:
    lines = (line(unit_price=10, payment_profile=profile((0, 5_000), (1, 5_000))), line("M"))
    parts = plan(delivered=over_years(("A", "L"), 2, 2), loan=over_years(("A", "F"), 10, 10))
    assert broken(lending(2, lines=lines), parts) == set()
    early = plan(delivered=over_years(("A", "L"), 2, 2), loan=over_years(("A", "F"), 11, 9))
    assert subjects(lending(2, lines=lines), early) == [("A", "F", "2026")]


def joint(count: int, start: str) -> Scenario:
    return lending(count, funds=(fund("F", joint_from_period=start), fund("G")))


def test_joint_buying_takes_another_state_of_the_fund() -> None:
    alone = {("A", "L", "2026"): 1}
    loan = {("A", "F", "2026"): 10}
    for others, holds in (
        ({}, False),
        ({("B", "L", "2026"): 1}, True),
        ({("B", "M", "2026"): 1}, False),
        ({("C", "L", "2026"): 1}, False),
    ):
        bought = plan(delivered=alone | others, loan=loan)
        assert subjects(joint(1, "2026"), bought) == ([] if holds else [("A", "F", "2026")])


def test_joint_buying_is_asked_for_from_its_period_on() -> None:
    first = plan(delivered=over_years(("A", "L"), 1, 2), loan=over_years(("A", "F"), 10))
    assert broken(joint(2, "2027"), first) == set()
    second = plan(delivered=over_years(("A", "L"), 1, 2), loan=over_years(("A", "F"), 0, 10))
    assert subjects(joint(2, "2027"), second) == [("A", "F", "2027")]
    assert broken(joint(2, "2027"), plan(delivered=second.delivered)) == set()


def test_shares_are_joint_buying() -> None:
    """Ten shares of 1 each; lots of the same line are A's alone until B has a share."""
    pooled = joint(1, "2026").replaced(
        pools=(pool(),), pool_members=(member("P", "A"), member("P", "B"))
    )

    def sharing(a: int, loan: int) -> Any:
        held = {("A", "P", "L", "2026"): a, ("B", "P", "L", "2026"): 10 - a}
        return plan(
            delivered={("A", "L", "2026"): 1},
            pool_delivered={("P", "L", "2026"): 1},
            pool_shares={key: shares for key, shares in held.items() if shares},
            open={("P",): 1},
            operating={("P", "2026"): 1},
            join={("A", "P"): 1, ("B", "P"): 1},
            lead={("A", "P"): 1},
            loan={("A", "F", "2026"): loan},
        )

    assert broken(pooled, sharing(9, 19)) == set()
    assert broken(pooled, sharing(10, 10)) == set()
    assert subjects(pooled, sharing(10, 11)) == [("A", "F", "2026")]


def test_messages_name_fund_and_amounts() -> None:
    def told(scenario: Scenario, candidate: Any) -> list[str]:
        return [str(violation) for violation in violations(scenario, candidate)]

    assert told(lending(), drawing(3, F=21)) == [
        "origin[A, F]: draws EUR 0.021 m but may draw EUR 0.020 m"
    ]
    assert told(lending(), drawing(1, 1, F=10, G=11)) == [
        "origin[A, F, G, 2026]: draws EUR 0.021 m in the period, but EUR 0.020 m falls due to "
        "lines that may be lent for"
    ]
    assert told(joint(1, "2026"), drawing(1, F=10)) == [
        "origin[A, F, 2026]: draws EUR 0.010 m from 2026 on, but EUR 0.000 m falls due for shares "
        "and for lots of lines from which another state of the fund buys too"
    ]
