"""What is delivered to whom and when, and what that asks of the lines."""

from collections.abc import Mapping
from dataclasses import dataclass

from allocator.accounts.decisions import Series, increases
from allocator.accounts.ledger import Ledger
from allocator.domain.production_line import Component, ProductionLine
from allocator.domain.quantity import MILLE
from allocator.domain.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Delivery:
    """New lots that reach a state or a pool in a period."""

    buyer: str
    line: str
    capability: str
    period: str
    lots: int
    units: int
    order_by: int
    """Latest month of the order, in months since January of year 0 (as `Period.start`)."""


@dataclass(frozen=True, slots=True)
class Output:
    """What a line can deliver in a period and what it is asked for; thousandths of a unit."""

    line: str
    period: str
    rate: int
    expanded: int
    """Added by the steps that are available."""
    contracted: int
    """Of the order book."""
    new: int
    """Lots of this plan."""

    @property
    def slack(self) -> int:
        """Left unused; below zero where work in progress of earlier periods is delivered."""
        return self.rate + self.expanded - self.contracted - self.new


def first_period(scenario: Scenario, lead_months: int) -> int:
    """Position of the first period that a new order with this lead can reach.

    The number of periods where none can.
    """
    there = scenario.periods[0].start + lead_months
    return sum(period.start < there for period in scenario.periods)


def first_delivery(scenario: Scenario, line: str, state: str | None = None) -> int:
    """First position for lots of the line; the very first in a what-if without lead times."""
    return first_in_time(scenario, line, state) if scenario.policy.holds("lead_time") else 0


def first_in_time(scenario: Scenario, line: str, state: str | None = None) -> int:
    """First position that the line's lead time allows; with a state, its delay added."""
    access = scenario.access_by_key.get((line, state)) if state is not None else None
    delay = access.delay_months if access is not None else 0
    return first_period(scenario, scenario.line_by_code[line].lead_months + delay)


def deciding_periods(
    scenario: Scenario, maker: ProductionLine | Component
) -> tuple[int | None, ...]:
    """For each period, the last one whose decided steps are available in it; None: none."""
    starts = [period.start for period in scenario.periods]
    early = [sum(start + maker.step_lead_months <= now for start in starts) for now in starts]
    return tuple(count - 1 if count else None for count in early)


def steps_available(ledger: Ledger, line: ProductionLine) -> Series:
    """Expansion steps that raise the line's rate, by period."""
    steps = ledger.decisions.expansion.get((line.code,))
    if steps is None:
        return ledger.decisions.zero
    deciding = deciding_periods(ledger.scenario, line)
    return tuple(0 if period is None else steps[period] for period in deciding)


def outputs(ledger: Ledger) -> Mapping[tuple[str, str], Output]:
    """By line and period, every pair."""
    scenario = ledger.scenario
    zero = ledger.decisions.zero
    made: dict[tuple[str, str], Output] = {}
    for line in scenario.lines:
        lot = scenario.capability_by_code[line.capability].lot
        steps = steps_available(ledger, line)
        contracted = ledger.stock.line_contracts.get(line.code, zero)
        new = increases(ledger.decisions.line_lots.get((line.code,), zero))
        for position, period in enumerate(scenario.periods):
            made[line.code, period.code] = Output(
                line=line.code,
                period=period.code,
                rate=scenario.rate_by_key.get((line.code, period.code), 0),
                expanded=line.step * steps[position],
                contracted=MILLE * contracted[position],
                new=MILLE * lot * new[position],
            )
    return made


def deliveries(ledger: Ledger) -> tuple[Delivery, ...]:
    """New lots by buyer, line and period: states first, then pools."""
    buyers = (ledger.decisions.delivered, ledger.decisions.pool_delivered)
    return tuple(
        _delivery(ledger.scenario, buyer, line, position, new)
        for orders in buyers
        for (buyer, line), lots in orders.items()
        for position, new in enumerate(increases(lots))
        if new
    )


def _delivery(scenario: Scenario, buyer: str, line: str, position: int, lots: int) -> Delivery:
    record = scenario.line_by_code[line]
    period = scenario.periods[position]
    access = scenario.access_by_key.get((line, buyer))
    delay = access.delay_months if access is not None else 0
    return Delivery(
        buyer=buyer,
        line=line,
        capability=record.capability,
        period=period.code,
        lots=lots,
        units=lots * scenario.capability_by_code[record.capability].lot,
        order_by=period.start - record.lead_months - delay,
    )
