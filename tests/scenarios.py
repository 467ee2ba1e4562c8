"""Small scenarios by hand: one factory per record, every field with a harmless default.

Each factory takes its key first and the rest by the record's own field names, in the record's own
units (kEUR, basis points, thousandths, lots, units, posts, shares). `tiny` puts records together
and fills what every scenario must have (a budget for each state and period, a requirement for each
capability and period) with its `ceiling` and `required`; `duo` is the worked example of two states
whose plans are known by hand.

    scenario = tiny(
        lines=(line("L", host="A", unit_price=5),),
        line_rates=rates("L", 2),
        required=4,
    )

Defaults: one period `2026`, the states A and B, one capability TANK, nothing held, no lines.
"""

from typing import Any, Literal

from allocator.domain.capability import Capability
from allocator.domain.member_state import MemberState
from allocator.domain.period import Period
from allocator.domain.policy import Policy
from allocator.domain.production_line import ProductionLine
from allocator.domain.scenario import Scenario
from tests.records import (
    JANUARY_2026,
    MILLION,
    budget,
    capability,
    contract,
    enabler,
    fund,
    fund_limit,
    holding,
    in_force,
    period,
    personnel,
    pledge,
    policy,
    requirement,
    retirement,
    rule,
    state,
    steps,
    support,
    window,
    years,
)
from tests.records import policy as _policy
from tests.supply_records import (
    access,
    call,
    component,
    component_use,
    exclusion,
    line,
    member,
    pool,
    price_band,
    profile,
    rate,
    rates,
    work_share,
)

Variant = Literal["base", "i", "ii", "iii", "iv"]

__all__ = [
    "JANUARY_2026",
    "MILLION",
    "Variant",
    "access",
    "budget",
    "call",
    "capability",
    "component",
    "component_use",
    "contract",
    "duo",
    "enabler",
    "exclusion",
    "fund",
    "fund_limit",
    "holding",
    "in_force",
    "line",
    "member",
    "period",
    "personnel",
    "pledge",
    "policy",
    "pool",
    "price_band",
    "profile",
    "rate",
    "rates",
    "requirement",
    "retirement",
    "rule",
    "state",
    "steps",
    "support",
    "tiny",
    "window",
    "work_share",
    "years",
]


def tiny(
    *,
    policy: Policy | None = None,
    periods: tuple[Period, ...] | None = None,
    states: tuple[MemberState, ...] | None = None,
    capabilities: tuple[Capability, ...] | None = None,
    ceiling: int = 1_000 * MILLION,
    required: int = 0,
    **records: Any,
) -> Scenario:
    """A scenario of the given records; budgets and requirements that are missing are filled in.

    `policy` defaults to one whose deadline is the last period; `ceiling` is in kEUR.
    """
    periods = periods or (period(),)
    states = states or (state("A"), state("B"))
    capabilities = capabilities or (capability(),)
    budgets = {(r.state, r.period): r for r in records.pop("budgets", ())}
    needs = {(r.capability, r.period): r for r in records.pop("requirements", ())}
    for time in periods:
        for ally in states:
            key = (ally.code, time.code)
            budgets.setdefault(key, budget(*key, ceiling=ceiling))
        for kind in capabilities:
            key = (kind.code, time.code)
            needs.setdefault(key, requirement(required, *key))
    return Scenario.make(
        policy or _policy(deadline_period=periods[-1].code),
        periods,
        states,
        capabilities,
        budgets=tuple(budgets.values()),
        requirements=tuple(needs.values()),
        **records,
    )


def duo(variant: Variant = "base") -> Scenario:
    """Two states, one line in B, eight units to find, nobody above six of them.

    A has a GDP of EUR 0.1 billion and B of 0.3; each may spend EUR 30 m. By hand:

    base  A 2, B 6 at EUR 3 m each: 600 basis points each, cost 24, the only optimum.
    i     half the money must come back as work; A has no line, is exempt: the same plan.
    ii    A has a line at EUR 4 m: A buys 2 in B (6 m, 600 bp), B buys 5 at home and 1 in A (19 m,
          634 bp); work in A is 4 >= 3; cost 25.
    iii   as ii, but B may not buy in A: A buys 1 at home and 1 in B (7 m, 700 bp), B buys 6
          (600 bp); work in A is 4 >= 3.5; cost 25.
    iv    as iii, missing return costs its own amount instead: the base plan, 3 m missing.
    """
    with_a = variant in {"ii", "iii", "iv"}
    lines: tuple[ProductionLine, ...] = (line("B1", host="B", unit_price=3 * MILLION),)
    if with_a:
        lines += (line("A1", host="A", unit_price=4 * MILLION),)
    return tiny(
        policy=policy(
            title=f"duo {variant}",
            concentration_cap=7_500,
            return_rate=0 if variant == "base" else 5_000,
            return_rule="elastic" if variant == "iv" else "hard",
            return_price=1_000 if variant == "iv" else 0,
        ),
        states=(state("A", gdp=100 * MILLION), state("B", gdp=300 * MILLION)),
        ceiling=30 * MILLION,
        required=8,
        lines=lines,
        line_rates=rates("B1", 10) + (rates("A1", 10) if with_a else ()),
        access=(
            (access("A1", "B", permitted=False, legal_basis="export licence"),)
            if variant in {"iii", "iv"}
            else ()
        ),
    )
