"""Posts for what is pledged, and for what is required."""

from typing import Any

from allocator.domain.scenario import Scenario
from tests.preflight.told import told
from tests.scenarios import (
    access,
    capability,
    holding,
    line,
    member,
    personnel,
    pledge,
    policy,
    pool,
    rates,
    tiny,
    years,
)


def manned(*pledges: tuple[str, int, str], posts: int = 10, **records: Any) -> Scenario:
    """A has a tank and so many posts; each further tank takes 5, each ship 3."""
    return tiny(
        **{
            "periods": years(2),
            "capabilities": (capability(posts=5), capability("SHIP", posts=3)),
            "required": 9,
            "holdings": (holding("A", 1),),
            "lines": (line(), line("S", capability="SHIP")),
            "line_rates": rates("L", 4, 4) + rates("S", 4, 4),
            "personnel": tuple(
                personnel("A", year, posts_free=posts, pipeline=0) for year in ("2026", "2027")
            ),
            "pledges": tuple(
                pledge("contribution", code, "at_least", units, state="A", period=period, row=row)
                for row, (code, units, period) in enumerate(pledges, start=2)
            ),
            **records,
        }
    )


def test_a_contribution_that_cannot_be_manned() -> None:
    assert told(manned(("TANK", 3, "2026")), "crews") == []
    assert told(manned(("TANK", 4, "2026")), "crews") == [
        "pledges[2]: A is to contribute at least 4 unit of TANK by 2026, but that needs 15 posts "
        "beyond today's force in 2026 and A can have 10: 5 too few; lower it, or raise posts_free, "
        "pipeline or posts_limit in personnel"
    ]
    off = policy(deadline_period="2027", families_off=("personnel",))
    assert told(manned(("TANK", 4, "2026"), policy=off), "crews") == []


def test_contributions_of_several_capabilities_together() -> None:
    assert told(manned(("TANK", 2, "2026"), ("SHIP", 1, "2027"), posts=8), "crews") == []
    (both,) = told(manned(("TANK", 2, "2026"), ("SHIP", 1, "2027"), posts=7), "crews")
    assert both.startswith("pledges[3]: A is to contribute at least 1 unit of SHIP by 2027, with ")
    assert "with pledges[2], but that needs 8 posts beyond today's force in 2027" in both


def test_crews_that_are_no_longer_there() -> None:
    """What is contributed in 2026 stays; five of its posts are gone in 2027."""
    fewer = (
        personnel("A", "2026", posts_free=5, pipeline=5, posts_limit=9),
        personnel("A", "2027", posts_free=0, pipeline=4, posts_limit=9),
    )
    assert told(manned(("TANK", 2, "2026"), personnel=fewer), "crews") == []
    (gone,) = told(manned(("TANK", 3, "2026"), personnel=fewer), "crews")
    assert "needs 10 posts beyond today's force in 2027 and A can have 9: 1 too few" in gone


def test_posts_of_the_line_come_first() -> None:
    light = (access("L", "A", posts=2),)
    assert told(manned(("TANK", 5, "2026"), posts=8, access=light), "crews") == []
    assert len(told(manned(("TANK", 5, "2026"), posts=7, access=light), "crews")) == 1
    assert (
        len(
            told(manned(("TANK", 3, "2026"), posts=9, access=(access("L", "A", posts=9),)), "crews")
        )
        == 1
    )


def required(posts: int, **records: Any) -> Scenario:
    """6 tanks are required; A has one, both states have posts for more, and L makes 8."""
    crews = tuple(personnel(state, posts_free=posts) for state in "AB")
    fields: dict[str, Any] = {"capabilities": (capability(posts=5),), "required": 6}
    fields |= {"holdings": (holding("A", 1),), "lines": (line(),), "line_rates": rates("L", 8)}
    return tiny(**{**fields, "personnel": crews, **records})


def test_a_requirement_that_cannot_be_manned() -> None:
    """Thirteen posts are two tanks and three fifths: with A's own, 6.2 between the two."""
    assert told(required(13), "carriers") == []
    assert told(required(12), "carriers") == [
        "requirements[TANK, 2026]: 6 unit of TANK are required in 2026, at most 5 can be manned: 1 "
        "stay short in every plan; lower it, let more states buy or share it, or raise posts_free, "
        "pipeline or posts_limit in personnel"
    ]
    assert told(required(0, personnel=(personnel("A"),)), "carriers") == []
    off = policy(families_off=("personnel",))
    assert told(required(0, policy=off), "carriers") == []


def test_a_requirement_that_states_may_not_carry() -> None:
    """A third of six for each of two states, shares of a pool included."""
    third = policy(concentration_cap=3_333)
    shared: dict[str, Any] = {
        "pools": (pool(),),
        "pool_members": (member("P", "A"), member("P", "B")),
    }
    (short,) = told(required(99, policy=third, **shared), "carriers")
    assert "6 unit of TANK are required in 2026, at most 2 may be carried by the states: 4" in short
    half = policy(concentration_cap=5_000)
    assert told(required(99, policy=half), "carriers") == []
    one_buys = (line(customers=("A",)),)
    assert (
        "at most 3 may be carried" in told(required(99, policy=half, lines=one_buys), "carriers")[0]
    )
