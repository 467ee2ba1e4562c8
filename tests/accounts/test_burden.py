from fractions import Fraction
from typing import Any

import pytest

from allocator.accounts.burden import burdens, key_money, key_shares, largest_burden
from allocator.accounts.ledger import Ledger
from allocator.domain.policy import KeyPart
from allocator.domain.scenario import Scenario
from tests.plans import over_years, plan
from tests.scenarios import line, policy, rates, state, tiny


def keyed(*parts: tuple[Any, int]) -> Scenario:
    """A: GDP 100 m, 30 people, 10 of common funding, own key 1; B: 300 m, 10, 10, none."""
    return tiny(
        policy=policy(burden_key=tuple(KeyPart(key=key, weight=weight) for key, weight in parts)),
        states=(
            state("A", gdp=100_000, population=30, nato_cost_share=10, burden_key=1),
            state("B", gdp=300_000, population=10, nato_cost_share=10),
        ),
    )


@pytest.mark.parametrize(
    ("parts", "share"),
    [
        ((("gdp", 1),), Fraction(1, 4)),
        ((("population", 1),), Fraction(3, 4)),
        ((("nato_cost_share", 1),), Fraction(1, 2)),
        ((("column", 1),), Fraction(1)),
        # 0.7 x 1/4 + 0.3 x 3/4 = 0.4
        ((("gdp", 70), ("population", 30)), Fraction(2, 5)),
    ],
)
def test_keys(parts: tuple[tuple[Any, int], ...], share: Fraction) -> None:
    shares = key_shares(keyed(*parts))
    assert shares == {"A": share, "B": 1 - share}
    assert key_money(keyed(*parts)) == {"A": 400_000 * share, "B": 400_000 * (1 - share)}


def test_key_money_is_rounded_up_to_ten_million() -> None:
    """GDP 10,001 and 20,000 kEUR become 20,000 and 20,000."""
    scenario = tiny(states=(state("A", gdp=10_001), state("B", gdp=20_000)))
    assert key_money(scenario) == {"A": 20_000, "B": 20_000}


def test_a_key_that_nobody_has_counts_nothing() -> None:
    parts = policy(burden_key=(KeyPart(key="gdp", weight=1), KeyPart(key="column", weight=9)))
    states = (state("A", gdp=100_000), state("B", gdp=300_000))
    assert key_shares(tiny(policy=parts, states=states))["A"] == Fraction(1, 4)
    nothing = policy(burden_key=(KeyPart(key="column", weight=1),))
    assert key_money(tiny(policy=nothing, states=states)) == {"A": 0, "B": 0}


def test_burden_is_rounded_up() -> None:
    """A pays 1 of 100,000: 0.1 bp, so 1; B pays 30 of 300,000: 1 bp exactly; none without a key."""
    scenario = tiny(
        states=(state("A", gdp=100_000), state("B", gdp=300_000), state("C", gdp=0)),
        lines=(line(unit_price=1, customers=("A", "B", "C")),),
        line_rates=rates("L", 50),
    )
    orders = {("A", "L", "2026"): 1, ("B", "L", "2026"): 30, ("C", "L", "2026"): 5}
    accounts = burdens(Ledger(scenario, plan(delivered=orders)))
    assert [accounts[code].basis_points for code in "ABC"] == [1, 1, 0]
    assert accounts["A"].exact == Fraction(1, 100_000)
    assert accounts["C"].exact == 0


def test_the_largest_burden_is_the_spread() -> None:
    """B: 31 of 300,000 is 1.03 bp, so 2."""
    scenario = tiny(
        states=(state("A", gdp=100_000), state("B", gdp=300_000)),
        lines=(line(unit_price=1),),
        line_rates=rates("L", 50),
    )
    ledger = Ledger(
        scenario,
        plan(delivered={**over_years(("A", "L"), 1), **over_years(("B", "L"), 31)}),
    )
    assert largest_burden(ledger) == 2
    nothing = Ledger(scenario, plan())
    assert largest_burden(nothing) == 0
    assert burdens(nothing)["A"].money_share == 0
