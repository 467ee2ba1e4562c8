from fractions import Fraction

from allocator.accounts.ledger import Ledger
from allocator.accounts.shortfall import shortfalls, stepped, unit_price
from tests.plans import over_years, plan
from tests.scenarios import (
    capability,
    contract,
    line,
    member,
    period,
    policy,
    pool,
    tiny,
)


def test_steps_end_at_parts_of_the_requirement_rounded_up() -> None:
    """Of 7: 20 % is 1.4, so 2; 50 % is 3.5, so 4."""
    scenario = tiny()
    assert stepped(scenario, 7, 0) == (0, 0, 0)
    assert stepped(scenario, 7, 2) == (2, 0, 0)
    assert stepped(scenario, 7, 3) == (2, 1, 0)
    assert stepped(scenario, 7, 7) == (2, 2, 3)


def test_prices_weigh_priority_and_period() -> None:
    """10^6 x 3 x 2 x 4 / 7 = 3,428,571.4 in the third step."""
    scenario = tiny(periods=(period(weight=2),), capabilities=(capability(priority=3),), required=7)
    assert unit_price(scenario, "TANK", "2026") == 857_143
    assert unit_price(scenario, "TANK", "2026", 2) == 3_428_572
    assert unit_price(tiny(required=0), "TANK", "2026") == 0


def test_what_is_there_and_what_is_missing() -> None:
    """Required 20; contributions 2 + 3; pool lots of 2 units: 1 in stock, 1 contracted, 1 new: 6.

    Support 1: 12 are there, 8 missing: 4 at 50,000 and 4 at 100,000.
    """
    scenario = tiny(
        capabilities=(capability(lot=2),),
        required=20,
        lines=(line(),),
        pools=(pool(stock_lots=1),),
        pool_members=(member("P", "A"),),
        order_book=(contract("P", 2),),
    )
    ledger = Ledger(
        scenario,
        plan(
            contribution={("A", "TANK", "2026"): 2, ("B", "TANK", "2026"): 3},
            pool_delivered=over_years(("P", "L"), 1),
            support={("TANK", "2026"): 1},
        ),
    )
    account = shortfalls(ledger)["TANK", "2026"]
    assert (account.contributions, account.pools, account.support) == (5, 6, 1)
    assert (account.european, account.there, account.missing) == (11, 12, 8)
    assert account.steps == (4, 4, 0)
    assert account.value == 4 * 50_000 + 4 * 100_000
    assert account.part == Fraction(2, 5)


def test_more_than_required_is_no_shortfall() -> None:
    ledger = Ledger(tiny(required=1), plan(contribution={("A", "TANK", "2026"): 2}))
    account = shortfalls(ledger)["TANK", "2026"]
    assert account.missing == account.value == account.part == 0
    nothing = shortfalls(Ledger(tiny(), plan()))["TANK", "2026"]
    assert nothing.contributions == nothing.pools == nothing.support == nothing.there == 0
    assert nothing.missing == nothing.part == 0


def test_steps_follow_the_policy() -> None:
    one_step = policy().shortfall_steps[2:]
    scenario = tiny(policy=policy(shortfall_steps=one_step), required=4)
    account = shortfalls(Ledger(scenario, plan()))["TANK", "2026"]
    assert account.steps == (4,)
    assert account.value == 4 * 1_000_000
