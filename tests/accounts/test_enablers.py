from fractions import Fraction
from typing import Any

from allocator.accounts.dependence import dependences, european_share
from allocator.accounts.enablers import draws, enabled
from allocator.accounts.ledger import Ledger
from allocator.accounts.shortfall import shortfalls
from tests.plans import over_years, plan
from tests.scenarios import (
    capability,
    enabler,
    holding,
    line,
    policy,
    pool,
    requirement,
    rule,
    tiny,
)

COUNTED = {("HEAVY", "2026"): 3, ("LIGHT", "2026"): 1}


def brigades(
    counted: dict[tuple[str, str], int] = COUNTED, *, required: int = 0, **records: Any
) -> Ledger:
    """6 heavy brigades, one of them from outside, and 4 light ones, of 8 and 3 required; so many
    shields are required for themselves.

    A heavy one needs 1.5 shields and half a lift, a light one a shield; 6 shields and 8 lifts are
    there.
    """
    scenario = tiny(
        capabilities=tuple(map(capability, ("HEAVY", "LIGHT", "SHIELD", "LIFT"))),
        requirements=(
            requirement(8, "HEAVY"),
            requirement(3, "LIGHT"),
            requirement(required, "SHIELD"),
        ),
        **records,
        enablers=(
            enabler("HEAVY", "SHIELD", 1_500),
            enabler("HEAVY", "LIFT", 500, shared=True),
            enabler("LIGHT", "SHIELD"),
        ),
    )
    there = {"HEAVY": 5, "LIGHT": 4, "SHIELD": 6, "LIFT": 8}
    return Ledger(
        scenario,
        plan(
            contribution={("A", code, "2026"): units for code, units in there.items()},
            support={("HEAVY", "2026"): 1},
            counted=counted,
        ),
    )


def test_what_is_there_what_counts_and_what_is_lost() -> None:
    """Of 4 light brigades 3 are required and 1 counts."""
    found = enabled(brigades())
    assert list(found) == [("HEAVY", "2026"), ("LIGHT", "2026")]
    heavy, light = found.values()
    assert (heavy.required, heavy.there, heavy.counted, heavy.lost) == (8, 6, 3, 3)
    assert (light.required, light.there, light.counted, light.lost) == (3, 4, 1, 2)
    assert (heavy.held, light.held) == (1, 0)


def test_what_could_be_given_is_held() -> None:
    """Of A 4 and a lot of 2; B may not contribute; a pool's lot of 2 and 1 from outside."""
    scenario = tiny(
        capabilities=(capability("HEAVY", lot=2), capability("SHIELD")),
        required=9,
        holdings=(holding("A", 4, "HEAVY"), holding("B", 3, "HEAVY")),
        lines=(line(capability="HEAVY"),),
        pools=(pool(capability="HEAVY", stock_lots=1, lines=()),),
        rules=(rule("R", "forbid", binds="B", states=("B",), on="HEAVY", capabilities=("HEAVY",)),),
        enablers=(enabler("HEAVY", "SHIELD"),),
    )
    decided = plan(delivered=over_years(("A", "L"), 1), support={("HEAVY", "2026"): 1})
    (account,) = enabled(Ledger(scenario, decided)).values()
    assert (account.held, account.there, account.counted) == (4 + 2 + 2 + 1, 3, 0)


def test_which_enabler_holds_the_rest_back_and_by_how_much() -> None:
    """Shields: 3 x 1.5 + 1 are drawn, half a shield is left. For 8 heavy brigades 12 + 1 are
    needed, 7 more than there are; for 3 light ones 4.5 + 3, so 2 more."""
    heavy, light = enabled(brigades(required=7)).values()
    shield, lift = heavy.ratios
    assert (lift.row.enabler_capability, lift.allows, lift.lacking) == ("LIFT", 16, 0)
    assert (shield.elsewhere, shield.allows, shield.lacking) == (1_000, 3, 7)
    assert (shield.missing, lift.missing) == (1, 0)
    assert heavy.holding == (shield,)
    (other,) = light.ratios
    assert (other.elsewhere, other.allows, other.lacking) == (4_500, 1, 2)
    assert light.holding == (other,)


def test_an_enabler_that_keeps_step_holds_nothing_back() -> None:
    """No more shields are required than are there, and no more brigades are held than count."""
    assert [account.holding for account in enabled(brigades()).values()] == [(), ()]
    idle = enabled(brigades(holdings=(holding("B", 3, "HEAVY"),)))
    assert [len(account.holding) for account in idle.values()] == [1, 0]
    as_many = enabled(brigades(holdings=(holding("B", 2, "HEAVY"),)))
    assert [len(account.holding) for account in as_many.values()] == [0, 0]


def test_nothing_holds_back_where_there_is_room_or_no_need() -> None:
    room = enabled(brigades({("HEAVY", "2026"): 2, ("LIGHT", "2026"): 1}, required=7))
    assert [len(account.holding) for account in room.values()] == [0, 0]
    met = enabled(brigades({("HEAVY", "2026"): 8, ("LIGHT", "2026"): 3}, required=7))
    assert [len(account.holding) for account in met.values()] == [0, 0]


def test_a_what_if_without_enablers_holds_nothing_back() -> None:
    off = policy(families_off=("enablers",))
    accounts = enabled(brigades(required=7, policy=off)).values()
    assert [(account.lost, account.holding) for account in accounts] == [(3, ()), (2, ())]


def test_those_that_let_fewest_count_come_first() -> None:
    scenario = tiny(
        capabilities=tuple(map(capability, ("HEAVY", "SHIELD", "LIFT"))),
        required=8,
        enablers=(enabler("HEAVY", "LIFT"), enabler("HEAVY", "SHIELD", 3_000)),
    )
    there = {"HEAVY": 5, "SHIELD": 2, "LIFT": 1}
    contribution = {("A", code, "2026"): units for code, units in there.items()}
    (account,) = enabled(
        Ledger(scenario, plan(contribution=contribution, counted={("HEAVY", "2026"): 1}))
    ).values()
    assert [ratio.row.enabler_capability for ratio in account.holding] == ["SHIELD", "LIFT"]
    assert [ratio.lacking for ratio in account.holding] == [22, 7]


def test_rows_that_are_not_shared_draw_on_the_same_units() -> None:
    lift, shield = sorted(draws(brigades()), key=lambda draw: draw.enabler)
    assert (lift.needs, lift.there, lift.left) == ((1_500,), 8, 6_500)
    assert (shield.needs, shield.there, shield.left) == ((4_500, 1_000), 6, 500)


def test_only_what_counts_meets_a_requirement() -> None:
    """8 heavy brigades are required and 3 count: 5 are missing, 2 at 125,000 and 2 at twice and 1
    at four times that; and of 3 light ones 2: 1 at 666,667 and 1 at twice 333,334."""
    found = shortfalls(brigades())
    heavy, light = found["HEAVY", "2026"], found["LIGHT", "2026"]
    assert (heavy.there, heavy.counted, heavy.lost, heavy.missing) == (6, 3, 3, 5)
    assert (light.there, light.counted, light.lost, light.missing) == (4, 1, 2, 2)
    assert (heavy.steps, heavy.value) == ((2, 2, 1), 125_000 * (2 + 2 * 2 + 4))
    shield = found["SHIELD", "2026"]
    assert (shield.there, shield.counted, shield.lost, shield.missing) == (6, 6, 0, 0)


def test_no_more_counts_than_is_there_whatever_the_plan_says() -> None:
    heavy = shortfalls(brigades({("HEAVY", "2026"): 9}))["HEAVY", "2026"]
    assert (heavy.counted, heavy.lost, heavy.missing) == (6, 0, 2)


def test_the_european_share_has_no_more_than_counts() -> None:
    """3 of 8 heavy brigades count and may be European, and 1 of 3 light ones."""
    ledger = brigades()
    found = dependences(ledger)
    assert found["HEAVY", "2026"].european_share == Fraction(3, 8)
    assert found["LIGHT", "2026"].european_share == Fraction(1, 3)
    assert found["SHIELD", "2026"].european_share == 1
    assert european_share(ledger) == (Fraction(3, 8) + Fraction(1, 3)) / 2
    six = dependences(brigades({("HEAVY", "2026"): 6}))["HEAVY", "2026"]
    assert six.european_share == Fraction(5, 8)
