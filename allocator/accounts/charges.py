"""Every amount a plan makes a state pay, one entry each: the journal all money reports add up."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from allocator.accounts.decisions import Decisions, increases
from allocator.accounts.prices import Prices, due_period
from allocator.domain.scenario import Scenario

ChargeKind = Literal["orders", "shares", "operating", "funding", "fees"]


class Charge(NamedTuple):
    """New money of a state in a period. Sums over charges are exact; contracts are not in it."""

    state: str
    kind: ChargeKind
    capability: str
    period: int
    """Position of the period in which it falls due."""
    line: str
    """Empty for fees."""
    pool: str
    """Empty for what a state buys or funds alone."""
    amount: int
    """kEUR."""

    @property
    def to_line(self) -> bool:
        """Money that reaches the line: lots, shares and steps."""
        return self.kind in {"orders", "shares", "funding"}


def charges(scenario: Scenario, decisions: Decisions, prices: Prices) -> tuple[Charge, ...]:
    """All charges of a plan: kind by kind, each sorted by codes and time.

    In a plan whose cumulative decisions fall nothing is paid back: that breaks `holdings`,
    `pooling` or `capacity`, and must not hide behind a broken budget floor.
    """
    return (
        *_orders(scenario, decisions, prices),
        *_shares(scenario, decisions, prices),
        *_funding(scenario, decisions, prices),
        *_fees(scenario, decisions),
    )


def _orders(scenario: Scenario, decisions: Decisions, prices: Prices) -> Iterator[Charge]:
    """Prices of lots on their line's profile, and their operation in every period held."""
    last = len(scenario.periods)
    for (state, line), lots in decisions.delivered.items():
        capability = scenario.line_by_code[line].capability
        parts = prices.lot_instalments(state, line)
        for period, new in enumerate(increases(lots)):
            if new > 0:
                for offset, amount in parts:
                    due = due_period(period, offset, last)
                    yield Charge(state, "orders", capability, due, line, "", new * amount)
        for period, held in enumerate(lots):
            if held:
                cost = prices.lot_operating(capability, scenario.periods[period].months)
                yield Charge(state, "operating", capability, period, line, "", held * cost)


def _shares(scenario: Scenario, decisions: Decisions, prices: Prices) -> Iterator[Charge]:
    """Prices of shares on their line's profile, and their operation in every period held."""
    last = len(scenario.periods)
    for (state, pool, line), shares in decisions.pool_shares.items():
        capability = scenario.pool_by_code[pool].capability
        parts = prices.share_instalments(state, pool, line)
        for period, new in enumerate(increases(shares)):
            if new > 0:
                for offset, amount in parts:
                    due = due_period(period, offset, last)
                    yield Charge(state, "shares", capability, due, line, pool, new * amount)
        for period, held in enumerate(shares):
            if held:
                cost = prices.share_operating(capability, scenario.periods[period].months)
                yield Charge(state, "operating", capability, period, line, pool, held * cost)


def _funding(scenario: Scenario, decisions: Decisions, prices: Prices) -> Iterator[Charge]:
    """Tenths of steps, paid in the period in which they are decided."""
    for (state, line), tenths in decisions.funding.items():
        capability = scenario.line_by_code[line].capability
        cost = prices.tenth_cost(line)
        for period, new in enumerate(increases(tenths)):
            if new > 0:
                yield Charge(state, "funding", capability, period, line, "", new * cost)


def _fees(scenario: Scenario, decisions: Decisions) -> Iterator[Charge]:
    """Start-up cost of the framework nation and entry fees of the others, at the pool's start."""
    for state, pool in sorted(decisions.plan.join):
        record = scenario.pool_by_code[pool]
        leads = (state, pool) in decisions.plan.lead
        fee = record.startup_cost if leads else record.entry_fee
        if fee:
            start = scenario.period_index[record.start]
            yield Charge(state, "fees", record.capability, start, "", pool, fee)
