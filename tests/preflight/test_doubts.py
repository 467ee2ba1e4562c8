"""Figures that are hardly meant, and the reasons why a requirement stays short."""

from typing import Any

from tests.preflight.told import told
from tests.scenarios import (
    access,
    capability,
    line,
    member,
    policy,
    pool,
    rates,
    requirement,
    rule,
    tiny,
    years,
)

WRITE = "; write what it costs"


def doubts(**records: Any) -> list[str]:
    return told(tiny(**{"lines": (line(),), "line_rates": rates("L", 2), **records}), "doubts")


def test_permissions_without_effect() -> None:
    row = {"access": (access("L", "A"),)}
    assert doubts(**row) == []
    assert doubts(**row, lines=(line(customers=("B",)),)) == [
        "access[L, A]: permits A to buy from L, without effect: A is no customer of L (lines[L]); "
        "drop the row, or change what stands against it"
    ]
    assert (
        "without effect: rule R (rules[R, A, TANK]) forbids it"
        in (doubts(**row, rules=(rule("R", "forbid"),))[0])
    )
    assert (
        doubts(access=(access("L", "A", permitted=False),), lines=(line(customers=("B",)),)) == []
    )
    off = policy(families_off=("access",))
    assert doubts(**row, lines=(line(customers=("B",)),), policy=off) == []


def test_what_costs_nothing() -> None:
    assert doubts(lines=(line(unit_price=0),)) == ["lines[L]: 0: L gives its lots away" + WRITE]
    assert doubts(access=(access("L", "A", price=0),)) == [
        "access[L, A]: 0: A gets lots of L for nothing" + WRITE
    ]
    assert doubts(lines=(line(step=1_000, max_steps=2),)) == [
        "lines[L]: 0: L grows by up to 2 steps for nothing" + WRITE
    ]
    free = {"pools": (pool(price_factor=0),), "pool_members": (member("P", "A"),)}
    assert doubts(**free) == ["pools[P]: 0: pool P gives its shares away" + WRITE]
    assert doubts(lines=(line(unit_price=0, customers=()),)) == []


def test_lines_that_never_reach_their_minimum_rate() -> None:
    assert doubts(lines=(line(min_rate=2_000),)) == []
    assert doubts(lines=(line(min_rate=2_001),)) == [
        "lines[L]: L delivers nothing below 2.001 units a period, and never makes as many: it "
        "delivers nothing new; lower min_rate, or raise line_rates"
    ]


def test_why_a_requirement_stays_short() -> None:
    def why(**records: Any) -> str:
        needed = (requirement(3, "TANK", "2027"),)
        fields = {"periods": years(2), "requirements": needed, **records}
        (found,) = told(tiny(**fields), "coverage")
        return found.removeprefix("requirements[TANK, 2027]: 3 unit of TANK are required in 2027, ")

    made: dict[str, Any] = {"line_rates": rates("L", 1, 1)}
    assert why() == (
        "at most 0 can be there: 3 stay short in every plan (there is no line for it); lower it, "
        "move it to a later period, or give a line that makes it"
    )
    assert why(**made, lines=(line(customers=()),)) == (
        "at most 0 can be there: 3 stay short in every plan (customers, access and rules leave no "
        "line that may sell it to anybody); lower it, move it to a later period, or open a line to "
        "some state"
    )
    assert why(**made, lines=(line(),)) == (
        "at most 2 can be there: 1 stay short in every plan; lower it, move it to a later period, "
        "or give more lines, steps or shorter leads"
    )
    assert why(**made, lines=(line(lead_months=30),)) == (
        "at most 0 can be there: 3 stay short in every plan (orders take 30 months at least: the "
        "first new one is there 18 months after 2027 begins, after the last period); lower it, "
        "move it to a later period, or shorten a lead time"
    )


def test_a_deadline_before_the_first_delivery_says_when_it_comes() -> None:
    early = (requirement(1, "TANK", "2026"),)
    late = {"lines": (line(lead_months=7),), "line_rates": rates("L", 1, 1), "periods": years(2)}
    (found,) = told(tiny(requirements=early, **late), "coverage")
    assert "the first new one is there 7 months after 2026 begins, in 2027)" in found


def test_whole_lots_count() -> None:
    """Three units made are one lot of two."""
    pairs = {"capabilities": (capability(lot=2),), "required": 3}
    (found,) = told(tiny(lines=(line(),), line_rates=rates("L", 3), **pairs), "coverage")
    assert "at most 2 can be there: 1 stay short" in found
