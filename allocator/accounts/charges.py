"""Every amount a plan makes a state pay, one entry each: the journal all money reports add up."""

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from allocator.accounts.decisions import Decisions, Series, increases
from allocator.accounts.price_bands import rebates
from allocator.accounts.prices import Prices, due_period
from allocator.accounts.stock import Stock
from allocator.domain.scenario import Scenario

ChargeKind = Literal[
    "orders", "shares", "rebates", "operating", "funding", "components", "fees", "readiness"
]


class Charge(NamedTuple):
    """New money of a state in a period. Sums over charges are exact; contracts are not in it."""

    state: str
    kind: ChargeKind
    capability: str
    """Empty for the growth of makers of components, which many capabilities share."""
    period: int
    """Position of the period in which it falls due."""
    line: str
    """Empty for fees, components and readiness."""
    pool: str
    """Empty for what a state buys or funds alone."""
    amount: int
    """kEUR; below 0 for rebates alone."""
    component: str = ""
    host: str = ""
    """Of the maker of components that grows; empty for anything else."""

    @property
    def to_line(self) -> bool:
        """Money that reaches the line and stays there: lots, shares and steps, less rebates."""
        return self.kind in {"orders", "shares", "rebates", "funding"}


def charges(
    scenario: Scenario, decisions: Decisions, prices: Prices, stock: Stock
) -> tuple[Charge, ...]:
    """All charges of a plan: kind by kind, each sorted by codes and time.

    In a plan whose cumulative decisions fall nothing is paid back: that breaks `holdings`,
    `pooling` or `capacity`, and must not hide behind a broken budget floor.
    """
    return (
        *_purchases(scenario, decisions, prices),
        *_rebates(scenario, decisions, prices),
        *_growth(scenario, decisions, prices),
        *_fees(scenario, decisions),
        *_readiness(scenario, decisions, prices, stock),
    )


def _purchases(scenario: Scenario, decisions: Decisions, prices: Prices) -> Iterator[Charge]:
    """Lots, then shares in those of pools."""
    for (state, line), lots in decisions.delivered.items():
        one = Charge(state, "orders", scenario.line_by_code[line].capability, 0, line, "", 0)
        parts = prices.lot_instalments(state, line)
        yield from _held(scenario, one, lots, parts, prices.lot_operating)
    for (state, pool, line), shares in decisions.pool_shares.items():
        one = Charge(state, "shares", scenario.pool_by_code[pool].capability, 0, line, pool, 0)
        parts = prices.share_instalments(state, pool, line)
        yield from _held(scenario, one, shares, parts, prices.share_operating)


def _held(
    scenario: Scenario,
    one: Charge,
    series: Series,
    parts: tuple[tuple[int, int], ...],
    operating: Callable[[str, int], int],
) -> Iterator[Charge]:
    """Prices on the line's profile, and operation in every period held."""
    last = len(scenario.periods)
    for period, new in enumerate(increases(series)):
        if new > 0:
            for offset, amount in parts:
                due = due_period(period, offset, last)
                yield one._replace(period=due, amount=new * amount)
    for period, held in enumerate(series):
        if held:
            cost = operating(one.capability, scenario.periods[period].months)
            yield one._replace(kind="operating", period=period, amount=held * cost)


def _rebates(scenario: Scenario, decisions: Decisions, prices: Prices) -> Iterator[Charge]:
    """What price bands give back, in the last period."""
    last = len(scenario.periods) - 1
    for back in rebates(scenario, decisions, prices):
        capability = scenario.line_by_code[back.line].capability
        yield Charge(back.state, "rebates", capability, last, back.line, back.pool, -back.amount)


def _growth(scenario: Scenario, decisions: Decisions, prices: Prices) -> Iterator[Charge]:
    """Steps of lines, then of makers of components."""
    for (state, line), tenths in decisions.funding.items():
        capability, cost = scenario.line_by_code[line].capability, prices.tenth_cost(line)
        yield from _tenths(Charge(state, "funding", capability, 0, line, "", cost), tenths)
    for (state, component, host), tenths in decisions.component_funding.items():
        cost = prices.component_tenth_cost(component, host)
        one = Charge(state, "components", "", 0, "", "", cost, component, host)
        yield from _tenths(one, tenths)


def _tenths(one: Charge, tenths: Series) -> Iterator[Charge]:
    """Each paid for as the one is, in the period in which it is decided."""
    for period, new in enumerate(increases(tenths)):
        if new > 0:
            yield one._replace(period=period, amount=new * one.amount)


def _fees(scenario: Scenario, decisions: Decisions) -> Iterator[Charge]:
    """Start-up cost of the framework nation and entry fees of the others, at the pool's start."""
    for state, pool in sorted(decisions.plan.join):
        record = scenario.pool_by_code[pool]
        leads = (state, pool) in decisions.plan.lead
        fee = record.startup_cost if leads else record.entry_fee
        if fee:
            start = scenario.period_index[record.start]
            yield Charge(state, "fees", record.capability, start, "", pool, fee)


def _readiness(
    scenario: Scenario, decisions: Decisions, prices: Prices, stock: Stock
) -> Iterator[Charge]:
    """Units contributed beyond today's force, in every period in which they are."""
    for (state, capability), units in decisions.contribution.items():
        today = stock.today.get((state, capability), 0)
        for period, given in enumerate(units):
            cost = prices.readiness(capability, scenario.periods[period].months)
            if given > today and cost:
                amount = (given - today) * cost
                yield Charge(state, "readiness", capability, period, "", "", amount)
