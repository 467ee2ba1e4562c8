"""Exclusions and calls: what just holds, and what is left alone where rows could not be read."""

from typing import Any

from allocator.io.checks.pool_rules import call_problems, exclusion_problems
from allocator.io.unread import Unread
from tests.families.pools import pooling
from tests.scenarios import call, capability, exclusion, member


def told(*members: Any, unread: tuple[str, ...] = (), **records: Any) -> list[str]:
    scenario, broken = pooling(*members, **records), Unread(dict.fromkeys(unread, ({},)))
    found = (*exclusion_problems(scenario, broken), *call_problems(scenario, broken))
    return [problem.address for problem in found]


def test_one_pair_may_exclude_each_other_in_several_capabilities() -> None:
    kinds: dict[str, Any] = {"capabilities": (capability(), capability("SHIP")), "required": 1}
    both = (exclusion("A", "S"), exclusion("S", "A", "SHIP"))
    assert told(exclusions=both, **kinds) == []
    twice = (exclusion("A", "S"), exclusion("S", "A", "SHIP", "TANK"))
    assert told(exclusions=twice, **kinds) == ["exclusions[S, A, SHIP]"]


def test_a_pool_that_keeps_enough_states_is_left_alone() -> None:
    everybody = tuple(member("P", ally) for ally in ("A", "B", "S"))
    assert told(*everybody, min_members=2, exclusions=(exclusion("A", "B"),)) == []
    assert told(*everybody, min_members=3, exclusions=(exclusion("A", "B"),)) == ["pools[P]"]
    # Too few without any exclusion is for the preflight to say.
    assert told(*everybody, min_members=4, exclusions=(exclusion("A", "B"),)) == []


def test_unread_members_and_rows_are_given_the_benefit_of_the_doubt() -> None:
    pair = (exclusion("A", "B"),)
    assert told(min_members=2, exclusions=pair) == ["pools[P]"]
    assert told(min_members=2, exclusions=pair, unread=("pool_members",)) == []
    assert told(min_members=2, exclusions=pair, unread=("exclusions",)) == ["pools[P]"]
    nothing = exclusion("A", "B").model_copy(update={"capabilities": ()})
    assert told(exclusions=(nothing,)) == ["exclusions[A, B, TANK]"]
    assert told(exclusions=(nothing,), unread=("capabilities",)) == []


def test_only_who_may_be_in_calls() -> None:
    calls = (call("P", "A", 1), call("P", "S", 1))
    assert told(calls=calls) == ["calls[CRISIS, P, S]"]
    assert told(calls=calls, unread=("pool_members",)) == []
    assert told(member("P", "A"), member("P", "S", role="barred"), calls=calls) == [
        "calls[CRISIS, P, S]"
    ]


def test_members_calls_fit_into_what_can_answer() -> None:
    """Candidates may stay out, members may not: 2 of 4 lots answer."""
    members = (member("P", "A", role="member"), member("P", "B", role="member"), member("P", "S"))
    limits: dict[str, Any] = {"max_lots": 4, "availability": 5_000}

    def calls(*lots: int) -> tuple[Any, ...]:
        return tuple(call("P", ally, each) for ally, each in zip("ABS", lots, strict=True))

    assert told(*members, calls=calls(1, 1, 9), **limits) == []
    assert told(*members, calls=calls(2, 1, 0), **limits) == ["calls[CRISIS, P, B]"]
    other = (call("P", "A", 2, "NORTH"), call("P", "B", 2, "SOUTH"))
    assert told(*members, calls=other, **limits) == []
