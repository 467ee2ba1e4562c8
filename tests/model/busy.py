"""A scenario and a plan in which everything the model has is at work."""

from typing import Any

from allocator.domain.scenario import Scenario
from tests.plans import over_years, plan
from tests.scenarios import (
    MILLION,
    access,
    budget,
    capability,
    contract,
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
                capability(posts=10, host_cap=9_000, second_source_from=3, operating_cost=10),
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
            "access": (access("LB", "B", posts=4), access("LA", "B", delay_months=12)),
            "pools": (pool(lines=("LA",), startup_cost=50, entry_fee=5),),
            "pool_members": (member("P", "B"), member("P", "S", least_share=2)),
            "personnel": (
                personnel("B", posts_free=5, pipeline=20),
                personnel("B", "2027", posts_free=5, pipeline=5),
            ),
            "budgets": (budget("A", ceiling=9 * MILLION, carry_over_limit=3 * MILLION),),
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
    support=over_years(("TANK",), 2, 1),
)
