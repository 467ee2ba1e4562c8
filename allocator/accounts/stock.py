"""What is there before the plan orders anything, and how much of it may count."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from allocator.accounts.decisions import Codes, Series, plus
from allocator.domain.capability import Contract
from allocator.domain.quantity import ceil_div, floor_share
from allocator.domain.scenario import Scenario


@dataclass(frozen=True)
class Stock:
    """Holdings, order book, pool stock and concentration limits by period; units unless said.

    Formulas: "Derived data" in docs/model.md.
    """

    scenario: Scenario

    @cached_property
    def zero(self) -> Series:
        """Nothing in any period."""
        return (0,) * len(self.scenario.periods)

    @cached_property
    def today(self) -> Mapping[Codes, int]:
        """(state, capability) -> the part of today's holding that the state can give."""
        return {
            key: floor_share(holding.available_share, holding.units)
            for key, holding in self.scenario.holding_by_key.items()
        }

    @cached_property
    def owned(self) -> Mapping[Codes, Series]:
        """(state, capability) -> what is left of today's holding and can be given."""
        retired = self._cumulative(
            ((record.state, record.capability), record.period, record.units)
            for record in self.scenario.retirements
        )
        return {
            key: tuple(
                floor_share(holding.available_share, max(0, holding.units - gone))
                for gone in retired.get(key, self.zero)
            )
            for key, holding in self.scenario.holding_by_key.items()
        }

    @cached_property
    def contracts(self) -> Mapping[Codes, Sequence[Contract]]:
        """(state or pool, capability) -> rows of the order book, the earliest first."""
        index, rows = self.scenario.period_index, dict[Codes, list[Contract]]()
        for row in sorted(self.scenario.order_book, key=lambda row: index[row.period]):
            rows.setdefault((row.holder, row.capability), []).append(row)
        return rows

    @cached_property
    def contracted(self) -> Mapping[Codes, Series]:
        """(state or pool, capability) -> units of the order book, cumulative."""
        return self._cumulative(
            ((record.holder, record.capability), record.period, record.units)
            for record in self.scenario.order_book
        )

    @cached_property
    def available(self) -> Mapping[Codes, Series]:
        """(state, capability) -> what the state can give without ordering anything."""
        states = self.scenario.state_by_code
        keys = {*self.owned, *(key for key in self.contracted if key[0] in states)}
        return {
            key: plus(self.owned.get(key, self.zero), self.contracted.get(key, self.zero))
            for key in sorted(keys)
        }

    @cached_property
    def pool_stock(self) -> Mapping[str, Series]:
        """Pool -> lots in service or under contract, whether the pool is open or not."""
        lots = {record.code: record.lot for record in self.scenario.capabilities}
        return {
            pool.code: tuple(
                pool.stock_lots + units // lots[pool.capability]
                for units in self.contracted.get((pool.code, pool.capability), self.zero)
            )
            for pool in self.scenario.pools
        }

    @cached_property
    def line_contracts(self) -> Mapping[str, Series]:
        """Line -> units of the order book due in each period, for states and pools."""
        index = self.scenario.period_index
        due: dict[str, list[int]] = {}
        for record in self.scenario.order_book:
            if record.line is not None:
                series = due.setdefault(record.line, list(self.zero))
                series[index[record.period]] += record.units
        return {line: tuple(series) for line, series in due.items()}

    @cached_property
    def shares_today(self) -> Mapping[Codes, int]:
        """(state, capability) -> shares held today in all pools of the capability."""
        pools = self.scenario.pool_by_code
        held: dict[Codes, int] = {}
        for record in self.scenario.pool_members:
            key = (record.state, pools[record.pool].capability)
            held[key] = held.get(key, 0) + record.shares_today
        return held

    @cached_property
    def cap(self) -> Mapping[str, Series]:
        """Capability -> most units that may be counted of any one state."""
        share = self.scenario.policy.concentration_cap
        return {
            record.code: tuple(
                max(
                    record.lot,
                    floor_share(
                        share if record.concentration_cap is None else record.concentration_cap,
                        self.scenario.required[record.code, period.code],
                    ),
                )
                for period in self.scenario.periods
            )
            for record in self.scenario.capabilities
        }

    def limit(self, state: str, capability: str) -> Series:
        """Most units that may be counted of the state: the cap, or its shares of today."""
        shares = self.shares_today.get((state, capability), 0)
        record = self.scenario.capability_by_code[capability]
        least = ceil_div(record.lot * shares, record.shares_per_lot)
        return tuple(max(cap, least) for cap in self.cap[capability])

    def _cumulative(self, rows: Iterable[tuple[Codes, str, int]]) -> Mapping[Codes, Series]:
        index = self.scenario.period_index
        added: dict[Codes, list[int]] = {}
        for codes, period, units in rows:
            added.setdefault(codes, list(self.zero))[index[period]] += units
        return {codes: tuple(accumulate(series)) for codes, series in added.items()}
