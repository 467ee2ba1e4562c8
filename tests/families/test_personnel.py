"""Posts for what is given beyond today's force, by hand.

A tank needs 10 posts. With 10 free and 10 trained A may give two beyond today's force, with 9
trained only one. Tanks of M need 4: of two from M and two from L it gives three with the fewest
posts first, 4 + 4 + 10 = 18. A lot of three shares with 10 posts: ceil(10,000 / 3) = 3,334
thousandths a share, so two shares take 6.668, that is 7 posts.
"""

from typing import Any

import pytest

from allocator.domain.scenario import Scenario
from tests.families.edges import just_fails, just_holds
from tests.families.pools import pooling, shared
from tests.plans import over_years, plan
from tests.scenarios import (
    access,
    capability,
    contract,
    holding,
    line,
    personnel,
    rates,
    tiny,
    years,
)


def manning(*people: dict[str, Any], **records: Any) -> Scenario:
    """A unit needs 10 posts; A has these people in 2026, 2027, ... and may buy from L and M."""
    count = len(people)
    return tiny(
        periods=years(count),
        capabilities=(capability(posts=10),),
        required=9,
        lines=(line("L"), line("M")),
        line_rates=rates("L", *[9] * count) + rates("M", *[9] * count),
        personnel=tuple(
            personnel("A", str(2026 + year), **fields) for year, fields in enumerate(people)
        ),
        **records,
    )


def giving(*units: int, **bought: tuple[int, ...]) -> Any:
    delivered: dict[tuple[str, ...], int] = {}
    for code, lots in bought.items():
        delivered |= over_years(("A", code), *lots)
    return plan(contribution=over_years(("A", "TANK"), *units), delivered=delivered)


def test_posts_are_free_or_trained() -> None:
    just_holds(manning({"posts_free": 10, "pipeline": 10}), giving(2, L=(2,)))
    just_fails(manning({"posts_free": 10, "pipeline": 9}), giving(2, L=(2,)), "personnel")


def test_a_lot_needs_its_crew_when_it_is_contributed() -> None:
    just_holds(manning({"posts_free": 10}), giving(1, L=(3,)))
    just_fails(manning({"posts_free": 10}), giving(2, L=(3,)), "personnel")


def test_todays_force_has_its_posts_and_the_order_book_has_not() -> None:
    stock = {"holdings": (holding("A", 3),), "order_book": (contract("A", 2),)}
    just_holds(manning({"posts_free": 10}, **stock), giving(4))
    just_fails(manning({"posts_free": 10}, **stock), giving(5), "personnel")


def test_a_single_unit_beyond_todays_force_needs_its_crew() -> None:
    """Four are all that can be given, three of them today's."""

    def given(free: int) -> Scenario:
        return tiny(
            capabilities=(capability(posts=10),),
            required=9,
            holdings=(holding("A", 3),),
            order_book=(contract("A", 1),),
            personnel=(personnel("A", posts_free=free),),
        )

    just_holds(given(10), giving(4))
    just_fails(given(9), giving(4), "personnel")


@pytest.mark.parametrize(
    ("people", "holds"),
    [
        (({"pipeline": 10}, {"pipeline": 20}), True),
        (({"pipeline": 10}, {"pipeline": 19}), False),
        (({"pipeline": 30}, {}), True),
        (({"pipeline": 30, "posts_limit": 29}, {}), False),
        (({"pipeline": 30, "posts_limit": 29}, {"pipeline": 1}), True),
        (({"pipeline": 30}, {"posts_limit": 29, "pipeline": 30}), False),
        (({"pipeline": 30}, {"pipeline": 30, "posts_free": 30}), True),
    ],
)
def test_crews_grow_by_training_and_stay(people: tuple[dict[str, Any], ...], holds: bool) -> None:
    """Three units in 2027 need 30 posts; what was filled stays filled, under every later limit."""
    scenario = manning(*people)
    if holds:
        just_holds(scenario, giving(0, 3, L=(3, 3)))
    else:
        just_fails(scenario, giving(0, 3, L=(3, 3)), "personnel")


def test_a_later_limit_binds_the_crews_of_today() -> None:
    just_holds(
        manning({"pipeline": 10}, {"posts_limit": 10, "posts_free": 10}), giving(1, 1, L=(1, 1))
    )
    just_fails(
        manning({"pipeline": 10}, {"posts_limit": 9, "posts_free": 10}),
        giving(1, 1, L=(1, 1)),
        "personnel",
    )


def test_the_fewest_posts_are_manned_first() -> None:
    """Units of M need 4: three given of two from L and two from M need 4 + 4 + 10."""
    lean = {"access": (access("M", "A", posts=4),)}
    just_holds(manning({"posts_free": 18}, **lean), giving(3, L=(2,), M=(2,)))
    just_fails(manning({"posts_free": 17}, **lean), giving(3, L=(2,), M=(2,)), "personnel")


def test_units_that_are_not_given_lend_no_posts() -> None:
    """One given of two that need 4 each: 4, whatever the other would save."""
    lean = {"access": (access("M", "A", posts=4),)}
    just_holds(manning({"posts_free": 4}, **lean), giving(1, M=(2,)))
    just_fails(manning({"posts_free": 3}, **lean), giving(1, M=(2,)), "personnel")


def test_dear_crews_come_last() -> None:
    """Units of M need 25: three given of two from L and two from M need 10 + 10 + 25."""
    dear = {"access": (access("M", "A", posts=25),)}
    just_holds(manning({"posts_free": 45}, **dear), giving(3, L=(2,), M=(2,)))
    just_fails(manning({"posts_free": 44}, **dear), giving(3, L=(2,), M=(2,)), "personnel")
    just_holds(manning({"posts_free": 60}, **dear), giving(3, L=(1,), M=(2,)))
    just_fails(manning({"posts_free": 59}, **dear), giving(3, L=(1,), M=(2,)), "personnel")


def test_stock_beyond_todays_force_stands_with_the_ordinary_lines() -> None:
    """Today 2; four given, one from M at 4: one of the two beyond is of M, the other ordinary."""
    records = {"holdings": (holding("A", 2),), "access": (access("M", "A", posts=4),)}
    just_holds(manning({"posts_free": 14}, **records), giving(4, L=(1,), M=(1,)))
    just_fails(manning({"posts_free": 13}, **records), giving(4, L=(1,), M=(1,)), "personnel")


def test_todays_units_are_no_source_of_extra_ones() -> None:
    """Today 2 and manned; three given, the third from M at 25, whatever the two need."""
    records = {"holdings": (holding("A", 2),), "access": (access("M", "A", posts=25),)}
    just_holds(manning({"posts_free": 25}, **records), giving(3, M=(1,)))
    just_fails(manning({"posts_free": 24}, **records), giving(3, M=(1,)), "personnel")


def test_shares_need_their_part_of_a_crew() -> None:
    """10 posts a lot of 3 shares: 3.334 each; two shares need 6.668, so 7 posts."""

    def sharing(free: int) -> Scenario:
        return pooling(
            capabilities=(capability(posts=10, shares_per_lot=3),),
            personnel=(personnel("A", posts_free=free),),
        )

    just_holds(sharing(7), shared({"A": (2,), "B": (1,)}))
    just_fails(sharing(6), shared({"A": (2,), "B": (1,)}), "personnel")


def test_posts_of_shares_are_rounded_up_each() -> None:
    """2 posts a lot of 3 shares: 0.667 each, so three of them need 2.001 posts."""

    def sharing(free: int) -> Scenario:
        return pooling(
            capabilities=(capability(posts=2, shares_per_lot=3),),
            personnel=(personnel("A", posts_free=free),),
        )

    just_holds(sharing(3), shared({"A": (3,)}))
    just_fails(sharing(2), shared({"A": (3,)}), "personnel")


def test_a_state_without_rows_has_people_enough() -> None:
    scenario = tiny(
        capabilities=(capability(posts=10),), lines=(line(),), line_rates=rates("L", 9), required=9
    )
    just_holds(scenario, giving(9, L=(9,)))
