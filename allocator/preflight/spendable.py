"""The most that a state could pay for, if money were no object."""

from collections.abc import Iterator
from dataclasses import dataclass

from allocator.accounts.decisions import Series
from allocator.accounts.delivery import deciding_periods
from allocator.accounts.prices import due_between
from allocator.domain.production_line import Component, ProductionLine
from allocator.preflight.reach import Reach

Parts = tuple[tuple[int, int], ...]
"""(offset, kEUR) of a lot's or a share's price."""


@dataclass(frozen=True)
class Spendable:
    """Everything a state may buy, fund, join or keep ready, as much of it as can be there.

    An upper bound: what it takes of one line leaves all the others as they are.
    """

    reach: Reach
    state: str
    capabilities: tuple[str, ...] | None = None
    """Lots and shares of these alone, at their prices; None: anything."""

    def most(self, first: int, last: int) -> int:
        """kEUR that can fall due in the periods from one position to another, both included."""
        return sum(self._bills(first, last))

    def _bills(self, first: int, last: int) -> Iterator[int]:
        yield from self._lots(first, last)
        yield from self._shares(first, last)
        if self.capabilities is None:
            yield from self._fees(first, last)
            yield from self._growth(first)
            yield from self._readiness(first, last)

    def _lots(self, first: int, last: int) -> Iterator[int]:
        scenario, prices = self.reach.ledger.scenario, self.reach.ledger.prices
        for line in scenario.lines:
            if self._meant(line.capability) and self.reach.may_order(self.state, line.code):
                lots = [self.reach.lots(self.state, line.code, at) for at in self._periods]
                parts = prices.lot_instalments(self.state, line.code)
                running = [prices.lot_operating(line.capability, each) for each in self._months]
                yield self._held(lots, parts, running, first, last)

    def _shares(self, first: int, last: int) -> Iterator[int]:
        """As if each line of a pool sold all of the state's shares in it."""
        rights, prices = self.reach.ledger.rights, self.reach.ledger.prices
        for pool in self.reach.ledger.scenario.pools:
            lines = [line for line in pool.lines if rights.permitted(self.state, line)]
            if self._meant(pool.capability) and lines:
                room = [self.reach.shares_room(self.state, pool, at) for at in self._periods]
                running = [prices.share_operating(pool.capability, each) for each in self._months]
                for line in lines:
                    parts = prices.share_instalments(self.state, pool.code, line)
                    yield self._held(room, parts, running, first, last)

    def _fees(self, first: int, last: int) -> Iterator[int]:
        scenario = self.reach.ledger.scenario
        anybody = not scenario.policy.holds("pooling")
        for pool in scenario.pools:
            if anybody or self.reach.ledger.rights.may_join(self.state, pool.code):
                due = first <= scenario.period_index[pool.start] <= last
                yield max(pool.entry_fee, pool.startup_cost) if due else 0

    def _growth(self, first: int) -> Iterator[int]:
        scenario, rights = self.reach.ledger.scenario, self.reach.ledger.rights
        prices = self.reach.ledger.prices
        for line in scenario.lines:
            if rights.may_fund(self.state, line.code):
                yield self._steps(line, prices.tenth_cost(line.code), first)
        for maker in scenario.components if scenario.policy.holds("components") else ():
            if rights.may_fund_component(self.state, maker.code, maker.host):
                tenth = prices.component_tenth_cost(maker.code, maker.host)
                yield self._steps(maker, tenth, first)

    def _meant(self, capability: str) -> bool:
        return self.capabilities is None or capability in self.capabilities

    def _held(
        self, most: list[int], parts: Parts, running: list[int], first: int, last: int
    ) -> int:
        """Delivered when most of the price falls due, as far as can be; run in every period."""
        due = [due_between(parts, at, len(most), first, last) for at in self._periods]
        price, taken = 0, [0] * len(most)
        for delivery in sorted(self._periods, key=lambda at: -due[at]):
            more = min(most[at] - taken[at] for at in self._periods[delivery:])
            price += more * due[delivery]
            taken[delivery:] = [lots + more for lots in taken[delivery:]]
        if self.capabilities is not None:
            return price
        return price + sum(most[at] * running[at] for at in range(first, last + 1))

    def _steps(self, maker: ProductionLine | Component, tenth: int, first: int) -> int:
        """All steps paid at once, if one can still be decided."""
        latest = deciding_periods(self.reach.ledger.scenario, maker)[-1]
        return 10 * tenth * maker.max_steps if latest is not None and first <= latest else 0

    def _readiness(self, first: int, last: int) -> Iterator[int]:
        ledger = self.reach.ledger
        for capability in ledger.scenario.capabilities:
            key = (self.state, capability.code)
            if capability.readiness_cost and ledger.rights.may_contribute(*key):
                for at in range(first, last + 1):
                    lots = sum(
                        self.reach.lots(self.state, line.code, at)
                        for line in self.reach.lines_for(*key)
                    )
                    units = self.reach.held(*key, at) + capability.lot * lots
                    beyond = max(0, units - ledger.stock.today.get(key, 0))
                    yield beyond * ledger.prices.readiness(capability.code, self._months[at])

    @property
    def _periods(self) -> range:
        return self.reach.ledger.periods

    @property
    def _months(self) -> Series:
        return tuple(period.months for period in self.reach.ledger.scenario.periods)
