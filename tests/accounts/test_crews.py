from typing import Any

from allocator.accounts.crews import (
    crews,
    least_crews,
    posts_by_capability,
    posts_needed,
    share_posts,
)
from allocator.accounts.ledger import Ledger
from allocator.domain.scenario import Scenario
from tests.plans import over_years, plan
from tests.scenarios import (
    access,
    capability,
    contract,
    holding,
    line,
    member,
    personnel,
    pool,
    tiny,
    years,
)


def manned(posts_from_l: int) -> Scenario:
    """Ten posts a unit; units of L need others in A; A holds 5, one more is under contract."""
    return tiny(
        capabilities=(capability(posts=10),),
        holdings=(holding("A", 5),),
        order_book=(contract("A", 1),),
        lines=(line("L"), line("M")),
        access=(access("L", "A", posts=posts_from_l),),
    )


def posts(scenario: Scenario, contribution: int, from_l: int = 3, from_m: int = 2) -> Any:
    ledger = Ledger(
        scenario,
        plan(
            delivered={("A", "L", "2026"): from_l, ("A", "M", "2026"): from_m},
            contribution={("A", "TANK", "2026"): contribution},
        ),
    )
    return posts_needed(ledger).get("A")


def test_todays_force_has_its_posts() -> None:
    assert posts(manned(4), 5) is None
    assert posts(manned(4), 6) == (4_000,)


def test_units_that_need_fewest_posts_are_manned_first() -> None:
    """9 contributed, 4 beyond today: 3 of L at 4, one more at 10."""
    assert posts(manned(4), 9) == (22_000,)


def test_units_that_need_more_posts_are_manned_last() -> None:
    """8 contributed, 3 beyond today: the contract's one and two of M at 10.

    11 contributed, 6 beyond today: those at 10 and three of L at 20; today's five are manned.
    """
    assert posts(manned(20), 8) == (30_000,)
    assert posts(manned(20), 11) == (90_000,)


def test_a_line_without_units_to_spare_is_used_up() -> None:
    """2 lots of L at 4; the third unit beyond today needs 10."""
    assert posts(manned(4), 8, from_l=2) == (18_000,)


def test_shares_need_parts_of_posts_rounded_up() -> None:
    """10 posts over 3 shares: 3,334 thousandths a share; 2 shares in 2027."""
    scenario = tiny(
        periods=years(2),
        capabilities=(capability(posts=10, shares_per_lot=3),),
        lines=(line("L"), line("M")),
        pools=(pool(lines=("L", "M")),),
        pool_members=(member("P", "A"), member("P", "B")),
        access=(access("M", "A", posts=3),),
    )
    ledger = Ledger(
        scenario,
        plan(
            pool_shares={
                **over_years(("A", "P", "L"), 0, 2),
                **over_years(("A", "P", "M"), 0, 1),
                **over_years(("B", "P", "M"), 1, 1),
            },
        ),
    )
    assert share_posts(ledger, "A", "L") == 3_334
    assert share_posts(ledger, "A", "M") == 1_000
    assert posts_by_capability(ledger) == {
        ("A", "TANK"): (0, 7_668),
        ("B", "TANK"): (3_334, 3_334),
    }


def test_posts_add_up_over_capabilities() -> None:
    scenario = tiny(capabilities=(capability("SHIP", posts=7), capability("TANK", posts=2)))
    ledger = Ledger(
        scenario,
        plan(contribution={("A", "SHIP", "2026"): 1, ("A", "TANK", "2026"): 3}),
    )
    assert posts_needed(ledger) == {"A": (13_000,)}


def rising(*units: int, **fields: Any) -> Ledger:
    """Posts of A, one for each unit it contributes in 2026, 2027, ..."""
    scenario = tiny(
        periods=years(len(units)),
        capabilities=(capability(posts=1),),
        personnel=tuple(personnel("A", str(2026 + year), **fields) for year in range(len(units))),
    )
    return Ledger(scenario, plan(contribution=over_years(("A", "TANK"), *units)))


def test_crews_are_filled_as_late_as_training_allows() -> None:
    """12 posts in 2028, 2 of them free, 5 trained a year: 0, 5, 10."""
    least = least_crews(rising(0, 0, 12, posts_free=2, pipeline=5))
    assert [least["A", year] for year in ("2026", "2027", "2028")] == [0, 5, 10]


def test_parts_of_posts_are_filled_as_whole_ones() -> None:
    """3.334 posts for a share, one free: three to fill."""
    scenario = tiny(
        capabilities=(capability(posts=10, shares_per_lot=3),),
        lines=(line(),),
        pools=(pool(),),
        pool_members=(member("P", "A"),),
        personnel=(personnel("A", posts_free=1),),
    )
    ledger = Ledger(scenario, plan(pool_shares=over_years(("A", "P", "L"), 1)))
    assert least_crews(ledger) == {("A", "2026"): 3}
    assert crews(ledger)["A", "2026"].needed == 4


def test_crews_once_filled_stay() -> None:
    least = least_crews(rising(5, 0, 6, posts_free=1, pipeline=9))
    assert [least["A", year] for year in ("2026", "2027", "2028")] == [4, 4, 5]


def test_accounts_of_crews() -> None:
    """B has no personnel rows: no account, no limit."""
    scenario = tiny(
        periods=years(2),
        capabilities=(capability(posts=3),),
        personnel=(
            personnel("A", "2026", posts_free=1, pipeline=2, posts_limit=9),
            personnel("A", "2027", posts_free=1, pipeline=4),
        ),
    )
    ledger = Ledger(
        scenario,
        plan(
            contribution={**over_years(("A", "TANK"), 1, 2), **over_years(("B", "TANK"), 9, 9)},
            crews=over_years(("A",), 2, 5),
        ),
    )
    accounts = crews(ledger)
    assert set(accounts) == {("A", "2026"), ("A", "2027")}
    first, second = accounts["A", "2026"], accounts["A", "2027"]
    assert (first.needed, first.free, first.filled, first.added, first.room) == (3, 1, 2, 2, 0)
    assert (second.needed, second.filled, second.added, second.room) == (6, 5, 3, 0)
    assert (first.limit, second.limit, second.pipeline) == (9, None, 4)
