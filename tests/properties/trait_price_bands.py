"""Drawn scenarios in which volume brings prices down: more bought can cost less."""

from dataclasses import dataclass
from random import Random

from allocator.domain.scenario import Scenario
from tests import scenarios as make
from tests.properties.enumeration import Enumeration

SCARCE, TIGHT = (10, 5, 1), (10, 9, 8)
"""Tenths of the usual money in the last of several periods, and in the only one."""
PLENTY = 1_000 * make.MILLION


def with_price_bands(scenario: Scenario, seed: int) -> Scenario:
    """One to three bands on the first line, now and then on the second; the first is near.

    Lines make more than usual, and money is shorter where rebates matter: in the last period.
    """
    random = Random(f"{seed}|price bands")
    bands = tuple(
        make.price_band(start, price, line.code)
        for line in scenario.lines[: random.choice((1, 1, 2))]
        for start, price in _bands(random, line.unit_price)
    )
    rates = tuple(
        rate.model_copy(update={"units": rate.units + random.choice((0, 0, 1_000))})
        for rate in scenario.line_rates
    )
    last = scenario.periods[-1].code
    tenths = SCARCE if len(scenario.periods) > 1 else TIGHT
    budgets = tuple(
        budget.model_copy(update={"ceiling": budget.ceiling * random.choice(tenths) // 10})
        if budget.period == last
        else budget
        for budget in scenario.budgets
    )
    return scenario.replaced(price_bands=bands, line_rates=rates, budgets=budgets)


def _bands(random: Random, price: int) -> list[tuple[int, int]]:
    """(units, price) from one or two units on."""
    bands, start = [], 0
    for _ in range(random.choice((1, 1, 2, 3))):
        start += random.choice((1, 1, 2))
        price = price * random.choice((900, 800, 553)) // 1_000
        bands.append((start, price))
    return bands


@dataclass
class Banded(Enumeration):
    """All plans, where buying more may make good what was not to be paid for."""

    def _ample(self) -> Scenario:
        """Without rebates, but with all the money of the period in which they come back."""
        ample, last = super()._ample(), self.scenario.periods[-1].code
        budgets = (
            row.model_copy(update={"ceiling": PLENTY}) if row.period == last else row
            for row in ample.budgets
        )
        return ample.replaced(
            price_bands=(),
            budgets=tuple(budgets),
            states=tuple(s.model_copy(update={"burden_ceiling": None}) for s in ample.states),
            policy=ample.policy.model_copy(update={"small_state_burden_ceiling": None}),
        )
