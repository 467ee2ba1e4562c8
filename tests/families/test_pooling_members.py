"""Who is in a pool, by hand: P of `tests.families.pools`, with A, B and the small state S."""

from typing import Any

from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from tests.families.edges import just_fails, just_holds
from tests.families.pools import pooling, shared
from tests.plans import over_years, plan
from tests.scenarios import capability, exclusion, member, policy, pool


def test_members_are_in_and_nobody_else_but_candidates() -> None:
    scenario = pooling(member("P", "A"), member("P", "B", role="member"))
    just_holds(scenario, shared({"A": (10,)}, join=("A", "B")))
    just_fails(scenario, shared({"A": (10,)}, join=("A",)), "pooling")
    just_holds(pooling(member("P", "A")), shared({"A": (10,)}))
    just_fails(pooling(member("P", "A")), shared({"A": (10,)}, join=("A", "B")), "pooling")
    barred = pooling(member("P", "A"), member("P", "B", role="barred"))
    just_fails(barred, shared({"A": (10,)}, join=("A", "B")), "pooling")


def test_nobody_is_in_a_pool_that_is_not_open() -> None:
    just_holds(pooling(), plan())
    just_fails(pooling(), plan(join={("A", "P"): 1}), "pooling")
    just_fails(pooling(member("P", "S")), plan(join={("S", "P"): 1}), "pooling")


def test_a_pool_has_its_least_members() -> None:
    just_holds(pooling(min_members=2), shared({"A": (10,), "B": ()}))
    just_fails(pooling(min_members=2), shared({"A": (10,)}), "pooling")


def test_small_states_do_not_count_towards_the_most_members() -> None:
    everybody = tuple(member("P", ally) for ally in ("A", "B", "S"))
    just_holds(pooling(*everybody, max_members=1), shared({"A": (10,), "S": ()}))
    just_fails(pooling(*everybody, max_members=1), shared({"A": (10,), "B": ()}), "pooling")


def test_one_share_lets_a_small_candidate_in() -> None:
    """A small member owes its least share, a small candidate one at most."""
    for least in (1, 3):
        candidate = pooling(member("P", "A"), member("P", "S", least_share=least))
        just_holds(candidate, shared({"A": (9,), "S": (1,)}))
        just_fails(candidate, shared({"A": (10,), "S": (0,)}), "pooling")
    must = pooling(member("P", "A"), member("P", "S", least_share=3, role="member"))
    just_holds(must, shared({"A": (7,), "S": (3,)}))
    just_fails(must, shared({"A": (8,), "S": (2,)}), "pooling")


def test_a_small_state_is_in_so_many_pools() -> None:
    def two(limit: int | None) -> Scenario:
        return pooling(
            *(member(code, ally) for code in ("P", "Q") for ally in ("A", "S")),
            pools=(pool("P"), pool("Q")),
            policy=policy(small_state_pool_limit=limit),
        )

    both = {
        "open": {("P",): 1, ("Q",): 1},
        "lead": {("A", "P"): 1, ("A", "Q"): 1},
        "operating": over_years(("P",), 1) | over_years(("Q",), 1),
    }
    large = {("A", "P"): 1, ("A", "Q"): 1}
    one = plan(**both, join=large | {("S", "P"): 1})
    all_in = plan(**both, join=large | {("S", "P"): 1, ("S", "Q"): 1})
    just_holds(two(1), one)
    just_holds(two(None), all_in)
    just_fails(two(1), all_in, "pooling")


def test_small_states_order_no_large_systems() -> None:
    def order(buyer: str) -> Plan:
        return plan(delivered={(buyer, "L", "2026"): 1})

    large: dict[str, Any] = {"capabilities": (capability(large_system=True),)}
    just_holds(pooling(), order("S"))
    just_holds(pooling(**large), order("A"))
    just_fails(pooling(**large), order("S"), "pooling")


def test_small_states_share_large_systems() -> None:
    scenario = pooling(
        member("P", "A"), member("P", "S"), capabilities=(capability(large_system=True),)
    )
    just_holds(scenario, shared({"A": (9,), "S": (1,)}))


def test_states_that_exclude_each_other_are_not_in_one_pool() -> None:
    scenario = pooling(exclusions=(exclusion("A", "B"),))
    just_holds(scenario, plan())
    just_holds(scenario, shared({"A": (10,)}))
    just_holds(scenario, shared({"B": (10,)}, lead="B"))
    just_fails(scenario, shared({"A": (9,), "B": (1,)}), "pooling")
    just_fails(scenario, shared({"A": (10,), "B": ()}), "pooling")


def test_a_member_keeps_out_whom_it_excludes() -> None:
    scenario = pooling(
        member("P", "A"), member("P", "B", role="member"), exclusions=(exclusion("A", "B"),)
    )
    just_holds(scenario, shared({"B": (10,)}, lead="B"))
    just_fails(scenario, shared({"A": (9,), "B": (1,)}), "pooling")


def test_members_that_exclude_each_other_keep_the_pool_closed() -> None:
    members = tuple(member("P", ally, role="member") for ally in ("A", "B"))
    just_holds(pooling(*members), shared({"A": (9,), "B": (1,)}))
    scenario = pooling(*members, exclusions=(exclusion("A", "B"),))
    just_holds(scenario, plan())
    just_fails(scenario, shared({"A": (9,), "B": (1,)}), "pooling")


def test_an_exclusion_is_about_the_capabilities_it_names() -> None:
    both = shared({"A": (9,), "B": (1,)})
    kinds = {"capabilities": (capability(), capability("SHIP")), "required": 9}
    just_holds(pooling(exclusions=(exclusion("A", "B", "SHIP"),), **kinds), both)
    just_holds(pooling(exclusions=(exclusion("A", "S"),)), both)
    just_fails(pooling(exclusions=(exclusion("A", "B", "SHIP", "TANK"),), **kinds), both, "pooling")
