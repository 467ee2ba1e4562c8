"""What is there before anything is ordered, and how much of it may count."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate

from allocator.domain.quantity import WHOLE, ceil_div, floor_share
from allocator.domain.scenario import Scenario

Series = tuple[int, ...]
"""One number per period."""
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Stock:
    """Units by (state, capability) and period unless said. Formulas: docs/model.md."""

    today: Mapping[Pair, int]
    """Of today's holding, what can be given: its posts exist."""
    owned: Mapping[Pair, Series]
    """The same after retirements."""
    available: Mapping[Pair, Series]
    """Owned, and what the order book has delivered."""
    required: Mapping[str, Series]
    """By capability."""
    pool_lots: Mapping[str, Series]
    """Lots of each pool, in service or from the order book."""
    shares_today: Mapping[Pair, int]
    """Shares of a state in all pools of a capability."""
    limit: Mapping[Pair, Series]
    """Most that may be counted of a state, contributions and shares together."""


def stock(scenario: Scenario) -> Stock:
    """The stock of a scenario; every pair of state and capability is there."""
    pairs = [(s.code, c.code) for s in scenario.states for c in scenario.capabilities]
    retired = _cumulative(
        scenario, ((r.state, r.capability, r.period, r.units) for r in scenario.retirements)
    )
    contracted = _cumulative(
        scenario, ((r.holder, r.capability, r.period, r.units) for r in scenario.order_book)
    )
    nothing = (0,) * len(scenario.periods)
    today, owned, available = {}, {}, {}
    for pair in pairs:
        holding = scenario.holding_by_key.get(pair)
        units, share = (holding.units, holding.available_share) if holding else (0, 0)
        today[pair] = floor_share(share, units)
        owned[pair] = tuple(
            floor_share(share, max(0, units - gone)) for gone in retired.get(pair, nothing)
        )
        bought = contracted.get(pair, nothing)
        available[pair] = tuple(map(sum, zip(owned[pair], bought, strict=True)))
    shares_today = _shares_today(scenario, pairs)
    required = {
        c.code: tuple(scenario.required[c.code, period.code] for period in scenario.periods)
        for c in scenario.capabilities
    }
    return Stock(
        today=today,
        owned=owned,
        available=available,
        required=required,
        pool_lots={
            pool.code: tuple(
                pool.stock_lots + units // scenario.capability_by_code[pool.capability].lot
                for units in contracted.get((pool.code, pool.capability), nothing)
            )
            for pool in scenario.pools
        },
        shares_today=shares_today,
        limit=_limits(scenario, required, shares_today),
    )


def _cumulative(
    scenario: Scenario, rows: Iterable[tuple[str, str, str, int]]
) -> dict[Pair, Series]:
    """Units by the end of each period, from rows of (holder, capability, period, units)."""
    due: dict[Pair, list[int]] = {}
    for holder, capability, period, units in rows:
        series = due.setdefault((holder, capability), [0] * len(scenario.periods))
        series[scenario.period_index[period]] += units
    return {pair: tuple(accumulate(series)) for pair, series in due.items()}


def _shares_today(scenario: Scenario, pairs: Iterable[Pair]) -> dict[Pair, int]:
    shares = dict.fromkeys(pairs, 0)
    for member in scenario.pool_members:
        shares[member.state, scenario.pool_by_code[member.pool].capability] += member.shares_today
    return shares


def _limits(
    scenario: Scenario, required: Mapping[str, Series], shares_today: Mapping[Pair, int]
) -> dict[Pair, Series]:
    """What a state has in pools today never breaks its limit."""
    limits = {}
    for capability in scenario.capabilities:
        cap = capability.concentration_cap
        cap = scenario.policy.concentration_cap if cap is None else cap
        by_period = [max(capability.lot, cap * need // WHOLE) for need in required[capability.code]]
        for state in scenario.states:
            pair = (state.code, capability.code)
            shares = ceil_div(capability.lot * shares_today[pair], capability.shares_per_lot)
            limits[pair] = tuple(max(limit, shares) for limit in by_period)
    return limits
