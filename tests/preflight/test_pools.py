"""Pools that exclusions or calls keep shut, whoever is in."""

from typing import Any

import pytest

from allocator.preflight.findings import findings
from tests.families.pools import pooling
from tests.scenarios import call, exclusion, member, policy, rates, rule

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


def test_more_lots_than_a_pool_may_hold() -> None:
    assert reasons(stock_lots=3, min_lots=1, max_lots=3) == []
    assert reasons(stock_lots=4, min_lots=1, max_lots=3) == [
        "it has 4 lots without any new one and holds at most 3"
    ]


def test_shares_that_states_may_take_are_too_few_for_the_least_lots() -> None:
    """Ten shares a lot: 12 and 8 are two lots, with 9 only one; shares of today take from them."""

    def taking(*shares: int, today: int = 0, stock: int = 0) -> list[str]:
        rows = zip("AB", shares, strict=True)
        members = [member("P", ally, most_share=most, shares_today=today) for ally, most in rows]
        return reasons(*members, min_lots=2, max_lots=9, stock_lots=stock)

    few = ["by 2026 it can have at most 1 lots and needs 2"]
    assert taking(12, 8) == []
    assert taking(12, 7) == few
    assert taking(13, 9, today=1) == []
    assert taking(12, 9, today=1) == few
    assert taking(10, 0, stock=1) == []


def test_lots_that_lines_can_deliver_are_too_few_for_the_least_lots() -> None:
    wide = tuple(member("P", ally, most_share=99) for ally in ("A", "B"))
    assert reasons(*wide, min_lots=9, max_lots=9) == []
    assert reasons(*wide, min_lots=10, max_lots=10) == [
        "by 2026 it can have at most 9 lots and needs 10"
    ]


@pytest.mark.parametrize(
    ("role", "least", "shut"),
    [("member", 10, False), ("member", 11, True), ("candidate", 30, False)],
)
def test_least_shares_beyond_the_most_lots(role: str, least: int, shut: bool) -> None:
    """One more lot of ten shares. A must be in with 1; S too if it is a member, else it enters."""
    members = (
        member("P", "A", role="member", least_share=1, shares_today=1, most_share=30),
        member("P", "S", role=role, least_share=least, most_share=30),
    )
    found = reasons(*members, min_members=2, max_lots=2, stock_lots=1)
    told = (
        "whoever is in, the least shares ask for at least 11 beyond those of today, and the lots "
        "up to its most have 10"
    )
    assert found == ([told] if shut else [])


def test_calls_beyond_what_can_be_there() -> None:
    """Nine lots may be there, five can be made: six calls go unanswered."""
    members = tuple(member("P", ally, role="member", most_share=90) for ally in ("A", "B"))
    calls = (call("P", "A", 3), call("P", "B", 3))
    enough: dict[str, Any] = {"calls": calls, "max_lots": 9, "line_rates": rates("L", 6)}
    assert reasons(*members, **enough) == []
    assert reasons(*members, **{**enough, "line_rates": rates("L", 5)}) == [
        "whoever is in, at least 6 lots are called for at once in CRISIS, and at most 5 can answer"
    ]
