"""Two pools of one capability that buy from one line, by hand.

P and Q both buy from L, which makes three lots a year. A and B may be in both. A lot of Q costs
four fifths of its price, one of P all of it unless said.
"""

from typing import Any

import pytest

from allocator.accounts.ledger import Ledger
from allocator.accounts.shortfall import shortfalls
from allocator.domain.outcome import Solved
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.engine.solve import solve
from allocator.model.build import build
from tests.families.edges import just_fails, just_holds
from tests.families.pools import pooling
from tests.plans import plan
from tests.scenarios import (
    call,
    capability,
    exclusion,
    member,
    personnel,
    policy,
    pool,
    rates,
)


def both(**records: Any) -> Scenario:
    """Pool fields of P as keywords, records of the scenario as well."""
    fields = {"line_rates": rates("L", 3), "pools": (pool(), pool("Q", price_factor=800))}
    members = tuple(member(code, ally) for code in "PQ" for ally in "AB")
    return pooling(*members, **{**fields, **records})


def sharing(p: int, q: int, **shares: tuple[int, int]) -> Plan:
    """Lots of each; shares of each by state; A leads both."""
    shares = shares or {"A": (10 * p, 10 * q)}
    bought = {
        (ally, code, "L", "2026"): number
        for ally, numbers in shares.items()
        for code, number in zip("PQ", numbers, strict=True)
        if number
    }
    return plan(
        pool_delivered={(c, "L", "2026"): n for c, n in (("P", p), ("Q", q)) if n},
        pool_shares=bought,
        open={("P",): 1, ("Q",): 1},
        operating={("P", "2026"): 1, ("Q", "2026"): 1},
        join={(ally, code): 1 for ally in shares for code in "PQ"},
        lead={("A", "P"): 1, ("A", "Q"): 1},
    )


def test_what_the_line_makes_goes_to_one_of_them() -> None:
    just_holds(both(), sharing(2, 1))
    just_holds(both(), sharing(0, 3))
    just_fails(both(), sharing(2, 2), "capacity")


def test_lots_of_both_count_for_the_capability() -> None:
    (account,) = shortfalls(Ledger(both(), sharing(2, 1))).values()
    assert (account.required, account.missing) == (9, 6)


def test_a_states_shares_in_both_are_added_up() -> None:
    """At most two of nine units may be counted of one state: twenty shares in all."""
    scenario = both(policy=policy(concentration_cap=2_300))
    just_holds(scenario, sharing(1, 2, A=(10, 10), B=(0, 10)))
    just_fails(scenario, sharing(1, 2, A=(10, 11), B=(0, 9)), "concentration")


def test_crews_man_shares_in_both() -> None:
    """A lot takes ten posts, a share one; A has 20."""
    people = {"capabilities": (capability(posts=10),), "personnel": (personnel("A", pipeline=20),)}
    just_holds(both(**people), sharing(1, 2, A=(10, 10), B=(0, 10)))
    just_fails(both(**people), sharing(1, 2, A=(10, 11), B=(0, 9)), "personnel")


def test_an_exclusion_in_a_capability_is_one_in_each_of_its_pools() -> None:
    scenario = both(exclusions=(exclusion("A", "B"),))
    just_holds(scenario, sharing(2, 1))
    just_fails(scenario, sharing(2, 1, A=(20, 5), B=(0, 5)), "pooling")


def test_each_pool_answers_its_own_calls() -> None:
    scenario = both(calls=(call("P", "A", 2), call("Q", "A", 1)))
    just_holds(scenario, sharing(2, 1))
    just_fails(scenario, sharing(1, 2), "pooling")


@pytest.mark.parametrize(("most", "lots"), [(3, (0, 3)), (1, (2, 1))])
def test_the_cheaper_pool_is_filled_first(most: int, lots: tuple[int, int]) -> None:
    pools = (pool(price_factor=900), pool("Q", price_factor=800, max_lots=most))
    scenario = both(pools=pools)
    outcome = solve(build(scenario), effort="normal")
    assert isinstance(outcome, Solved)
    bought = outcome.plan.pool_delivered
    assert tuple(bought.get((code, "L", "2026"), 0) for code in "PQ") == lots
