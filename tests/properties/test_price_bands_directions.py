"""Which way plans move when lines sell cheaper by volume, and when all money doubles."""

from itertools import pairwise
from typing import Any

import pytest

from allocator.accounts.burden import largest_burden
from allocator.accounts.ledger import Ledger
from allocator.domain.outcome import Solved
from allocator.domain.policy import AIMS
from allocator.domain.scenario import Scenario
from allocator.engine.solve import solve
from allocator.model.build import build
from tests.properties.drawing import drawn
from tests.properties.trait_price_bands import with_price_bands
from tests.scenarios import (
    access,
    budget,
    capability,
    line,
    member,
    policy,
    pool,
    price_band,
    profile,
    rates,
    state,
    tiny,
    years,
)

CHEAPEST = ("shortfall", "cost", *(aim for aim in AIMS if aim not in {"shortfall", "cost"}))


def worth(scenario: Scenario) -> tuple[int, int] | None:
    """Shortfall, then cost, of the cheapest plan; None without any."""
    outcome = solve(build(scenario), last="cost")
    if not isinstance(outcome, Solved):
        return None
    values = {aim.name: aim.least for aim in outcome.aims}
    return values["shortfall"], values["cost"]


@pytest.mark.parametrize("seed", range(12))
def test_another_band_never_raises_the_cost(seed: int) -> None:
    """Not even where less could be spent before: nothing asks for money or work."""
    banded = with_price_bands(drawn(seed), seed)
    free = banded.replaced(
        policy=banded.policy.model_copy(update={"aims": CHEAPEST, "return_rate": 0}),
        budgets=tuple(row.model_copy(update={"floor": 0}) for row in banded.budgets),
        states=tuple(row.model_copy(update={"burden_floor": None}) for row in banded.states),
    )
    steps = [free.replaced(price_bands=banded.price_bands[:count]) for count in range(4)]
    found = [worth(scenario) for scenario in steps]
    for before, after in pairwise(found):
        assert before is None or (after is not None and after <= before)


def test_a_lower_band_price_moves_everybody_to_the_line_that_has_it() -> None:
    """L at 100 and M at 90; five of L cost 80 each once the band is there."""
    paid = []
    for price in (100, 95, 80):
        scenario = tiny(
            policy=policy(aims=CHEAPEST),
            required=5,
            lines=(line(unit_price=100), line("M", unit_price=90)),
            line_rates=rates("L", 9) + rates("M", 9),
            price_bands=(price_band(5, price),),
        )
        outcome = solve(build(scenario))
        assert isinstance(outcome, Solved)
        bought = {code for _, code, _ in outcome.plan.delivered}
        paid.append((bought, sum(Ledger(scenario, outcome.plan).new_money.values())))
    assert paid == [({"M"}, 450), ({"M"}, 450), ({"L"}, 400)]


def at(factor: int) -> Scenario:
    """Everything that is money, so many times."""
    money: dict[str, Any] = {
        "capabilities": (capability(operating_cost=20 * factor, readiness_cost=10 * factor),),
        "lines": (
            line(
                unit_price=1_000 * factor,
                step=1_000,
                step_cost=500 * factor,
                max_steps=1,
                payment_profile=profile((-1, 3_000), (0, 7_000)),
            ),
        ),
        "price_bands": (price_band(3, 900 * factor), price_band(5, 700 * factor)),
        "access": (access("L", "B", price=600 * factor),),
        "pools": (pool(price_factor=800, startup_cost=50 * factor, entry_fee=10 * factor),),
        "states": (state("A", gdp=factor * 10**8), state("B", gdp=factor * 10**8)),
        "budgets": tuple(
            budget(code, year, ceiling=2_500 * factor, carry_over_limit=1_000 * factor)
            for code in "AB"
            for year in ("2026", "2027")
        ),
    }
    return tiny(
        policy=policy(deadline_period="2027", concentration_cap=10_000),
        periods=years(2),
        required=6,
        line_rates=rates("L", 2, 3),
        pool_members=(member("P", "A"), member("P", "B")),
        **money,
    )


def test_twice_the_money_is_twice_the_cost_and_nothing_else() -> None:
    outcomes = [solve(build(at(factor))) for factor in (1, 2)]
    found = []
    for factor, outcome in zip((1, 2), outcomes, strict=True):
        assert isinstance(outcome, Solved)
        ledger = Ledger(at(factor), outcome.plan)
        back = sum(charge.amount for charge in ledger.charges if charge.kind == "rebates")
        values = {aim.name: aim.least for aim in outcome.aims}
        found.append((values, back, largest_burden(ledger)))
    (once, back, burden), (twice, twice_back, twice_burden) = found
    assert back < 0
    assert twice["cost"] == 2 * once["cost"]
    assert twice_back == 2 * back
    assert twice_burden == burden
    others = [name for name in once if name != "cost"]
    assert [twice[name] for name in others] == [once[name] for name in others]
