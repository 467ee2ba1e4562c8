"""Pledges and rules against one another."""

from typing import Any

from allocator.domain.rule import Pledge
from allocator.domain.scenario import Scenario
from tests.preflight.told import told
from tests.scenarios import (
    capability,
    holding,
    line,
    member,
    pledge,
    policy,
    pool,
    rates,
    retirement,
    rule,
    tiny,
    years,
)


def both(*pledges: Pledge, **records: Any) -> Scenario:
    """L makes 3 a year at EUR 1 m; A has 5 tanks, of which one retires in 2027."""
    return tiny(
        **{
            "periods": years(2),
            "required": 9,
            "lines": (line(),),
            "line_rates": rates("L", 3, 3),
            "holdings": (holding("A", 5),),
            "retirements": (retirement("A", 1, period="2027"),),
            "pledges": pledges,
            **records,
        }
    )


def order(relation: Any, quantity: int, period: str, row: int) -> Pledge:
    return pledge("order", "L", relation, quantity, state="A", period=period, row=row)


def contribution(relation: Any, quantity: int, period: str, row: int) -> Pledge:
    return pledge("contribution", "TANK", relation, quantity, state="A", period=period, row=row)


def test_what_is_delivered_stays() -> None:
    early = order("at_least", 3, "2026", 2)
    assert told(both(early, order("at_most", 3, "2027", 3)), "contradictions") == []
    assert told(both(early, order("at_most", 2, "2027", 3)), "contradictions") == [
        "pledges[2]: A is to have at least 3 unit from L by 2026, but by pledges[3] A is to have "
        "at most 2 unit from L by 2027: 1 too many; change one of the two"
    ]
    assert len(told(both(early, order("exactly", 2, "2027", 3)), "contradictions")) == 1
    pairs = (capability(lot=2),)
    assert told(both(early, order("at_most", 4, "2027", 3), capabilities=pairs), "pledges") != []


def test_whole_lots_round_a_lower_bound_up() -> None:
    one = order("at_least", 1, "2026", 2)
    pairs = (capability(lot=2),)
    assert (
        told(both(one, order("at_most", 2, "2026", 3), capabilities=pairs), "contradictions") == []
    )
    assert (
        len(told(both(one, order("at_most", 1, "2026", 3), capabilities=pairs), "contradictions"))
        == 1
    )


def test_what_is_put_off_must_still_be_made() -> None:
    """Three can be made in 2027."""
    first = order("at_most", 1, "2026", 2)
    assert told(both(first, order("at_least", 4, "2027", 3)), "contradictions") == []
    assert told(both(first, order("at_least", 5, "2027", 3)), "contradictions") == [
        "pledges[3]: A is to have at least 5 unit from L by 2027, but by pledges[2] A is to have "
        "at most 1 unit from L by 2026: 4 are left for after 2026, and at most 3 can be newly "
        "delivered then; change one of the two"
    ]


def test_a_contribution_falls_by_what_retires_alone() -> None:
    early = contribution("at_least", 5, "2026", 2)
    assert told(both(early, contribution("at_most", 4, "2027", 3)), "contradictions") == []
    assert told(both(early, contribution("at_most", 3, "2027", 3)), "contradictions") == [
        "pledges[2]: A is to contribute at least 5 unit of TANK by 2026, but by pledges[3] A is to "
        "contribute at most 3 unit of TANK by 2027: at least 4 of it last until 2027, 1 too many; "
        "change one of the two"
    ]
    later = contribution("at_least", 5, "2027", 3)
    assert told(both(contribution("at_most", 0, "2026", 2), later), "contradictions") == []


def test_pledges_against_rules() -> None:
    given = contribution("at_least", 4, "2026", 2)
    assert told(both(given, rules=(rule("R", "cap", value=4_000),)), "contradictions") == []
    assert told(both(given, rules=(rule("R", "cap", value=3_000),)), "contradictions") == [
        "pledges[2]: A is to contribute at least 4 unit of TANK by 2026, but by rules[R, A, TANK] "
        "A is to contribute at most 3 unit of TANK in every period (rule R): 1 too many; change "
        "one of the two"
    ]
    on_line: dict[str, Any] = {"scope": "line", "on": "L", "line": "L", "capabilities": ()}
    cap = rule("R", "cap", value=2_000, **on_line)
    assert told(both(order("at_least", 2, "2026", 2), rules=(cap,)), "contradictions") == []
    assert len(told(both(order("at_least", 3, "2026", 2), rules=(cap,)), "contradictions")) == 1
    floor = rule("S", "floor", value=3_000, **on_line)
    assert "(rule S), but by rules[R, A, L]" in told(both(rules=(cap, floor)), "contradictions")[0]


def test_rules_about_money() -> None:
    domain: dict[str, Any] = {"scope": "domain", "on": "land", "states": ("A", "B"), "binds": "all"}
    cap = rule("CAP", "cap", value=2_000, **domain)
    assert told(both(order("at_least", 2, "2027", 2), rules=(cap,)), "contradictions") == []
    assert told(both(order("at_least", 3, "2027", 2), rules=(cap,)), "contradictions") == [
        "rules[CAP, all, land]: rule CAP lets A spend EUR 2.000 m on lots and shares of land, but "
        "what pledges[2] asks for costs EUR 3.000 m; raise the cap, or lower what is asked for"
    ]
    even, low = (rule("LOW", "floor", value=value, **domain) for value in (2_000, 2_001))
    assert told(both(rules=(cap, even)), "contradictions") == []
    assert told(both(rules=(cap, low)), "contradictions") == [
        "rules[LOW, all, land]: rule LOW makes A, B spend EUR 2.001 m on lots and shares of land, "
        "but rules[CAP, all, land] (rule CAP) allows EUR 2.000 m on land; change one of the two"
    ]
    off = policy(deadline_period="2027", families_off=("pledges",))
    assert told(both(rules=(cap, low), policy=off), "contradictions") == []


def test_steps_stay_and_none_is_decided_too_late() -> None:
    grown = (line(step=1_000, max_steps=2, step_lead_months=12),)

    def told_of(lower: str, upper: str) -> list[str]:
        pledges = (
            pledge("expansion", "L", "at_least", 2, period=lower, row=2),
            pledge("expansion", "L", "at_most", 1, period=upper, row=3),
        )
        return told(both(*pledges, lines=grown), "contradictions")

    words = ": 1 too many; change one of the two"
    assert told_of("2026", "2027")[0].endswith(words)
    assert told_of("2027", "2026")[0].endswith(words)


def test_a_pool_that_operates_goes_on() -> None:
    def told_of(early: int, late: int) -> list[str]:
        pledges = (
            pledge("pool_open", "P", "exactly", early, period="2026", row=2),
            pledge("pool_open", "P", "exactly", late, period="2027", row=3),
        )
        pools = {"pools": (pool(),), "pool_members": (member("P", "A"), member("P", "B"))}
        return told(both(*pledges, **pools), "contradictions")

    assert told_of(0, 1) == told_of(1, 1) == []
    assert told_of(1, 0) == [
        "pledges[2]: pool P is to operate by 2026, but by pledges[3] pool P is not to operate by "
        "2027: once a pool operates it goes on; change one of the two"
    ]
