"""Pools that exclusions or calls keep shut, whoever is in."""

from typing import Any

import pytest

from allocator.preflight.findings import findings
from tests.families.pools import pooling
from tests.scenarios import call, exclusion, member, policy, rule

ALL = tuple(member("P", ally) for ally in ("A", "B", "S"))


def reasons(*members: Any, **records: Any) -> list[str]:
    scenario = pooling(*members, **records)
    found = [one.message for one in findings(scenario) if one.check == "pools"]
    return [message.removeprefix("pool P can never operate: ") for message in found]


def test_exclusions_that_leave_too_few() -> None:
    """A excludes B and S, who may be in together."""
    pairs = (exclusion("A", "B"), exclusion("S", "A"))
    assert reasons(*ALL, min_members=2, exclusions=pairs) == []
    assert reasons(*ALL, min_members=3, exclusions=pairs) == [
        "exclusions let at most 2 of its states in at once and it needs 3"
    ]


@pytest.mark.parametrize("off", [(), ("leadership",)])
def test_the_framework_nation_is_one_of_them(off: tuple[str, ...]) -> None:
    """A alone may lead, and excludes both others; without leadership nobody need."""
    members = (ALL[0], *(member("P", ally, framework_eligible=False) for ally in ("B", "S")))
    pairs = (exclusion("A", "B"), exclusion("S", "A"))
    found = reasons(*members, min_members=2, exclusions=pairs, policy=policy(families_off=off))
    shut = ["exclusions let at most 1 of its states in at once and it needs 2"]
    assert found == ([] if off else shut)


def test_members_by_role_that_exclude_each_other() -> None:
    members = tuple(member("P", ally, role="member") for ally in ("A", "B"))
    assert reasons(*members) == []
    assert reasons(*members, exclusions=(exclusion("A", "B"),)) == [
        "exclusions let at most 0 of its states in at once and it needs 1"
    ]


def test_whom_a_rule_forbids_the_capability_excludes_nobody() -> None:
    members = tuple(member("P", ally, role="member") for ally in ("A", "B"))
    ban = rule("R", "forbid", states=("A",), binds="A")
    assert reasons(*members, exclusions=(exclusion("A", "B"),), rules=(ban,)) == []


def test_calls_of_the_least_states_beyond_the_largest_pool() -> None:
    """A must be in and calls for two; of the others S calls for least, one. Half of the lots."""
    members = (member("P", "A", role="member"), *ALL[1:])
    calls = (call("P", "A", 2), call("P", "B", 4), call("P", "S", 1))
    half: dict[str, Any] = {"calls": calls, "availability": 5_000}
    assert reasons(*members, min_members=2, max_lots=6, **half) == []
    assert reasons(*members, min_members=2, max_lots=5, **half) == [
        "whoever is in, at least 3 lots are called for at once in CRISIS, and at most 2 can answer"
    ]
    assert reasons(*members, min_members=1, max_lots=4, **half) == []
    assert reasons(*members, min_members=3, max_lots=13, **half) != []
