"""The reference cut into families: a capability with its lines, pools and all that is about them.

A drawn capability descends from one of these. So what belongs together stays together (price and
number, holdings and requirement, line and customers), while every figure and every state changes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from allocator.domain.capability import (
    Capability,
    Contract,
    Holding,
    OutsideSupport,
    Retirement,
)
from allocator.domain.pool import Pool, PoolMember
from allocator.domain.production_line import Access, ComponentUse, ProductionLine, WorkShare
from allocator.domain.quantity import MILLE
from allocator.domain.rule import Pledge, Rule
from allocator.domain.scenario import Scenario

SCARCE = 200
"""Lots required, below which a capability counts as scarce: its lots are too few to be scaled."""


@dataclass(frozen=True, slots=True)
class ParentLine:
    """A line with its rates and what is about it alone."""

    record: ProductionLine
    rates: tuple[int, ...]
    """Units by period."""
    due: tuple[int, ...]
    """Units of the order book by period."""
    work_shares: tuple[WorkShare, ...]
    access: tuple[Access, ...]
    rules: tuple[Rule, ...]
    uses: tuple[ComponentUse, ...]

    @property
    def room(self) -> tuple[int, ...]:
        """Units left for new orders by period."""
        return tuple(max(0, rate - due) for rate, due in zip(self.rates, self.due, strict=True))


@dataclass(frozen=True, slots=True)
class Parent:
    """A capability of the reference and everything that names it, its lines or its pools."""

    capability: Capability
    required: tuple[int, ...]
    stock: tuple[int, ...]
    """Units of states and pools that are there before anything is ordered, by period."""
    support: tuple[OutsideSupport, ...]
    holdings: tuple[Holding, ...]
    retirements: tuple[Retirement, ...]
    contracts: tuple[Contract, ...]
    lines: tuple[ParentLine, ...]
    pools: tuple[tuple[Pool, tuple[PoolMember, ...]], ...]
    rules: tuple[Rule, ...]
    """Rules on the capability."""
    pledges: tuple[Pledge, ...]
    """Pledged contributions."""

    @property
    def gap(self) -> tuple[int, ...]:
        """Units required beyond the stock, by period; negative where there are more."""
        return tuple(need - there for need, there in zip(self.required, self.stock, strict=True))

    @property
    def scarce(self) -> bool:
        """Counted in few lots."""
        return max(self.required) < SCARCE * self.capability.lot

    @property
    def need(self) -> tuple[Fraction, int]:
        """Money and posts that closing the gap of the last period takes."""
        prices = [line.record.unit_price for line in self.lines]
        return need(self.gap[-1], prices, self.capability.posts)


def need(gap: int, prices: Sequence[int], posts: int) -> tuple[Fraction, int]:
    """Money (kEUR, at the mean price) and posts that closing a gap of units takes."""
    missing = max(0, gap)
    price = Fraction(sum(prices), len(prices)) if prices else Fraction(0)
    return missing * price, missing * posts


def parents(scenario: Scenario) -> tuple[Parent, ...]:
    """The families of a scenario, in the order of its capabilities."""
    return tuple(_parent(scenario, capability) for capability in scenario.capabilities)


def _parent(scenario: Scenario, capability: Capability) -> Parent:
    code = capability.code
    contracts = tuple(record for record in scenario.order_book if record.capability == code)
    holdings = tuple(record for record in scenario.holdings if record.capability == code)
    retirements = tuple(record for record in scenario.retirements if record.capability == code)
    pools = scenario.pools_of[code]
    held = sum(record.units for record in holdings) + capability.lot * sum(
        pool.stock_lots for pool in pools
    )
    arrived = _by_end(scenario, ((record.period, record.units) for record in contracts))
    gone = _by_end(scenario, ((record.period, record.units) for record in retirements))
    return Parent(
        capability=capability,
        required=tuple(scenario.required[code, period.code] for period in scenario.periods),
        stock=tuple(held + new - old for new, old in zip(arrived, gone, strict=True)),
        support=tuple(record for record in scenario.outside_support if record.capability == code),
        holdings=holdings,
        retirements=retirements,
        contracts=contracts,
        lines=tuple(_line(scenario, line) for line in scenario.lines_of[code]),
        pools=tuple(
            (pool, tuple(row for row in scenario.pool_members if row.pool == pool.code))
            for pool in pools
        ),
        rules=tuple(rule for rule in scenario.rules if rule.on == code),
        pledges=tuple(
            pledge
            for pledge in scenario.pledges
            if pledge.object == "contribution" and pledge.code == code
        ),
    )


def _line(scenario: Scenario, line: ProductionLine) -> ParentLine:
    due = [0] * len(scenario.periods)
    for record in scenario.order_book:
        if record.line == line.code:
            due[scenario.period_index[record.period]] += record.units
    return ParentLine(
        record=line,
        rates=tuple(
            scenario.rate_by_key.get((line.code, period.code), 0) // MILLE
            for period in scenario.periods
        ),
        due=tuple(due),
        work_shares=tuple(row for row in scenario.work_shares if row.line == line.code),
        access=tuple(row for row in scenario.access if row.line == line.code),
        rules=tuple(rule for rule in scenario.rules if rule.line == line.code),
        uses=tuple(row for row in scenario.component_use if row.line == line.code),
    )


def _by_end(scenario: Scenario, rows: Iterable[tuple[str, int]]) -> list[int]:
    """Units by the end of each period, from rows of (period, units)."""
    total = [0] * len(scenario.periods)
    for period, units in rows:
        for later in range(scenario.period_index[period], len(total)):
            total[later] += units
    return total
