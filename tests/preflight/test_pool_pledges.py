"""Pledges to be in a pool or to open it."""

from typing import Any

from allocator.domain.rule import Pledge
from allocator.domain.scenario import Scenario
from tests.preflight.told import told
from tests.scenarios import (
    capability,
    exclusion,
    line,
    member,
    personnel,
    pledge,
    policy,
    pool,
    rates,
    rule,
    state,
    tiny,
    years,
)

MEND = "; drop it or move it, or mend the pool and its members"


def opening(period: str = "2026", value: int = 1) -> Pledge:
    return pledge("pool_open", "P", "exactly", value, period=period, row=2)


def joining(ally: str, row: int = 3, value: int = 1, code: str = "P") -> Pledge:
    return pledge("pool_join", code, "exactly", value, state=ally, row=row)


def pledged(*pledges: Pledge, **fields: Any) -> Scenario:
    """P may be of A, B and S, a small state; L makes a lot of ten shares a year at EUR 1 m."""
    members = fields.pop("members", tuple(member("P", ally) for ally in "ABS"))
    records = {
        name: fields.pop(name)
        for name in (
            "rules",
            "exclusions",
            "policy",
            "ceiling",
            "lines",
            "personnel",
            "capabilities",
        )
        if name in fields
    }
    pools = fields.pop("pools", None) or (pool(**fields),)
    return tiny(
        **{
            "periods": years(2),
            "required": 9,
            "states": (state("A"), state("B"), state("S", small_state=True)),
            "lines": (line(),),
            "line_rates": rates("L", 1, 1),
            "pools": pools,
            "pool_members": members,
            "pledges": pledges,
            **records,
        }
    )


def said(scenario: Scenario) -> list[str]:
    """But for what is said of pools without any pledge."""
    return [finding for finding in told(scenario, "pools") if finding.startswith("pledges")]


def test_a_pool_that_cannot_operate_by_then() -> None:
    assert said(pledged(opening(), min_lots=1)) == []
    assert said(pledged(opening(), min_lots=2)) == [
        "pledges[2]: pool P is to operate by 2026, but by 2026 it can have at most 1 lots and "
        "needs 2" + MEND
    ]
    assert said(pledged(opening("2027"), min_lots=1, start="2027")) == []
    assert said(pledged(opening("2027"), min_lots=2)) == [
        "pledges[2]: pool P is to operate by 2027, but by 2027 it can have at most 1 lots and "
        "needs 2 if it begins in 2027" + MEND
    ]
    assert said(pledged(opening(), start="2027")) == [
        "pledges[2]: pool P is to operate by 2026, but it starts in 2027" + MEND
    ]
    late = (line(lead_months=12),)
    role = (member("P", "A", role="member", least_share=1), member("P", "B"))
    (short,) = said(pledged(opening(), lines=late, members=role))
    assert "A is a member by role, but its least share asks for 1 more than today's" in short
    assert said(pledged(opening("2027"), lines=late, members=role)) == []


def test_states_that_cannot_be_in_it() -> None:
    def why(*pledges: Pledge, **fields: Any) -> str:
        (found,) = said(pledged(*pledges, **fields))
        return found.removeprefix("pledges[3]: A is to be in pool P by 2026, but ").removesuffix(
            MEND
        )

    others = (member("P", "B"), member("P", "S"))
    assert said(pledged(joining("A"))) == []
    assert why(joining("A"), members=others) == "it is neither member nor candidate"
    barred = (member("P", "A", role="barred", framework_eligible=False), *others)
    assert why(joining("A"), members=barred) == "it is neither member nor candidate"
    assert (
        why(joining("A"), rules=(rule("R", "forbid"),))
        == "a rule (rules[R, A, TANK]) forbids it TANK"
    )
    many = (member("P", "A", least_share=31), *others)
    assert why(joining("A"), members=many) == (
        "its least share asks for 31 more than today's, and by 2027 it can have 20 more"
    )
    assert why(joining("A"), min_lots=3) == ("by 2027 it can have at most 1 lots and needs 3")
    with_fee = {"entry_fee": 301, "startup_cost": 400, "ceiling": 300}
    assert why(joining("A"), **with_fee) == (
        "being in it costs it at least EUR 0.301 m, more than what its ceilings of 2026 leave, "
        "with money carried and borrowed: EUR 0.300 m"
    )
    some = (member("P", "A", least_share=7), *others)
    assert said(pledged(joining("A"), members=some, ceiling=700)) == []
    assert "at least EUR 0.700 m, more than what its ceilings of 2026 to 2027" in why(
        joining("A"), members=some, ceiling=349
    )
    crewed = {
        "capabilities": (capability(posts=10),),
        "personnel": tuple(personnel("A", year, posts_free=6) for year in ("2026", "2027")),
    }
    assert why(joining("A"), members=some, **crewed) == (
        "its least shares need 7 posts and it can have 6"
    )
    apart = {"members": (member("P", "A"), member("P", "B", role="member"), member("P", "S"))}
    assert why(joining("A"), **apart, exclusions=(exclusion("A", "B"),)) == (
        "exclusions let at most 0 of its states in at once and it needs 1"
    )


def test_pledges_about_one_pool_together() -> None:
    both = (joining("A", 3), joining("B", 4))
    assert said(pledged(*both)) == []
    assert said(pledged(*both, exclusions=(exclusion("A", "B"),))) == [
        "pledges[3]: A is to be in pool P by 2026, with pledges[4] (B is to be in pool P by 2026), "
        "but exclusions let at most 0 of its states in at once and it needs 1; change one of them"
    ]
    (full,) = said(pledged(*both, max_members=1))
    assert "2 states must be in it and it holds at most 1" in full
    assert said(pledged(joining("A", 3), joining("S", 4), max_members=1)) == []
    (few,) = said(pledged(opening(), joining("A", value=0), min_members=3))
    assert few.startswith(
        "pledges[2]: pool P is to operate by 2026, with pledges[3] (A is to be out"
    )
    assert "2 states may join and it needs 3" in few
    assert said(pledged(joining("A"), opening("2026", 0))) == []
    assert said(pledged(joining("A"), opening("2027", 0))) == [
        "pledges[3]: A is to be in pool P by 2026, with pledges[2] (pool P is not to operate by "
        "2027), but nobody is in a pool that does not open; change one of them"
    ]
    role = (member("P", "A", role="member"), member("P", "B"))
    (stays,) = said(pledged(opening(), joining("A", value=0), members=role))
    assert "but A is a member by role, but is to stay out of it" in stays


def test_small_states_in_too_many_pools() -> None:
    two: dict[str, Any] = {
        "pools": (pool(), pool("Q")),
        "members": (member("P", "S"), member("Q", "S", role="member"), member("Q", "A")),
    }
    one = policy(deadline_period="2027", small_state_pool_limit=1)
    pledges = (joining("S", 3), joining("A", 4, code="Q"))
    assert said(pledged(*pledges, **two)) == []
    assert said(pledged(*pledges, **two, policy=one)) == [
        "pledges[3]: S is to be in pool P by 2026, with pledges[4] (A is to be in pool Q by 2026), "
        "but S, a small state, would be in 2 pools, and settings[small_state_pool_limit] allows 1; "
        "drop one of them, or raise small_state_pool_limit"
    ]
    none = policy(deadline_period="2027", small_state_pool_limit=0)
    assert (
        "small_state_pool_limit keeps small states out"
        in said(pledged(joining("S"), **two, policy=none))[0]
    )


def test_upper_bounds_of_one_and_what_ifs_without_pooling_ask_for_nothing() -> None:
    vacuous = pledge("pool_join", "P", "at_most", 1, state="A", row=4)
    assert said(pledged(joining("A"), vacuous)) == []
    off = policy(deadline_period="2027", families_off=("pooling",))
    assert said(pledged(opening(), min_lots=9, policy=off)) == []
