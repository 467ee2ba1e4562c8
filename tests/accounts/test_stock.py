from allocator.accounts.stock import Stock
from tests.scenarios import (
    capability,
    contract,
    holding,
    line,
    member,
    policy,
    pool,
    requirement,
    retirement,
    tiny,
    years,
)


def test_holdings_shrink_and_contracts_join() -> None:
    """Three quarters of 10 are 7; of the 7 left in 2027, 5; two more under contract from 2027."""
    stock = Stock(
        tiny(
            periods=years(3),
            holdings=(holding("A", 10, available_share=7_500),),
            retirements=(retirement("A", 3, period="2027"),),
            order_book=(contract("A", 2, period="2027"), contract("B", 4, period="2028")),
        )
    )
    assert stock.today == {("A", "TANK"): 7}
    assert stock.owned == {("A", "TANK"): (7, 5, 5)}
    assert stock.available == {("A", "TANK"): (7, 7, 7), ("B", "TANK"): (0, 0, 4)}


def test_more_retired_than_held_leaves_nothing() -> None:
    stock = Stock(tiny(holdings=(holding("A", 2),), retirements=(retirement("A", 5),)))
    assert stock.owned["A", "TANK"] == (0,)


def test_pool_stock_counts_whole_lots_of_its_contracts() -> None:
    """One lot in service; 3 and 2 units under contract with lots of 2: 1, then 2 lots more."""
    stock = Stock(
        tiny(
            periods=years(2),
            capabilities=(capability(lot=2),),
            lines=(line(),),
            pools=(pool(stock_lots=1),),
            order_book=(contract("P", 3), contract("P", 2, period="2027", line="L")),
        )
    )
    assert stock.pool_stock == {"P": (2, 3)}
    assert stock.available == {}


def test_only_contracts_with_a_line_use_it() -> None:
    stock = Stock(
        tiny(
            periods=years(2),
            lines=(line(),),
            order_book=(
                contract("A", 1, line="L"),
                contract("B", 2, line="L"),
                contract("A", 4),
                contract("A", 8, line="L", period="2027"),
            ),
        )
    )
    assert stock.line_contracts == {"L": (3, 8)}


def test_cap_is_at_least_one_lot() -> None:
    """Half of 9 is 4; half of 3 is 1, but a lot is 2; TANK's own 60 % comes before the policy's."""
    scenario = tiny(
        policy=policy(concentration_cap=5_000, deadline_period="2027"),
        periods=years(2),
        capabilities=(capability("SHIP", lot=2), capability("TANK", concentration_cap=6_000)),
        requirements=(
            requirement(9, "SHIP", "2026"),
            requirement(3, "SHIP", "2027"),
            requirement(9, "TANK", "2026"),
            requirement(10, "TANK", "2027"),
        ),
    )
    assert Stock(scenario).cap == {"SHIP": (4, 2), "TANK": (5, 6)}


def test_shares_of_today_never_break_the_limit() -> None:
    """25 of 10 shares a lot of 3 units in two pools are 7.5 units, so 8; the cap is 5."""
    stock = Stock(
        tiny(
            policy=policy(concentration_cap=5_000),
            capabilities=(capability(lot=3),),
            required=10,
            pools=(pool("P", lines=()), pool("Q", lines=())),
            pool_members=(
                member("P", "A", shares_today=15),
                member("Q", "A", shares_today=10),
                member("P", "B", shares_today=10),
            ),
        )
    )
    assert stock.limit("A", "TANK") == (8,)
    assert stock.limit("B", "TANK") == (5,)
