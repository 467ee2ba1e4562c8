"""A scenario and a plan in which everything the model has is at work."""

from typing import Any

from allocator.domain.scenario import Scenario
from tests.plans import over_years, plan
from tests.scenarios import (
    MILLION,
    access,
    budget,
    capability,
    component,
    component_use,
    contract,
    fund,
    fund_limit,
    holding,
    line,
    member,
    personnel,
    policy,
    pool,
    profile,
    rates,
    retirement,
    state,
    support,
    tiny,
    window,
    years,
)


def busy(**records: Any) -> Scenario:
    """Two years in which every kind of variable there is has something to do."""
    return tiny(
        **{
            "policy": policy(
                deadline_period="2027",
                return_rate=6_000,
                return_rule="elastic",
                return_price=500,
                concentration_cap=6_000,
            ),
            "periods": years(2),
            "states": (state("A"), state("B"), state("S", small_state=True)),
            "capabilities": (
                capability(
                    posts=10,
                    host_cap=9_000,
                    second_source_from=3,
                    operating_cost=10,
                    readiness_cost=20,
                ),
            ),
            "holdings": (holding("A", 12), holding("B", 6)),
            "retirements": (retirement("B", 1, period="2027"),),
            "order_book": (contract("B", 1, line="LB", period="2027", unpaid=300),),
            "outside_support": (support(2), support(1, period="2027")),
            "lines": (
                line(
                    "LA",
                    customers=("A", "B", "S"),
                    step=500,
                    max_steps=2,
                    step_lead_months=12,
                    step_cost=700,
                    payment_profile=profile((-1, 4_000), (0, 6_000)),
                ),
                line("LB", host="B", unit_price=2 * MILLION, min_rate=2_000),
            ),
            "line_rates": rates("LA", 2, 3) + rates("LB", 4, 4),
            "components": (
                component(
                    "K", 1, 1, host="B", step=1_000, step_cost=95, step_lead_months=12, max_steps=2
                ),
            ),
            "component_use": (component_use(500, "LB"), component_use(10, "LA")),
            "access": (access("LB", "B", posts=4), access("LA", "B", delay_months=12)),
            "pools": (pool(lines=("LA",), startup_cost=50, entry_fee=5),),
            "pool_members": (member("P", "B"), member("P", "S", least_share=2)),
            "personnel": (
                personnel("B", posts_free=5, pipeline=20),
                personnel("B", "2027", posts_free=5, pipeline=5),
            ),
            "budgets": (budget("A", ceiling=4 * MILLION, carry_over_limit=3 * MILLION),),
            "budget_windows": (window("A", "2026", "2027", ceiling=9 * MILLION),),
            "funds": (fund(joint_from_period="2026"),),
            "fund_limits": (fund_limit("A", 900),),
            "required": 14,
            **records,
        }
    )


BUSY_PLAN = plan(
    delivered=over_years(("A", "LB"), 2, 2) | over_years(("B", "LB"), 0, 2),
    contribution=over_years(("A", "TANK"), 5, 5) | over_years(("B", "TANK"), 6, 7),
    pool_delivered=over_years(("P", "LA"), 0, 1),
    pool_shares=over_years(("B", "P", "LA"), 0, 8) | over_years(("S", "P", "LA"), 0, 2),
    open={("P",): 1},
    operating=over_years(("P",), 0, 1),
    join={("B", "P"): 1, ("S", "P"): 1},
    lead={("B", "P"): 1},
    expansion=over_years(("LA",), 1, 1),
    funding=over_years(("A", "LA"), 4, 4) | over_years(("B", "LA"), 6, 6),
    component_expansion=over_years(("K", "B"), 1, 1),
    component_funding=over_years(("B", "K", "B"), 10, 10),
    support=over_years(("TANK",), 2, 1),
    loan={("A", "F", "2026"): 300},
)
