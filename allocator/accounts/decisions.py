"""A plan's decisions as series over the periods."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario

Codes = tuple[str, ...]
Series = tuple[int, ...]
"""One value a period, in the order of the periods."""
Key = TypeVar("Key", bound=tuple[str, ...])


@dataclass(frozen=True)
class Decisions:
    """The decisions of a plan by codes without the period; an absent key is zero throughout.

    Every period a plan names must be one of the scenario's (KeyError otherwise); the verifier
    checks that first.
    """

    scenario: Scenario
    plan: Plan

    @cached_property
    def zero(self) -> Series:
        """The series of a decision that the plan does not name."""
        return (0,) * len(self.scenario.periods)

    @cached_property
    def delivered(self) -> Mapping[Codes, Series]:
        """(state, line) -> lots, cumulative."""
        return self._series(self.plan.delivered)

    @cached_property
    def contribution(self) -> Mapping[Codes, Series]:
        """(state, capability) -> units."""
        return self._series(self.plan.contribution)

    @cached_property
    def pool_delivered(self) -> Mapping[Codes, Series]:
        """(pool, line) -> lots, cumulative."""
        return self._series(self.plan.pool_delivered)

    @cached_property
    def pool_shares(self) -> Mapping[Codes, Series]:
        """(state, pool, line) -> shares, cumulative."""
        return self._series(self.plan.pool_shares)

    @cached_property
    def operating(self) -> Mapping[Codes, Series]:
        """(pool,) -> 0 or 1."""
        return self._series(self.plan.operating)

    @cached_property
    def expansion(self) -> Mapping[Codes, Series]:
        """(line,) -> steps, cumulative."""
        return self._series(self.plan.expansion)

    @cached_property
    def funding(self) -> Mapping[Codes, Series]:
        """(state, line) -> tenths of steps, cumulative."""
        return self._series(self.plan.funding)

    @cached_property
    def carry(self) -> Mapping[Codes, Series]:
        """(state,) -> kEUR carried into the next period."""
        return self._series(self.plan.carry)

    @cached_property
    def crews(self) -> Mapping[Codes, Series]:
        """(state,) -> extra posts filled, cumulative."""
        return self._series(self.plan.crews)

    @cached_property
    def support(self) -> Mapping[Codes, Series]:
        """(capability,) -> outside units."""
        return self._series(self.plan.support)

    @cached_property
    def counted(self) -> Mapping[Codes, Series]:
        """(capability,) -> units that count, given their enablers."""
        return self._series(self.plan.counted)

    @cached_property
    def loan(self) -> Mapping[Codes, Series]:
        """(state, fund) -> kEUR drawn in each period."""
        return self._series(self.plan.loan)

    @cached_property
    def component_expansion(self) -> Mapping[Codes, Series]:
        """(component, host) -> steps, cumulative."""
        return self._series(self.plan.component_expansion)

    @cached_property
    def component_funding(self) -> Mapping[Codes, Series]:
        """(state, component, host) -> tenths of steps, cumulative."""
        return self._series(self.plan.component_funding)

    @cached_property
    def own_lots(self) -> Mapping[Codes, Series]:
        """(state, capability) -> lots delivered to the state from all lines, cumulative."""
        lines = self.scenario.line_by_code
        return total(
            ((state, lines[line].capability), lots)
            for (state, line), lots in self.delivered.items()
        )

    @cached_property
    def pool_lots(self) -> Mapping[Codes, Series]:
        """(pool,) -> new lots from all lines, cumulative."""
        return total(((pool,), lots) for (pool, _), lots in self.pool_delivered.items())

    @cached_property
    def line_lots(self) -> Mapping[Codes, Series]:
        """(line,) -> new lots of all states and pools, cumulative."""
        buyers = (self.delivered, self.pool_delivered)
        return total(((line,), lots) for orders in buyers for (_, line), lots in orders.items())

    @cached_property
    def shares_sold(self) -> Mapping[Codes, Series]:
        """(pool, line) -> shares that all states have bought in the line's lots, cumulative."""
        return total(((pool, line), shares) for (_, pool, line), shares in self.pool_shares.items())

    @cached_property
    def shares_in_pool(self) -> Mapping[Codes, Series]:
        """(state, pool) -> shares bought in lots of all its lines, cumulative."""
        return total(
            ((state, pool), shares) for (state, pool, _), shares in self.pool_shares.items()
        )

    @cached_property
    def shares_of(self) -> Mapping[Codes, Series]:
        """(state, capability) -> shares bought in all pools, cumulative."""
        pools = self.scenario.pool_by_code
        return total(
            ((state, pools[pool].capability), shares)
            for (state, pool), shares in self.shares_in_pool.items()
        )

    def _series(self, decision: Mapping[Key, int]) -> Mapping[Codes, Series]:
        index = self.scenario.period_index
        length = len(self.scenario.periods)
        values: dict[Codes, list[int]] = {}
        for (*codes, period), value in decision.items():
            values.setdefault(tuple(codes), [0] * length)[index[period]] = value
        return {codes: tuple(values[codes]) for codes in sorted(values)}


def total(parts: Iterable[tuple[Codes, Series]]) -> Mapping[Codes, Series]:
    """Series added up by key, sorted."""
    sums: dict[Codes, Series] = {}
    for codes, series in parts:
        before = sums.get(codes)
        sums[codes] = series if before is None else plus(before, series)
    return dict(sorted(sums.items()))


def plus(one: Series, other: Series) -> Series:
    """Two series added period by period."""
    return tuple(a + b for a, b in zip(one, other, strict=True))


def increases(series: Series) -> Series:
    """What each period adds to a cumulative series; the first adds to nothing."""
    return tuple(now - before for before, now in zip((0, *series), series, strict=False))
