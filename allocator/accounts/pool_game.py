"""What groups of a pool's members would pay by themselves for the shares they have in a plan."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from allocator.accounts.decisions import Series
from allocator.accounts.ledger import Ledger
from allocator.accounts.price_bands import volumes
from allocator.domain.pool import Pool
from allocator.domain.pool_rules import calls_on
from allocator.domain.quantity import WHOLE, ceil_div


@dataclass(frozen=True)
class PoolGame:
    """An open pool of a plan; kEUR. Formulas: "Cost split inside a pool" in docs/model.md."""

    ledger: Ledger
    pool: Pool

    @cached_property
    def members(self) -> tuple[str, ...]:
        """States that are in it, and in a what-if without pooling whoever has shares."""
        joined = {state for state, pool in self.ledger.plan.join if pool == self.pool.code}
        return tuple(sorted(joined | {state for state, _ in self.shares}))

    @cached_property
    def shares(self) -> Mapping[tuple[str, str], Series]:
        """(state, line) -> shares bought, cumulative."""
        bought = self.ledger.decisions.pool_shares.items()
        return {
            (state, line): series
            for (state, pool, line), series in bought
            if pool == self.pool.code
        }

    @cached_property
    def pays(self) -> Mapping[str, int]:
        """New money of the pool, by member."""
        return self._charged(fees=True)

    @cached_property
    def priced(self) -> Mapping[str, int]:
        """What each member pays for its shares, with an entry fee: all but the opening."""
        own = self._charged(fees=False)
        return {state: money + self.pool.entry_fee for state, money in own.items()}

    def _charged(self, *, fees: bool) -> Mapping[str, int]:
        money = dict.fromkeys(self.members, 0)
        for charge in self.ledger.charges:
            if charge.pool == self.pool.code and (fees or charge.kind != "fees"):
                money[charge.state] += charge.amount
        return money

    @property
    def cost(self) -> int:
        """What the pool costs all its members together."""
        return sum(self.pays.values())

    @cached_property
    def opening(self) -> int:
        """What opening it costs whoever leads, beyond an entry fee; may be below zero."""
        if not self.ledger.scenario.policy.holds("leadership"):
            return 0
        return self.pool.startup_cost - self.pool.entry_fee

    @cached_property
    def alone(self) -> Mapping[str, int]:
        """What a member would pay for whole lots in place of its shares, where it may order them.

        Whoever may not, because the systems are large and it is small, is not there.
        """
        return {
            state: sum(self._lots_cost(state, line) for line in self._lines(state))
            for state in self.members
            if not self.ledger.scenario.policy.holds("pooling")
            or not any(self.ledger.rights.too_large(state, line) for line in self._lines(state))
        }

    def _lines(self, state: str) -> tuple[str, ...]:
        return tuple(line for line in self.pool.lines if (state, line) in self.shares)

    def _lots_cost(self, state: str, line: str) -> int:
        prices = self.ledger.prices
        lots = self._lots((state,), line)
        running = (
            each * prices.lot_operating(self.pool.capability, period.months)
            for each, period in zip(lots, self.ledger.scenario.periods, strict=True)
        )
        price = prices.lot_price(state, line)
        price -= prices.lot_rebate(state, line, self._savings.get(line, 0))
        return lots[-1] * price + sum(running)

    @cached_property
    def _savings(self) -> Mapping[str, int]:
        """kEUR off a unit by line: price bands stay where the plan has them."""
        reached = volumes(self.ledger.scenario, self.ledger.decisions)
        return {line: volume.saving for line, volume in reached.items()}

    def _held(self, group: Collection[str], line: str) -> Series:
        series = [self.shares[state, line] for state in group if (state, line) in self.shares]
        return tuple(map(sum, zip(*series, strict=True))) if series else self.ledger.decisions.zero

    def _lots(self, group: Collection[str], line: str) -> Series:
        """Whole lots that hold the group's shares."""
        return tuple(ceil_div(held, self._shares_per_lot) for held in self._held(group, line))

    @cached_property
    def _shares_per_lot(self) -> int:
        return self.ledger.scenario.capability_by_code[self.pool.capability].shares_per_lot

    def run(self, group: Collection[str]) -> int | None:
        """What a group would pay for a pool of its own; None where the rules do not let it."""
        lots = {line: self._lots(group, line) for line in self.pool.lines}
        if not self._may_run(group, lots):
            return None
        own = sum(self.priced[state] for state in group)
        return self.opening + own + sum(self._idle(group, line, lots[line]) for line in lots)

    def _may_run(self, group: Collection[str], lots: Mapping[str, Series]) -> bool:
        """Enough members, one that may lead, lots enough for its sizes and for their calls."""
        holds, pool = self.ledger.scenario.policy.holds, self.pool
        led = any(self.ledger.rights.may_lead(state, pool.code) for state in group)
        if not group or (holds("leadership") and not led):
            return False
        if not holds("pooling"):
            return True
        fewest = self._fewest(lots)
        return (
            len(group) >= pool.min_members
            and fewest >= pool.min_lots
            and all(
                WHOLE * sum(call.lots for call in calls if call.state in group)
                <= pool.availability * fewest
                for calls in calls_on(self.ledger.scenario, pool).values()
            )
        )

    def _fewest(self, lots: Mapping[str, Series]) -> int:
        """Lots there in the period with the fewest in which the pool operates."""
        stock, decisions = self.ledger.stock.pool_stock[self.pool.code], self.ledger.decisions
        operating = decisions.operating.get((self.pool.code,), decisions.zero)
        there = [
            stock[position] + sum(series[position] for series in lots.values())
            for position in self.ledger.periods
            if operating[position]
        ]
        return min(there, default=0)

    def _idle(self, group: Collection[str], line: str, lots: Series) -> int:
        """Price and running of shares in the group's lots that nobody of it has today.

        Whoever of the group has the lowest price buys them.
        """
        prices, periods = self.ledger.prices, self.ledger.scenario.periods
        held = self._held(group, line)
        idle = [self._shares_per_lot * each - own for each, own in zip(lots, held, strict=True)]
        if not any(idle):
            return 0
        saving = self._savings.get(line, 0)
        price = min(
            prices.share_price(state, self.pool.code, line)
            - prices.share_rebate(state, self.pool.code, line, saving)
            for state in group
            if (state, line) in self.shares
        )
        running = (
            each * prices.share_operating(self.pool.capability, period.months)
            for each, period in zip(idle, periods, strict=True)
        )
        return idle[-1] * price + sum(running)
