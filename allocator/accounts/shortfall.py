"""What is there of each requirement, what counts and what is missing: units, steps and value."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from allocator.accounts.ledger import Ledger
from allocator.domain.quantity import WHOLE, ceil_div
from allocator.domain.scenario import Scenario

SCALE = 1_000_000
"""Keeps the price of a missing unit whole when it is divided by the requirement."""


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A requirement in a period and what stands against it; units."""

    capability: str
    period: str
    required: int
    contributions: int
    """National holdings assigned by all states."""
    pools: int
    """Lots of pools, stock included, in units."""
    support: int
    """Outside units relied on."""
    counted: int
    """Units that count: no more than the plan says of a capability with enablers."""
    steps: tuple[int, ...]
    """Missing units by step of the policy."""
    value: int
    """The missing units at the prices of their steps: what they add to the aim shortfall."""

    @property
    def european(self) -> int:
        """Units of the member states, alone and in pools."""
        return self.contributions + self.pools

    @property
    def there(self) -> int:
        """Everything that is there, whether it counts or not."""
        return self.european + self.support

    @property
    def lost(self) -> int:
        """Units that are there and needed but do not count: their enablers are missing."""
        return min(self.there, self.required) - min(self.counted, self.required)

    @property
    def missing(self) -> int:
        """Units by which the requirement is not met."""
        return sum(self.steps)

    @property
    def part(self) -> Fraction:
        """Missing units over required ones; 0 where nothing is required."""
        return Fraction(self.missing, self.required) if self.required else Fraction(0)


def shortfalls(ledger: Ledger) -> Mapping[tuple[str, str], Shortfall]:
    """By capability and period, every pair."""
    contributions = _contributions(ledger)
    pools = _pool_units(ledger)
    accounts: dict[tuple[str, str], Shortfall] = {}
    for (capability, period), required in ledger.scenario.required.items():
        key = (capability, period)
        support = ledger.plan.support.get(key, 0)
        there = contributions.get(key, 0) + pools[key] + support
        with_enablers = capability in ledger.scenario.enablers_of
        counted = min(there, ledger.plan.counted.get(key, 0)) if with_enablers else there
        steps = stepped(ledger.scenario, required, max(0, required - counted))
        accounts[key] = Shortfall(
            capability=capability,
            period=period,
            required=required,
            contributions=contributions.get(key, 0),
            pools=pools[key],
            support=support,
            counted=counted,
            steps=steps,
            value=stepped_value(ledger.scenario, capability, period, steps),
        )
    return accounts


def stepped(scenario: Scenario, required: int, missing: int) -> tuple[int, ...]:
    """Missing units by step: the first holds those up to its end, rounded up, and so on."""
    ends = [0] + [ceil_div(step.end * required, WHOLE) for step in scenario.policy.shortfall_steps]
    return tuple(min(missing, end) - min(missing, begin) for begin, end in pairwise(ends))


def stepped_value(scenario: Scenario, capability: str, period: str, steps: tuple[int, ...]) -> int:
    """Missing units by step at the prices of their steps."""
    return sum(
        units * unit_price(scenario, capability, period, step)
        for step, units in enumerate(steps)
        if units
    )


def unit_price(scenario: Scenario, capability: str, period: str, step: int = 0) -> int:
    """Weighted price of a missing unit in a step; 0 where nothing is required."""
    required = scenario.required[capability, period]
    if not required:
        return 0
    weight = scenario.periods[scenario.period_index[period]].weight
    priority = scenario.capability_by_code[capability].priority
    price = scenario.policy.shortfall_steps[step].price
    return ceil_div(SCALE * priority * weight * price, required)


def _contributions(ledger: Ledger) -> Mapping[tuple[str, str], int]:
    units: dict[tuple[str, str], int] = {}
    for (_, capability, period), contribution in ledger.plan.contribution.items():
        units[capability, period] = units.get((capability, period), 0) + contribution
    return units


def _pool_units(ledger: Ledger) -> Mapping[tuple[str, str], int]:
    scenario, decisions = ledger.scenario, ledger.decisions
    units = dict.fromkeys(scenario.required, 0)
    for pool in scenario.pools:
        lot = scenario.capability_by_code[pool.capability].lot
        stock = ledger.stock.pool_stock[pool.code]
        new = decisions.pool_lots.get((pool.code,), decisions.zero)
        for position, period in enumerate(scenario.periods):
            units[pool.capability, period.code] += lot * (stock[position] + new[position])
    return units
