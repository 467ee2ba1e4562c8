"""Pledges and floors of rules, just in reach and just out of it."""

from typing import Any

import pytest

from allocator.domain.scenario import Scenario
from tests.preflight.told import told
from tests.scenarios import (
    MILLION,
    access,
    capability,
    contract,
    fund,
    fund_limit,
    holding,
    line,
    member,
    pledge,
    policy,
    pool,
    price_band,
    profile,
    rates,
    rule,
    state,
    tiny,
    window,
    years,
)

DROP = "; drop it, or change what stands against it"


def ordering(quantity: int, period: str = "2026", **records: Any) -> Scenario:
    """A is to have so many of L, which makes 4 in 2026 and 3 in 2027 at EUR 1 m each."""
    return tiny(
        **{
            "periods": years(2),
            "lines": (line(),),
            "line_rates": rates("L", 4, 3),
            "pledges": (
                pledge("order", "L", "at_least", quantity, state="A", period=period),
                *records.pop("pledges", ()),
            ),
            **records,
        }
    )


def test_more_than_the_line_delivers_by_then() -> None:
    assert told(ordering(4), "pledges") == []
    assert told(ordering(5), "pledges") == [
        "pledges[2]: A is to have at least 5 unit from L by 2026, but L can newly deliver no more "
        "by then, with every step: 4 at most, 1 too few; lower it or move it to a later period, or "
        "give the line more output"
    ]
    assert told(ordering(7, "2027"), "pledges") == []
    assert len(told(ordering(8, "2027"), "pledges")) == 1
    grown = (line(step=1_000, max_steps=2),)
    assert told(ordering(6, lines=grown), "pledges") == []
    assert len(told(ordering(7, lines=grown), "pledges")) == 1


def test_what_is_idle_before_the_first_delivery_is_lost() -> None:
    late = (line(lead_months=12),)
    assert told(ordering(3, "2027", lines=late), "pledges") == []
    assert len(told(ordering(4, "2027", lines=late), "pledges")) == 1
    assert told(ordering(1, lines=late), "pledges") == [
        "pledges[2]: A is to have at least 1 unit from L by 2026, but its first lot can be there "
        "in 2027: 0 at most, 1 too few; lower it or move it to a later period"
    ]
    (never,) = told(ordering(1, "2027", lines=(line(lead_months=24),)), "pledges")
    assert "its first lot can be there after the last period" in never
    off = policy(deadline_period="2027", families_off=("lead_time",))
    assert told(ordering(4, lines=late, policy=off), "pledges") == []


@pytest.mark.parametrize(
    ("records", "why"),
    [
        ({"lines": (line(customers=("B",)),)}, "A is no customer of L (lines[L])" + "{}" + DROP),
        ({"access": (access("L", "A", permitted=False),)}, "access[L, A] bars it from L{}" + DROP),
        ({"rules": (rule("R", "forbid"),)}, "rule R (rules[R, A, TANK]) forbids it{}" + DROP),
        (
            {"lines": (line(host="B"),), "rules": (rule("R", "forbid", states=("B",), binds="B"),)},
            "rule R (rules[R, B, TANK]) forbids its host B to make it{}" + DROP,
        ),
        (
            {
                "states": (state("A", small_state=True), state("B")),
                "capabilities": (capability(large_system=True),),
            },
            "a small state has large systems through pools alone{}; drop it, or let a pool buy "
            "them",
        ),
    ],
)
def test_orders_that_law_and_policy_rule_out(records: dict[str, Any], why: str) -> None:
    said = "pledges[2]: A is to have at least 1 unit from L by 2026, but "
    assert told(ordering(1, **records), "pledges") == [said + why.format(": 0 at most, 1 too few")]
    off = policy(deadline_period="2027", families_off=("access", "pooling"))
    assert told(ordering(1, **{**records, "policy": off}), "pledges") == []


def test_orders_too_dear_for_all_the_money_by_then() -> None:
    """EUR 2.5 m in each year; half of a price is due a year after delivery."""

    def told_of(quantity: int, period: str = "2026", **records: Any) -> list[str]:
        return told(ordering(quantity, period, ceiling=2_500, **records), "pledges")

    assert told_of(2) == []
    assert told_of(3) == [
        "pledges[2]: A is to have at least 3 unit from L by 2026, but 3 of it cost at least EUR "
        "3.000 m in 2026, more than what its ceilings of 2026 leave, with money carried and "
        "borrowed: EUR 2.500 m: 2 at most, 1 too few; lower it or move it to a later period, or "
        "raise its ceilings in budgets"
    ]
    assert told_of(4, "2027") == []
    assert "more than what its ceilings of 2026 to 2027 leave" in told_of(6, "2027")[0]
    halves = (line(payment_profile=profile((0, 5_000), (1, 5_000))),)
    assert told_of(4, lines=halves) == []
    half = contract("A", 1, unpaid=600)
    assert len(told_of(4, lines=halves, order_book=(half,))) == 1
    tight = (window("A", "2026", "2027", ceiling=3_999),)
    assert (
        "the window budget_windows[A, 2026, 2027] leaves: EUR 3.999 m"
        in (told_of(4, "2027", budget_windows=tight)[0])
    )
    off = policy(deadline_period="2027", families_off=("budget",))
    assert told_of(4, policy=off) == []


def test_loans_and_rebates_are_money_too() -> None:
    def told_of(quantity: int, **records: Any) -> list[str]:
        return told(ordering(quantity, ceiling=2_000, **records), "pledges")

    lent = {"funds": (fund(min_inside_share=5_000),), "fund_limits": (fund_limit("A", 1_000),)}
    assert len(told_of(3)) == 1
    assert told_of(3, **lent) == []
    assert len(told_of(4, **lent)) == 1
    assert len(told_of(3, **lent, lines=(line(inside_share=4_999),))) == 1
    once: dict[str, Any] = {"periods": years(1), "line_rates": rates("L", 4)}
    assert told_of(4, **once, price_bands=(price_band(2, 500),)) == []
    assert len(told_of(4, **once, price_bands=(price_band(2, 501),))) == 1


def test_burden_limits_are_limits_of_money() -> None:
    """A tenth of a per cent of EUR 2 bn are EUR 2 m."""

    def told_of(quantity: int, **fields: Any) -> list[str]:
        states = (state("A", **{"gdp": 2_000 * MILLION, **fields}), state("B"))
        return told(ordering(quantity, states=states), "pledges")

    assert told_of(2, burden_ceiling=10) == []
    assert (
        "more than what its burden ceiling member_states[A] allows: EUR 2.000 m"
        in (told_of(3, burden_ceiling=10)[0])
    )
    assert "more than what its burden key of 0 allows: EUR 0.000 m" in told_of(1, gdp=0)[0]


def giving(quantity: int, **records: Any) -> Scenario:
    """A has 2 tanks, one under contract for 2027, and L makes 1 each year; EUR 1 m each."""
    return tiny(
        **{
            "periods": years(2),
            "required": 10,
            "lines": (line(),),
            "line_rates": rates("L", 1, 1),
            "holdings": (holding("A", 2),),
            "order_book": (contract("A", 1, period="2027"),),
            "pledges": (
                pledge("contribution", "TANK", "at_least", quantity, state="A", period="2027"),
            ),
            **records,
        }
    )


def test_contributions_beyond_holdings_and_all_lines() -> None:
    assert told(giving(5), "pledges") == []
    assert told(giving(6), "pledges") == [
        "pledges[2]: A is to contribute at least 6 unit of TANK by 2027, but it has 3 by then and "
        "the lines that may sell to it can add 2: 5 at most, 1 too few; lower it or move it to a "
        "later period, or give lines, steps or shorter leads"
    ]
    floor = (rule("R", "floor", value=6_000),)
    assert (
        "to contribute at least 6 unit of TANK by 2027 (rule R), but it has 3"
        in (told(giving(0, rules=floor), "pledges")[0])
    )


def test_contributions_beyond_the_concentration_limit() -> None:
    two_fifths = policy(concentration_cap=4_000, deadline_period="2027")
    assert told(giving(4, policy=two_fifths), "pledges") == []
    (short,) = told(giving(5, policy=two_fifths), "pledges")
    assert "but its concentration limit allows no more: 4 at most, 1 too few" in short


def test_shares_of_today_count_towards_the_limit() -> None:
    """Three shares of ten: no fifth whole unit beside them."""
    pooled = {
        "policy": policy(concentration_cap=5_000, deadline_period="2027"),
        "pools": (pool(stock_lots=1, lines=("L",)),),
        "pool_members": (member("P", "A", shares_today=3, most_share=9),),
    }
    assert told(giving(4, **pooled), "pledges") == []
    (short,) = told(giving(5, **pooled), "pledges")
    assert "its concentration limit less its 3 shares of today allows no more: 4 at most" in short


def test_contributions_of_what_a_rule_forbids() -> None:
    (forbidden,) = told(giving(1, rules=(rule("R", "forbid"),)), "pledges")
    assert "but rule R (rules[R, A, TANK]) forbids it: 0 at most, 1 too few" in forbidden


def test_contributions_too_dear() -> None:
    """The fourth and fifth tank cost EUR 2 m; readiness of three beyond today EUR 0.5 m each."""
    assert told(giving(5, ceiling=1_000), "pledges") == []
    (dear,) = told(giving(5, ceiling=999), "pledges")
    assert "5 of it cost at least EUR 2.000 m in 2026 to 2027" in dear
    assert "4 at most, 1 too few" in dear
    ready = (capability(readiness_cost=500),)
    assert told(giving(3, ceiling=500, capabilities=ready), "pledges") == []
    (kept,) = told(giving(3, ceiling=499, capabilities=ready), "pledges")
    assert "3 of it cost at least EUR 0.500 m in 2027" in kept
    assert "2 at most, 1 too few" in kept


def growing(steps: int, ceiling: int = 10_000, **fields: Any) -> Scenario:
    """L grows by steps of EUR 1 m, of which its host A pays 40 %."""
    given = {"step": 1_000, "step_cost": 1_000, "max_steps": 3, "host_least_share": 4_000}
    return tiny(
        periods=years(2),
        ceiling=ceiling,
        lines=(line(**{**given, **fields}),),
        line_rates=rates("L", 1, 1),
        pledges=(pledge("expansion", "L", "at_least", steps, period="2026"),),
    )


def test_expansions_that_nobody_can_decide_or_pay() -> None:
    assert told(growing(3), "pledges") == []
    (late,) = told(growing(1, step_lead_months=24), "pledges")
    assert late == (
        "pledges[2]: L is to grow by at least 1 step by 2026, but a step is there 24 months "
        "later, when the last period has begun: 0 at most, 1 too few; drop it, or shorten "
        "step_lead_months"
    )
    (nobody,) = told(growing(1, host="USA", host_least_share=0, customers=()), "pledges")
    assert "nobody may pay for a step: neither its host nor a state it may sell to" in nobody
    assert told(growing(3, ceiling=1_500), "pledges") == []
    (dear,) = told(growing(3, ceiling=1_499), "pledges")
    assert (
        "the part of all who may pay for it costs EUR 3.000 m by 2026, beyond all money until "
        "then: EUR 2.998 m: 2 at most, 1 too few"
    ) in dear
    assert told(growing(2, ceiling=1_000, host_least_share=5_000), "pledges") == []
    (host,) = told(growing(2, ceiling=1_000, host_least_share=5_500), "pledges")
    assert "the part of A costs EUR 1.100 m by 2026, beyond all money until then" in host
