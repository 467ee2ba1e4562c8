"""Two years, one line, one pool; every kind of money once.

A buys 2 at 1,000 for 2027, 30 % a year before: 600 and 1,400. A lot goes to the pool in 2027: A has
6 of its shares, B 4, at 100: 180 and 420, 120 and 280. Running costs 120 a year for a unit, 12 for
a share: A 240 + 72, B 48. A leads (50), B enters (5), in 2026. B pays a step of 1,005 in tenths of
101: 1,010. A still owes 30 on a contract in 2027.
"""

from allocator.accounts.ledger import Ledger
from allocator.accounts.spending import (
    new_money_by_capability,
    new_money_by_domain,
    spending,
    yearly_cost_left,
)
from allocator.domain.scenario import Scenario
from tests.least_money import least_carry
from tests.plans import over_years, plan
from tests.scenarios import (
    budget,
    capability,
    contract,
    line,
    member,
    pool,
    profile,
    rates,
    tiny,
    years,
)


def scenario() -> Scenario:
    return tiny(
        periods=years(2),
        capabilities=(capability(operating_cost=120),),
        lines=(
            line(
                step=1_000,
                step_cost=1_005,
                max_steps=1,
                payment_profile=profile((-1, 3_000), (0, 7_000)),
            ),
        ),
        line_rates=rates("L", 5, 5),
        pools=(pool(startup_cost=50, entry_fee=5),),
        pool_members=(member("P", "A"), member("P", "B")),
        order_book=(contract("A", 1, period="2027", unpaid=30),),
        budgets=(
            budget("A", "2026", ceiling=1_000, carry_over_limit=200),
            budget("A", "2027", ceiling=2_000),
        ),
    )


def ledger() -> Ledger:
    return Ledger(
        scenario(),
        plan(
            delivered=over_years(("A", "L"), 0, 2),
            pool_delivered=over_years(("P", "L"), 0, 1),
            pool_shares={**over_years(("A", "P", "L"), 0, 6), **over_years(("B", "P", "L"), 0, 4)},
            open={("P",): 1},
            join={("A", "P"): 1, ("B", "P"): 1},
            lead={("A", "P"): 1},
            operating=over_years(("P",), 0, 1),
            expansion=over_years(("L",), 1, 1),
            funding=over_years(("B", "L"), 10, 10),
            carry=over_years(("A",), 165),
        ),
    )


def test_by_kind_and_period() -> None:
    accounts = spending(ledger())
    first, second = accounts["A", "2026"], accounts["A", "2027"]
    assert (first.orders, first.shares, first.operating, first.funding, first.fees) == (
        600,
        180,
        0,
        0,
        50,
    )
    assert (second.orders, second.shares, second.operating, second.funding, second.fees) == (
        1_400,
        420,
        312,
        0,
        0,
    )
    first, second = accounts["B", "2026"], accounts["B", "2027"]
    assert (first.orders, first.shares, first.operating, first.funding, first.fees) == (
        0,
        120,
        0,
        1_010,
        5,
    )
    assert (second.shares, second.operating) == (280, 48)


def over_horizon(account: Ledger, state: str, kind: str) -> int:
    """What a state pays of a kind in all periods together."""
    return sum(getattr(one, kind) for one in spending(account).values() if one.state == state)


def test_every_charge_is_an_amount() -> None:
    assert all(charge.amount > 0 for charge in ledger().charges)


def test_a_single_share_is_paid() -> None:
    account = Ledger(
        scenario(),
        plan(
            pool_delivered=over_years(("P", "L"), 1, 1),
            pool_shares={**over_years(("A", "P", "L"), 1, 1), **over_years(("B", "P", "L"), 9, 9)},
        ),
    )
    assert over_horizon(account, "A", "shares") == 100


def test_nothing_is_paid_back() -> None:
    """Lots that fall from 2 to 1 break `holdings`; what was paid stays paid."""
    account = Ledger(scenario(), plan(delivered=over_years(("A", "L"), 2, 1)))
    assert over_horizon(account, "A", "orders") == 2_000


def test_contracts_are_spent_and_are_no_new_money() -> None:
    """A in 2027: 1,400 + 420 + 312 and 30 owed, with 2,000 and 165 carried in: 3 left."""
    account = spending(ledger())["A", "2027"]
    assert (account.new_money, account.unpaid, account.spent) == (2_132, 30, 2_162)
    assert (account.carry_in, account.carry_out, account.room) == (165, 0, 3)
    assert spending(ledger())["A", "2026"].room == 1_000 - 165 - 830


def test_sums_by_capability_domain_and_kind_agree() -> None:
    account = ledger()
    assert account.new_money == {"A": 2_962, "B": 1_463}
    assert new_money_by_capability(account) == {("A", "TANK"): 2_962, ("B", "TANK"): 1_463}
    assert new_money_by_domain(account) == {("A", "land"): 2_962, ("B", "land"): 1_463}
    assert over_horizon(account, "A", "orders") == 2_000
    assert over_horizon(account, "B", "funding") == 1_010
    assert over_horizon(account, "A", "new_money") == 2_962
    assert over_horizon(account, "B", "new_money") == 1_463


def test_yearly_cost_left_behind() -> None:
    assert yearly_cost_left(ledger()) == {"A": 312, "B": 48}


def test_what_is_held_costs_in_every_period() -> None:
    account = Ledger(scenario(), plan(delivered=over_years(("A", "L"), 1, 1)))
    assert [spending(account)["A", year].operating for year in ("2026", "2027")] == [120, 120]


def test_least_carry_is_what_the_next_period_lacks() -> None:
    """A lacks 2,162 - 2,000 in 2027; B nothing."""
    least = least_carry(ledger())
    assert least["A", "2026"] == 162
    assert least["A", "2027"] == least["B", "2026"] == least["B", "2027"] == 0


def test_least_carry_adds_up_backwards() -> None:
    """5, 10 and 30 to pay with 20 a year: 10 lacking in 2028, so 10 from 2027 and none before."""
    later = tiny(
        periods=years(3),
        ceiling=20,
        order_book=(
            contract("A", 1, unpaid=5),
            contract("A", 1, period="2027", unpaid=10),
            contract("A", 1, period="2028", unpaid=30),
        ),
    )
    least = least_carry(Ledger(later, plan()))
    assert [least["A", year] for year in ("2026", "2027", "2028")] == [0, 10, 0]
    tighter = tiny(
        periods=years(3),
        ceiling=20,
        order_book=(
            contract("A", 1, period="2027", unpaid=15),
            contract("A", 1, period="2028", unpaid=30),
        ),
    )
    least = least_carry(Ledger(tighter, plan()))
    assert [least["A", year] for year in ("2026", "2027", "2028")] == [5, 10, 0]
