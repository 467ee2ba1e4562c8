from typing import Any

import pytest

from allocator.domain.rule import PledgeObject, Relation
from allocator.domain.scenario import Scenario
from allocator.verify.verify import violations
from tests.plans import broken, over_years, plan, subjects
from tests.scenarios import (
    capability,
    holding,
    line,
    member,
    pledge,
    pool,
    profile,
    rates,
    rule,
    tiny,
    years,
)


def promised(**records: Any) -> Scenario:
    """Lots of 2, three years, pool P led by A, one expansion step of L."""
    return tiny(
        periods=years(3),
        capabilities=(capability(lot=2),),
        required=20,
        holdings=(holding("A", 6),),
        lines=(line(step=1_000, max_steps=1, unit_price=1, payment_profile=profile((1, 10_000))),),
        line_rates=rates("L", 9, 9, 9),
        pools=(pool(),),
        pool_members=(member("P", "A"), member("P", "B")),
        **records,
    )


PLAN = plan(
    contribution=over_years(("A", "TANK"), 4, 5, 6),
    delivered=over_years(("A", "L"), 0, 1, 3),
    pool_delivered=over_years(("P", "L"), 0, 1, 1),
    pool_shares=over_years(("A", "P", "L"), 0, 10, 10),
    open={("P",): 1},
    join={("A", "P"): 1},
    lead={("A", "P"): 1},
    operating=over_years(("P",), 0, 1, 1),
    expansion=over_years(("L",), 1, 1, 1),
    funding=over_years(("A", "L"), 10, 10, 10),
)


def test_without_pledges_it_holds() -> None:
    assert broken(promised(), PLAN) == set()


@pytest.mark.parametrize(
    ("thing", "code", "state", "value"),
    [
        ("contribution", "TANK", "A", 5),
        ("order", "L", "A", 2),
        ("pool_join", "P", "A", 1),
        ("pool_open", "P", None, 1),
        ("expansion", "L", None, 1),
    ],
)
@pytest.mark.parametrize(
    ("relation", "just_holds", "just_fails"),
    [("at_least", 0, 1), ("exactly", 0, 1), ("exactly", 0, -1), ("at_most", 0, -1)],
)
def test_edges(
    thing: PledgeObject,
    code: str,
    state: str | None,
    value: int,
    relation: Relation,
    just_holds: int,
    just_fails: int,
) -> None:
    """Each object in 2027, in its own measure: contribution and order in units, a lot being 2."""
    for offset, outcome in ((just_holds, set()), (just_fails, {"pledges"})):
        promise = pledge(thing, code, relation, value + offset, state=state, period="2027")
        assert broken(promised(pledges=(promise,)), PLAN) == outcome


def test_a_pledge_compares_at_the_end_of_its_period() -> None:
    early = pledge("pool_open", "P", "at_least", 1, period="2026")
    assert subjects(promised(pledges=(early,)), PLAN) == [("pool_open", "P", "2026")]
    theirs = pledge("order", "L", "at_least", 1, state="B", period="2028")
    assert subjects(promised(pledges=(theirs,)), PLAN) == [("B", "order", "L", "2028")]


@pytest.mark.parametrize(
    ("thing", "code", "state"),
    [
        ("contribution", "TANK", "B"),
        ("order", "L", "B"),
        ("pool_join", "P", "B"),
        ("pool_open", "P", None),
        ("expansion", "L", None),
    ],
)
def test_what_a_plan_does_not_name_is_zero(
    thing: PledgeObject, code: str, state: str | None
) -> None:
    nothing = pledge(thing, code, "exactly", 0, state=state)
    assert broken(promised(pledges=(nothing,)), plan()) == set()


def bound(effect: Any, value: int, **fields: Any) -> Scenario:
    return promised(rules=(rule("R", effect, value=value, **fields),))


def test_rules_on_a_capability_cap_every_period_and_floor_the_last() -> None:
    """4, 5, 6 units, in thousandths."""
    assert broken(bound("cap", 6_000), PLAN) == set()
    assert subjects(bound("cap", 5_999), PLAN) == [("R", "A", "TANK", "2028")]
    assert subjects(bound("cap", 4_500), PLAN) == [
        ("R", "A", "TANK", "2027"),
        ("R", "A", "TANK", "2028"),
    ]
    assert broken(bound("floor", 6_000), PLAN) == set()
    assert subjects(bound("floor", 6_001), PLAN) == [("R", "A", "TANK", "2028")]
    assert broken(bound("cap", 0), plan()) == set()


def test_messages_of_rules_carry_their_basis() -> None:
    (over,) = violations(bound("cap", 5_999, legal_basis="Art. 1"), PLAN)
    assert over.message == "contributes 6 units, the rule asks for at most 5.999 (Art. 1)"
    (under,) = violations(bound("floor", 6_001), PLAN)
    assert under.message == "contributes 6 units, the rule asks for at least 6.001"


def test_rules_on_a_line_bind_units_delivered_by_the_end() -> None:
    on_line = {"scope": "line", "line": "L", "on": "L", "capabilities": ()}
    assert broken(bound("cap", 6_000, **on_line), PLAN) == set()
    assert subjects(bound("cap", 5_999, **on_line), PLAN) == [("R", "A", "L")]
    assert broken(bound("floor", 6_000, **on_line), PLAN) == set()
    assert broken(bound("floor", 6_001, **on_line), PLAN) == {"pledges"}
    assert broken(bound("cap", 0, **on_line), plan()) == set()


def test_rules_on_a_domain_bind_the_prices_of_lots_and_shares() -> None:
    """3 lots of 2 units at 1 and 10 shares at 0.2, rounded up to 1 each: 16; no steps, no running.

    B pays nothing.
    """
    on_domain = {"scope": "domain", "on": "land"}
    assert broken(bound("cap", 16, **on_domain), PLAN) == set()
    assert subjects(bound("cap", 15, **on_domain), PLAN) == [("R", "A", "land")]
    assert broken(bound("floor", 16, **on_domain), PLAN) == set()
    assert broken(bound("floor", 17, **on_domain), PLAN) == {"pledges"}
    elsewhere = {**on_domain, "capabilities": ()}
    assert broken(bound("floor", 1, **elsewhere), PLAN) == {"pledges"}


def test_each_state_is_held_to_a_rule_alone() -> None:
    both = bound("floor", 6_000, states=("A", "B"))
    assert subjects(both, PLAN) == [("R", "B", "TANK", "2028")]
