"""Volumes and rebates by hand; prices in kEUR.

L sells lots of two tanks at 100 a tank, from 5 tanks on at 90 and from 10 on at 65. A takes two
lots, its pool with B two more: eight tanks, 10 less for each, 2 short of the next band. A lot
brings 20 back; a share of ten at 80 % of the price, 16, brings 1.6 back, 1 in whole kEUR.
"""

from typing import Any

import pytest

from allocator.accounts.charges import Charge
from allocator.accounts.footprint import footprints
from allocator.accounts.in_force import new_money_in_force
from allocator.accounts.ledger import Ledger
from allocator.accounts.loans import payments_for
from allocator.accounts.price_bands import Rebate, Volume, rebates, volumes
from allocator.accounts.spending import spending
from allocator.domain.plan import Plan
from allocator.domain.production_line import PriceBand
from allocator.domain.scenario import Scenario
from allocator.model.basis import Basis
from allocator.model.in_force import new_money_in_force as money_in_force
from tests.plans import over_years, plan
from tests.scenarios import (
    access,
    capability,
    fund,
    fund_limit,
    in_force,
    line,
    member,
    pool,
    price_band,
    rates,
    tiny,
    work_share,
    years,
)

FIRST: PriceBand = price_band(5, 90)
SECOND: PriceBand = price_band(10, 65)


def scenario(**records: Any) -> Scenario:
    return tiny(
        **{
            "periods": years(2),
            "capabilities": (capability(lot=2),),
            "lines": (line(unit_price=100), line("M", unit_price=70)),
            "line_rates": rates("L", 20, 20),
            "price_bands": (SECOND, FIRST),
            "pools": (pool(price_factor=800),),
            "pool_members": (member("P", "A"), member("P", "B")),
            "work_shares": (work_share("L", "B", 5_000),),
            **records,
        }
    )


def bought(lots: int = 2, pooled: int = 2, **decisions: Any) -> Plan:
    return plan(
        delivered=over_years(("A", "L"), lots, lots),
        pool_delivered=over_years(("P", "L"), 0, pooled),
        pool_shares={
            **over_years(("A", "P", "L"), 0, 5 * pooled),
            **over_years(("B", "P", "L"), 0, 5 * pooled),
        },
        **decisions,
    )


def ledger(candidate: Plan, **records: Any) -> Ledger:
    return Ledger(scenario(**records), candidate)


@pytest.mark.parametrize(
    ("lots", "units", "reached", "following", "saving", "missing"),
    [
        (0, 4, None, FIRST, 0, 1),
        (1, 6, FIRST, SECOND, 10, 4),
        (2, 8, FIRST, SECOND, 10, 2),
        (3, 10, SECOND, None, 35, None),
        (9, 22, SECOND, None, 35, None),
    ],
)
def test_all_that_a_line_sells_is_its_volume(
    lots: int,
    units: int,
    reached: PriceBand | None,
    following: PriceBand | None,
    saving: int,
    missing: int | None,
) -> None:
    account = ledger(bought(lots))
    volume = volumes(account.scenario, account.decisions)["L"]
    assert volume == Volume("L", 100, units, (FIRST, SECOND))
    assert (volume.reached, volume.following) == (reached, following)
    assert (volume.saving, volume.missing) == (saving, missing)


def test_only_lines_with_bands_have_a_volume() -> None:
    account = ledger(plan(delivered=over_years(("A", "M"), 9)))
    found = volumes(account.scenario, account.decisions)
    assert found == {"L": Volume("L", 100, 0, (FIRST, SECOND))}
    assert list(rebates(account.scenario, account.decisions, account.prices)) == []


def test_who_gets_how_much_back() -> None:
    account = ledger(bought())
    assert list(rebates(account.scenario, account.decisions, account.prices)) == [
        Rebate("A", "L", "", 2 * 20),
        Rebate("A", "L", "P", 10),
        Rebate("B", "L", "P", 10),
    ]
    # From ten tanks on: 70 a lot, 5.6 a share.
    more = ledger(bought(3))
    assert list(rebates(more.scenario, more.decisions, more.prices)) == [
        Rebate("A", "L", "", 3 * 70),
        Rebate("A", "L", "P", 10 * 5),
        Rebate("B", "L", "P", 10 * 5),
    ]


def test_an_own_price_bounds_what_comes_back() -> None:
    """A pays 30 for a lot and 3 for a share: it gets 30 and floor(2.4) back, not 70 and 5."""
    own = ledger(bought(3), access=(access("L", "A", price=15),))
    assert list(rebates(own.scenario, own.decisions, own.prices)) == [
        Rebate("A", "L", "", 3 * 30),
        Rebate("A", "L", "P", 10 * 2),
        Rebate("B", "L", "P", 10 * 5),
    ]


def test_rebates_come_in_the_last_period_and_stand_apart() -> None:
    account = ledger(bought())
    back = [charge for charge in account.charges if charge.kind == "rebates"]
    assert back == [
        Charge("A", "rebates", "TANK", 1, "L", "", -40),
        Charge("A", "rebates", "TANK", 1, "L", "P", -10),
        Charge("B", "rebates", "TANK", 1, "L", "P", -10),
    ]
    first, last = (spending(account)["A", year] for year in ("2026", "2027"))
    assert (first.orders, first.rebates, first.new_money) == (400, 0, 400)
    assert (last.orders, last.shares, last.rebates) == (0, 160, -50)
    assert last.new_money == last.to_industry == 110
    assert account.new_money == {"A": 510, "B": 150}


def test_a_last_period_may_cost_less_than_nothing() -> None:
    account = ledger(plan(delivered=over_years(("A", "L"), 5, 5)))
    last = spending(account)["A", "2027"]
    assert (last.new_money, last.spent, account.new_money["A"]) == (-350, -350, 650)
    assert last.room == last.ceiling + 350


def test_work_is_placed_for_what_stays_with_the_line() -> None:
    """660 less 60 in all, half of it work in B."""
    account = footprints(ledger(bought()))
    assert (account["A"].money, account["B"].money) == (510, 150)
    assert account["B"].work == (510 + 150) // 2


def test_loans_look_at_what_falls_due_before_rebates() -> None:
    account = ledger(bought(), funds=(fund(),), fund_limits=(fund_limit("A", 900),))
    assert payments_for(account, "A", {"F"}) == (400, 160)


def test_the_plan_in_force_gets_its_rebates() -> None:
    """Lots of a pool count though nobody holds all of its shares; what vanished does not."""
    rows = (
        in_force("delivered", "A", "L", "2026", value=2),
        in_force("delivered", "A", "L", "2027", value=2),
        in_force("pool_delivered", "P", "L", "2027", value=3),
        in_force("pool_shares", "B", "P", "L", "2027", value=7),
        in_force("delivered", "GONE", "L", "2027", value=9),
    )
    held = scenario(plan_in_force=rows, access=(access("L", "A", price=15),))
    found = {"A": 2 * 30 - 2 * 30, "B": 7 * (16 - 5)}
    assert new_money_in_force(held) == found == money_in_force(Basis(held))
