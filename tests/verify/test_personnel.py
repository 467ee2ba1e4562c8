from typing import Any

from allocator.domain.scenario import Scenario
from tests.plans import broken, over_years, plan, subjects
from tests.scenarios import (
    capability,
    contract,
    holding,
    line,
    member,
    personnel,
    pool,
    rates,
    tiny,
    years,
)


def manned(*pipelines: int, **fields: Any) -> Scenario:
    """Two posts a unit; A holds 3 and has 9 more under contract; B has no personnel rows."""
    return tiny(
        periods=years(len(pipelines)),
        capabilities=(capability(posts=2),),
        required=50,
        holdings=(holding("A", 3), holding("B", 9)),
        order_book=(contract("A", 9), contract("B", 9)),
        personnel=tuple(
            personnel("A", str(2026 + year), pipeline=pipeline, **fields)
            for year, pipeline in enumerate(pipelines)
        ),
    )


def giving(*units: int, crews: tuple[int, ...] = ()) -> Any:
    return plan(contribution=over_years(("A", "TANK"), *units), crews=over_years(("A",), *crews))


def test_posts_are_filled_for_what_is_contributed_beyond_today() -> None:
    """5 units, 2 beyond today: 4 posts, one of them free."""
    assert broken(manned(9, posts_free=1), giving(5, crews=(3,))) == set()
    assert broken(manned(9, posts_free=1), giving(5, crews=(2,))) == {"personnel"}
    assert broken(manned(0), giving(3)) == set()


def test_training_limits_what_is_added_in_a_period() -> None:
    assert broken(manned(2, 3), giving(3, 3, crews=(2, 5))) == set()
    assert subjects(manned(2, 2), giving(3, 3, crews=(2, 5))) == [("A", "2027")]
    assert subjects(manned(1, 9), giving(3, 3, crews=(2, 5))) == [("A", "2026")]


def test_the_limit_is_on_all_posts_filled() -> None:
    assert broken(manned(9, 9, posts_limit=5), giving(3, 3, crews=(2, 5))) == set()
    assert subjects(manned(9, 9, posts_limit=4), giving(3, 3, crews=(2, 5))) == [("A", "2027")]


def test_posts_once_filled_stay() -> None:
    assert subjects(manned(9, 9), giving(3, 3, crews=(2, 1))) == [("A", "2027")]


def test_states_without_rows_have_no_limit() -> None:
    assert broken(manned(0), plan(contribution={("B", "TANK", "2026"): 18})) == set()


def test_shares_need_crews_too() -> None:
    """10 posts a lot of 3 shares: 3.334 a share; two shares need 6.668, so 7 posts are enough."""
    scenario = tiny(
        capabilities=(capability(posts=10, shares_per_lot=3),),
        lines=(line(),),
        line_rates=rates("L", 9),
        pools=(pool(),),
        pool_members=(member("P", "A"), member("P", "B")),
        personnel=(personnel("A", pipeline=9),),
    )

    def crewed(posts: int) -> Any:
        return plan(
            pool_delivered={("P", "L", "2026"): 1},
            pool_shares={("A", "P", "L", "2026"): 2, ("B", "P", "L", "2026"): 1},
            open={("P",): 1},
            join={("A", "P"): 1, ("B", "P"): 1},
            lead={("A", "P"): 1},
            operating={("P", "2026"): 1},
            crews={("A", "2026"): posts},
        )

    assert broken(scenario, crewed(7)) == set()
    assert broken(scenario, crewed(6)) == {"personnel"}
