"""A plan that uses everything, broken in one place: the verifier names that family and no other."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.verify.families import FAMILIES
from allocator.verify.verify import violations
from tests.plans import broken, over_years, plan
from tests.scenarios import (
    budget,
    call,
    capability,
    component,
    component_use,
    contract,
    enabler,
    exclusion,
    fund,
    fund_limit,
    holding,
    line,
    member,
    personnel,
    pledge,
    policy,
    pool,
    rates,
    retirement,
    rule,
    state,
    support,
    tiny,
    window,
    years,
)

Change = Callable[[Plan], Plan]


def scenario() -> Scenario:
    """A and B are large, S is small; A makes tanks on LA, B on the slow LB and the costly LX."""
    lines = (
        line(
            "LA",
            customers=("A", "B", "S"),
            lead_months=12,
            step=1_000,
            max_steps=2,
            step_lead_months=12,
            step_cost=500,
            host_least_share=2_000,
        ),
        line("LB", host="B", customers=("A", "B")),
        line("LX", host="B", customers=("A", "B"), unit_price=3_000),
    )
    return tiny(
        policy=policy(
            concentration_cap=6_000,
            dependence_cap=1_000,
            deadline_period="2028",
            return_rate=6_000,
        ),
        periods=years(3),
        states=(
            state("A", gdp=1_000_000),
            state("B", gdp=1_000_000, burden_ceiling=300),
            state("S", gdp=100_000, small_state=True),
        ),
        capabilities=(capability(posts=2, operating_cost=12), capability("FUEL")),
        required=20,
        holdings=(holding("A", 3, "FUEL"), holding("A", 5), holding("B", 14), holding("S", 1)),
        enablers=(enabler("TANK", "FUEL", 200),),
        retirements=(retirement("A", 1, period="2028"),),
        order_book=(contract("A", 1, line="LA", period="2026", unpaid=40),),
        outside_support=tuple(support(5, period=year) for year in ("2026", "2027", "2028")),
        lines=lines,
        components=(component("K", 9, 2, 0, host="B", step=1_000, max_steps=1, step_cost=10),),
        component_use=(component_use(line="LB"),),
        line_rates=rates("LA", 4, 4, 4) + rates("LB", 1, 1, 1) + rates("LX", 20, 20, 20),
        pools=(pool(lines=("LA",), startup_cost=20, entry_fee=2, min_members=2),),
        pool_members=(
            member("P", "A", role="member", least_share=2),
            member("P", "S"),
            member("P", "B", framework_eligible=False),
        ),
        exclusions=(exclusion("B", "S", "TANK"),),
        calls=(call("P", "S", 1),),
        budgets=tuple(
            budget("A", year, ceiling=9_000, carry_over_limit=500)
            for year in ("2026", "2027", "2028")
        ),
        budget_windows=(window("A", "2026", "2028", ceiling=10_500, floor=8_000),),
        funds=(fund(joint_from_period="2028"),),
        fund_limits=(fund_limit("A", 900),),
        personnel=tuple(
            personnel("A", year, posts_free=3, pipeline=6, posts_limit=30)
            for year in ("2026", "2027", "2028")
        ),
        pledges=(pledge("order", "LB", "at_least", 1, state="B", period="2028"),),
        rules=(rule("CAP", "cap", states=("S",), value=2_000),),
    )


def good() -> Plan:
    """A buys at home and in B, B at home; A and S share a lot; A and B pay a step of LA."""
    return plan(
        delivered={
            **over_years(("A", "LA"), 0, 2, 4),
            **over_years(("A", "LX"), 0, 0, 1),
            **over_years(("B", "LB"), 0, 1, 1),
        },
        contribution={
            **over_years(("A", "FUEL"), 3, 3, 3),
            **over_years(("A", "TANK"), 5, 7, 7),
            **over_years(("B", "TANK"), 10, 10, 10),
            **over_years(("S", "TANK"), 1, 1, 1),
        },
        pool_delivered=over_years(("P", "LA"), 0, 1, 1),
        pool_shares={
            **over_years(("A", "P", "LA"), 0, 8, 8),
            **over_years(("S", "P", "LA"), 0, 2, 2),
        },
        open={("P",): 1},
        join={("A", "P"): 1, ("S", "P"): 1},
        lead={("A", "P"): 1},
        operating=over_years(("P",), 0, 1, 1),
        expansion=over_years(("LA",), 1, 1, 1),
        funding={**over_years(("A", "LA"), 4, 4, 4), **over_years(("B", "LA"), 6, 6, 6)},
        carry=over_years(("A",), 100, 0, 0),
        loan={("A", "F", "2027"): 700},
        crews=over_years(("A",), 0, 4, 4),
        support=over_years(("TANK",), 4, 2, 2),
        counted=over_years(("TANK",), 15, 15, 15),
    )


def with_values(name: str, codes: tuple[str, ...], *values: int) -> Change:
    """The plan with one series replaced."""

    def change(base: Plan) -> Plan:
        series: dict[tuple[str, ...], int] = dict(getattr(base, name))
        for year in (2026, 2027, 2028)[: len(values)]:
            series.pop((*codes, str(year)), None)
        decisions: dict[str, Any] = {name: {**series, **over_years(codes, *values)}}
        return replace(base, **decisions)

    return change


def without(name: str, codes: tuple[str, ...]) -> Change:
    """The plan without one value."""

    def change(base: Plan) -> Plan:
        left = {key: value for key, value in getattr(base, name).items() if key != codes}
        decisions: dict[str, Any] = {name: left}
        return replace(base, **decisions)

    return change


def joined_by(state: str, pool: str) -> Change:
    """The plan with one more state in a pool."""
    return lambda base: replace(base, join={**base.join, (state, pool): 1})


SEEDS: tuple[tuple[str, Change], ...] = (
    ("requirement", with_values("contribution", ("B", "TANK"), 10, 10, 9)),
    ("holdings", with_values("contribution", ("S", "TANK"), 1, 2, 2)),
    ("holdings", with_values("delivered", ("B", "LX"), 0, 1, 0)),
    ("capacity", with_values("delivered", ("B", "LB"), 0, 2, 2)),
    ("capacity", with_values("funding", ("B", "LA"), 6, 6, 7)),
    ("components", with_values("delivered", ("B", "LB"), 0, 1, 2)),
    ("components", with_values("component_funding", ("B", "K", "B"), 0, 1, 1)),
    ("lead_time", with_values("delivered", ("A", "LA"), 1, 2, 4)),
    ("budget", with_values("carry", ("A",), 501)),
    ("budget", with_values("carry", ("A",), 100, 0, 1)),
    ("budget", with_values("delivered", ("A", "LX"), 0, 0, 0)),
    ("personnel", with_values("crews", ("A",), 0, 2, 4)),
    ("personnel", with_values("crews", ("A",), 7, 7, 7)),
    ("pooling", with_values("pool_shares", ("A", "P", "LA"), 0, 7, 7)),
    ("pooling", without("operating", ("P", "2027"))),
    ("pooling", with_values("operating", ("P",), 1, 1, 1)),
    ("pooling", joined_by("B", "P")),
    ("origin", with_values("loan", ("A", "F"), 1)),
    ("origin", with_values("loan", ("A", "F"), 0, 901)),
    ("origin", with_values("loan", ("A", "F"), 0, 700, 1)),
    ("leadership", without("lead", ("A", "P"))),
    ("footprint", with_values("delivered", ("A", "LX"), 0, 0, 2)),
    ("access", with_values("delivered", ("S", "LX"), 0, 0, 1)),
    ("concentration", with_values("contribution", ("B", "TANK"), 10, 10, 13)),
    ("dependence", with_values("support", ("TANK",), 6)),
    ("dependence", with_values("support", ("TANK",), 4, 2, 3)),
    ("enablers", with_values("counted", ("TANK",), 15, 16, 15)),
    ("enablers", with_values("contribution", ("A", "FUEL"), 2, 3, 3)),
    ("pledges", with_values("delivered", ("B", "LB"), 0, 0, 0)),
    ("burden", with_values("delivered", ("B", "LX"), 0, 0, 11)),
    ("decisions", with_values("contribution", ("B", "SHIP"), 1)),
)


def test_the_good_plan_holds() -> None:
    assert violations(scenario(), good()) == ()


@pytest.mark.parametrize(
    ("family", "change"), SEEDS, ids=[f"{number}-{name}" for number, (name, _) in enumerate(SEEDS)]
)
def test_one_thing_broken_is_one_family_named(family: str, change: Change) -> None:
    assert broken(scenario(), change(good())) == {family}


def test_every_family_is_seeded() -> None:
    assert {family for family, _ in SEEDS} == {*FAMILIES, "decisions"}


def test_messages_name_the_row_and_both_sides() -> None:
    (violation,) = violations(scenario(), with_values("support", ("TANK",), 6)(good()))
    assert str(violation) == (
        "dependence[TANK, 2026]: relies on 6 outside units, but 5 are offered"
    )
