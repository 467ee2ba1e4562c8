"""What the plan in force costs each state at the scenario's prices."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from allocator.domain.in_force import plan_in_force
from allocator.domain.plan import Plan
from allocator.model.basis import Basis
from allocator.model.price_bands import saving

Codes = tuple[str, ...]
Key = TypeVar("Key", bound=tuple[str, ...])


def new_money_in_force(basis: Basis) -> Mapping[str, int]:
    """kEUR over the horizon by state; every state is there.

    Payments as in docs/model.md, summed over the periods, so that profiles do not matter; what
    falls from one period to the next is not paid back.
    """
    bill = _Bill(basis, plan_in_force(basis.scenario))
    money = dict.fromkeys(basis.states, 0)
    parts = (
        bill.lots(),
        bill.shares(),
        bill.funding(),
        bill.parts(),
        bill.fees(),
        bill.ready(),
        bill.rebates(),
    )
    for state, amount in chain(*parts):
        money[state] += amount
    return money


@dataclass(frozen=True, slots=True)
class _Bill:
    """(state, kEUR) for everything a plan makes states pay."""

    basis: Basis
    plan: Plan

    def lots(self) -> Iterator[tuple[str, int]]:
        prices = self.basis.prices
        for (state, code), held in self._series(self.plan.delivered).items():
            line = self.basis.scenario.line_by_code[code]
            running = prices.lot_operating(line.capability)
            yield state, _bought(held) * prices.lot_price(state, line) + _dot(held, running)

    def shares(self) -> Iterator[tuple[str, int]]:
        prices, scenario = self.basis.prices, self.basis.scenario
        for (state, pool, code), held in self._series(self.plan.pool_shares).items():
            record, line = scenario.pool_by_code[pool], scenario.line_by_code[code]
            running = prices.share_operating(record.capability)
            price = prices.share_price(state, record, line)
            yield state, _bought(held) * price + _dot(held, running)

    def funding(self) -> Iterator[tuple[str, int]]:
        for (state, code), tenths in self._series(self.plan.funding).items():
            line = self.basis.scenario.line_by_code[code]
            yield state, _bought(tenths) * self.basis.prices.tenth_cost(line)

    def parts(self) -> Iterator[tuple[str, int]]:
        for (state, *made), tenths in self._series(self.plan.component_funding).items():
            maker = self.basis.scenario.component_by_key[made[0], made[1]]
            yield state, _bought(tenths) * self.basis.prices.tenth_cost(maker)

    def fees(self) -> Iterator[tuple[str, int]]:
        for state, code in self.plan.join:
            pool = self.basis.scenario.pool_by_code[code]
            yield state, pool.startup_cost if (state, code) in self.plan.lead else pool.entry_fee

    def ready(self) -> Iterator[tuple[str, int]]:
        for (state, code), units in self._series(self.plan.contribution).items():
            today = self.basis.stock.today[state, code]
            beyond = [max(0, given - today) for given in units]
            yield state, _dot(beyond, self.basis.prices.readiness(code))

    def rebates(self) -> Iterator[tuple[str, int]]:
        """What price bands give back in the last period, for all that is held by then."""
        prices, scenario = self.basis.prices, self.basis.scenario
        own, pooled = self._series(self.plan.delivered), self._series(self.plan.pool_delivered)
        new = dict.fromkeys(scenario.line_by_code, 0)
        for (_, code), held in chain(own.items(), pooled.items()):
            new[code] += held[-1]
        back = {
            code: saving(scenario, scenario.line_by_code[code], lots) for code, lots in new.items()
        }
        for (state, code), held in own.items():
            line = scenario.line_by_code[code]
            yield state, -held[-1] * prices.lot_rebate(state, line, back[code])
        for (state, pool, code), held in self._series(self.plan.pool_shares).items():
            line, record = scenario.line_by_code[code], scenario.pool_by_code[pool]
            yield state, -held[-1] * prices.share_rebate(state, record, line, back[code])

    def _series(self, decision: Mapping[Key, int]) -> Mapping[Codes, list[int]]:
        place = self.basis.scenario.period_index
        found: dict[Codes, list[int]] = {}
        for (*codes, period), value in decision.items():
            found.setdefault(tuple(codes), [0] * self.basis.length)[place[period]] = value
        return found


def _bought(held: list[int]) -> int:
    """What rises from one period to the next, from nothing on."""
    return sum(max(0, now - before) for before, now in zip([0, *held], held, strict=False))


def _dot(held: Sequence[int], costs: Sequence[int]) -> int:
    return sum(units * cost for units, cost in zip(held, costs, strict=True))
