"""Who is in a pool, and in how many."""

from allocator.domain.scenario import Scenario
from allocator.verify.verify import violations
from tests.plans import broken, over_years, plan, subjects
from tests.scenarios import capability, exclusion, member, policy, pool
from tests.verify.pooled import changed, pooled, sharing


def test_members_are_in_an_open_pool_and_candidates_may_be() -> None:
    members = (member("P", "A", role="member"), member("P", "B", role="member"), member("P", "S"))
    assert broken(pooled(members), sharing(A=6, B=4)) == set()
    assert subjects(pooled(members), sharing(A=10)) == [("B", "P")]
    assert broken(pooled(members), plan()) == set()


def test_nobody_is_in_a_closed_pool() -> None:
    assert subjects(pooled(), plan(join={("A", "P"): 1})) == [("A", "P")]


def test_barred_states_and_strangers_stay_out() -> None:
    members = (member("P", "A"), member("P", "B", role="barred"))
    assert set(subjects(pooled(members), sharing(A=9, B=1))) == {("B", "P")}
    assert set(subjects(pooled(members), sharing(A=9, S=1))) == {("S", "P")}
    assert set(subjects(pooled(members), sharing(A=10, S=0))) == {("S", "P")}
    outside = changed(
        sharing(A=9),
        pool_shares={
            ("A", "P", "L", "2026"): 9,
            ("S", "P", "L", "2026"): 1,
        },
    )
    assert set(subjects(pooled(members), outside)) == {("S", "P")}


def test_enough_members_and_not_too_many_large_ones() -> None:
    both = sharing(A=5, B=5)
    assert broken(pooled(min_members=2), both) == set()
    assert subjects(pooled(min_members=3), both) == [("P",)]
    assert broken(pooled(min_members=3, max_members=2), sharing(A=5, B=4, S=1)) == set()
    assert subjects(pooled(max_members=1), both) == [("P",)]


def test_a_small_candidate_may_enter_with_one_share() -> None:
    candidates = (member("P", "A"), member("P", "S", least_share=4))
    assert broken(pooled(candidates), sharing(A=9, S=1)) == set()
    assert subjects(pooled(candidates), sharing(A=10, S=0)) == [("S", "P", "2026")]
    members = (member("P", "A"), member("P", "S", role="member", least_share=4))
    assert subjects(pooled(members), sharing(A=9, S=1)) == [("S", "P", "2026")]
    free = (member("P", "A"), member("P", "S", least_share=0))
    assert broken(pooled(free), sharing(A=10, S=0)) == set()
    large = (member("P", "A"), member("P", "B", least_share=4))
    assert subjects(pooled(large), sharing(A=9, B=1)) == [("B", "P", "2026")]


def test_small_states_are_in_few_pools() -> None:
    def in_two(limit: int | None) -> Scenario:
        return pooled(
            (
                member("P", "A"),
                member("P", "S"),
                member("Q", "A"),
                member("Q", "S"),
            ),
            policy=policy(small_state_pool_limit=limit),
            pools=(pool(), pool("Q")),
        )

    base = sharing(A=9, S=1)
    both = plan(
        pool_delivered={("P", "L", "2026"): 1, ("Q", "L", "2026"): 1},
        pool_shares={
            (code, name, "L", "2026"): number
            for name in "PQ"
            for code, number in (("A", 9), ("S", 1))
        },
        open={("P",): 1, ("Q",): 1},
        join={(code, name): 1 for name in "PQ" for code in "AS"},
        lead={("A", "P"): 1, ("A", "Q"): 1},
        operating={("P", "2026"): 1, ("Q", "2026"): 1},
    )
    assert broken(in_two(1), base) == set()
    assert broken(in_two(2), both) == set()
    assert broken(in_two(None), both) == set()
    assert subjects(in_two(1), both) == [("S",)]
    # A large state may be in as many as it likes beside a small one.
    beside = changed(
        both,
        pool_shares={
            ("A", "P", "L", "2026"): 9,
            ("S", "P", "L", "2026"): 1,
            ("A", "Q", "L", "2026"): 10,
        },
        join={("A", "P"): 1, ("S", "P"): 1, ("A", "Q"): 1},
    )
    assert broken(in_two(1), beside) == set()


def test_small_states_order_no_large_system() -> None:
    large = pooled(capabilities=(capability(large_system=True),))
    order = plan(delivered={("S", "L", "2026"): 1})
    assert broken(pooled(), order) == set()
    assert broken(large, order) == {"pooling"}
    assert subjects(large, order) == [("S", "L")]
    more = plan(delivered=over_years(("S", "L"), 1, 2))
    (violation,) = violations(
        pooled(periods=2, capabilities=(capability(large_system=True),)), more
    )
    assert violation.message == "a small state orders 2 lots of a large system"
    assert broken(large, plan(delivered={("A", "L", "2026"): 1})) == set()
    assert broken(large, sharing(A=9, S=1)) == set()


def test_excluded_pairs_are_named_with_what_they_rest_on() -> None:
    accord = exclusion("A", "B").model_copy(update={"legal_basis": "no accord"})
    scenario = pooled(exclusions=(accord, exclusion("B", "S", "TANK")))
    assert broken(scenario, sharing(A=10)) == set()
    assert broken(scenario, sharing(A=9, S=1)) == set()
    (violation,) = violations(scenario, sharing(A=9, B=1))
    assert violation.subject == ("A", "B", "P")
    assert violation.message == ("both are in it, but they exclude each other in TANK (no accord)")
    (plain,) = violations(pooled(exclusions=(exclusion("A", "S"),)), sharing(A=9, S=1))
    assert plain.message == "both are in it, but they exclude each other in TANK"
