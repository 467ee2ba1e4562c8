"""The worked example of two states, every figure by pencil (see `tests.scenarios.duo`)."""

from fractions import Fraction

import pytest

from allocator.accounts.aims import cost
from allocator.accounts.burden import burdens
from allocator.accounts.footprint import footprints, missing_return
from allocator.accounts.ledger import Ledger
from allocator.accounts.shortfall import shortfalls
from allocator.accounts.spending import spending
from allocator.domain.quantity import MILLE
from tests.plans import aim_values, duo_plan
from tests.scenarios import Variant, duo


def ledger(variant: Variant) -> Ledger:
    return Ledger(duo(variant), duo_plan(variant))


@pytest.mark.parametrize(
    ("variant", "money", "basis_points"),
    [
        # A 2 x 3 = 6 of 100 a year; B 6 x 3 = 18 of 300.
        ("base", (6_000, 18_000), (600, 600)),
        ("i", (6_000, 18_000), (600, 600)),
        # B 5 x 3 + 4 = 19 of 300 is 633.3, rounded up.
        ("ii", (6_000, 19_000), (600, 634)),
        # A 4 + 3 = 7.
        ("iii", (7_000, 18_000), (700, 600)),
        ("iv", (6_000, 18_000), (600, 600)),
    ],
)
def test_burdens(variant: Variant, money: tuple[int, int], basis_points: tuple[int, int]) -> None:
    accounts = burdens(ledger(variant))
    assert tuple(accounts[state].new_money for state in "AB") == money
    assert tuple(accounts[state].basis_points for state in "AB") == basis_points
    assert tuple(accounts[state].key_money for state in "AB") == (100_000, 300_000)


def test_exact_burden_and_shares_of_the_whole() -> None:
    """ii: B pays 19 of 25; its key is 300 of 400. 19 / 25 - 3 / 4 = 0.01."""
    account = burdens(ledger("ii"))["B"]
    assert account.exact == Fraction(19, 300)
    assert account.money_share == Fraction(19, 25)
    assert account.key_share == Fraction(3, 4)
    assert account.above_key == Fraction(1, 100)


@pytest.mark.parametrize(
    ("variant", "work", "missing"),
    [
        # One line, in B: all 24 become work in B, half of 18 is wanted; A is exempt.
        ("i", (0, 24_000), (0, 0)),
        # A's line is paid 4; half of A's 6 is wanted.
        ("ii", (4_000, 21_000), (0, 0)),
        ("iii", (4_000, 21_000), (0, 0)),
        # A has a line now but sells nothing: 3 missing.
        ("iv", (0, 24_000), (3_000, 0)),
    ],
)
def test_footprints(variant: Variant, work: tuple[int, int], missing: tuple[int, int]) -> None:
    accounts = footprints(ledger(variant))
    assert [accounts[state].work for state in "AB"] == list(map(Fraction, work))
    assert tuple(accounts[state].missing for state in "AB") == missing
    assert accounts["A"].exempt == (variant == "i")


@pytest.mark.parametrize(
    ("variant", "spread", "euros"),
    [
        ("base", 600, 24_000_000),
        ("i", 600, 24_000_000),
        ("ii", 634, 25_000_000),
        ("iii", 700, 25_000_000),
        # 24 of money, and 3 missing at a price of 1.
        ("iv", 600, 27_000_000),
    ],
)
def test_aims(variant: Variant, spread: int, euros: int) -> None:
    values = aim_values(ledger(variant))
    assert list(values) == ["shortfall", "spread", "cost", "reliance", "even_call", "tie_break"]
    assert values["shortfall"] == values["reliance"] == values["even_call"] == 0
    assert values["spread"] == spread
    assert values["cost"] == euros


def test_missing_return_is_reported_apart_from_money() -> None:
    account, whole = ledger("iv"), ledger("iii")
    assert MILLE * sum(account.new_money.values()) == 24_000_000
    assert account.scenario.policy.return_price * missing_return(account) == 3_000_000
    assert cost(account) == 27_000_000
    assert cost(whole) == MILLE * sum(whole.new_money.values())


def test_spending_leaves_room() -> None:
    accounts = spending(ledger("ii"))
    assert accounts["A", "2026"].orders == 6_000
    assert accounts["A", "2026"].room == 24_000
    assert accounts["B", "2026"].room == 11_000


def test_nothing_is_short() -> None:
    account = shortfalls(ledger("base"))["TANK", "2026"]
    assert (account.required, account.there, account.missing, account.value) == (8, 8, 0, 0)
