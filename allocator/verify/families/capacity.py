"""Capacity: lines deliver what they make, and steps are decided in time and paid for."""

from collections.abc import Iterator
from math import gcd

from allocator.accounts.decisions import Series, increases
from allocator.accounts.delivery import steps_available
from allocator.accounts.ledger import Ledger
from allocator.domain.production_line import ProductionLine
from allocator.domain.quantity import MILLE, decimal
from allocator.domain.violation import Violation
from allocator.verify.growth import Growth, growth_violations


def capacity(ledger: Ledger) -> list[Violation]:
    """For all a <= b: new units and contracts due in a..b <= made in a..b + work in progress.

    Work in progress at the start of a > 0 is less than one lot: lot - 1/q units. Besides: the
    minimum rate, steps never undone, none too late to matter, and each of them paid in full.
    """
    return [
        violation
        for line in ledger.scenario.lines
        for violation in (*_windows(ledger, line), *_least(ledger, line), *_growth(ledger, line))
    ]


def _windows(ledger: Ledger, line: ProductionLine) -> Iterator[Violation]:
    """lot x new lots in a..b + O[a..b] <= sum of R[a..b] + (lot - 1/q if a > 0), thousandths."""
    scenario = ledger.scenario
    lots = ledger.decisions.line_lots.get((line.code,))
    if lots is None:
        return
    lot = scenario.capability_by_code[line.capability].lot
    new = increases(lots)
    contracts = ledger.stock.line_contracts.get(line.code, ledger.decisions.zero)
    rates = _rates(ledger, line)
    steps = steps_available(ledger, line)
    # 1/q unit in thousandths is the largest part of a unit that all rates and the step consist of.
    carried = MILLE * lot - gcd(MILLE, line.step, *rates)
    for first in ledger.periods:
        for last in ledger.periods[first:]:
            window = slice(first, last + 1)
            unexpanded = sum(rates[window]) + (carried if first else 0)
            most = unexpanded + line.step * sum(steps[window])
            asked = MILLE * lot * sum(new[window])
            asked += min(MILLE * sum(contracts[window]), unexpanded)
            if asked > most:
                yield Violation(
                    family="capacity",
                    subject=(line.code, scenario.periods[first].code, scenario.periods[last].code),
                    message=(
                        f"asked for {decimal(asked)} units, contracts included, but makes "
                        f"{decimal(most)} with expansions and work in progress"
                    ),
                )


def _least(ledger: Ledger, line: ProductionLine) -> Iterator[Violation]:
    """Where anything new is delivered: new units + contracts due >= minimum rate."""
    lots = ledger.decisions.line_lots.get((line.code,))
    if lots is None or not line.min_rate:
        return
    lot = ledger.scenario.capability_by_code[line.capability].lot
    contracts = ledger.stock.line_contracts.get(line.code, ledger.decisions.zero)
    for period, new, due in zip(ledger.scenario.periods, increases(lots), contracts, strict=True):
        units = MILLE * (lot * new + due)
        if new > 0 and units < line.min_rate:
            yield Violation(
                family="capacity",
                subject=(line.code, period.code),
                message=(
                    f"delivers {decimal(units)} units, contracts included, below its minimum "
                    f"rate of {decimal(line.min_rate)}"
                ),
            )


def _growth(ledger: Ledger, line: ProductionLine) -> list[Violation]:
    """Steps in time, never undone, and each of them paid in full."""
    decisions = ledger.decisions
    funding = {
        state: tenths for (state, code), tenths in decisions.funding.items() if code == line.code
    }
    steps = decisions.expansion.get((line.code,))
    if steps is None and not funding:
        return []
    steps = steps or decisions.zero
    return growth_violations(ledger, Growth("capacity", (line.code,), line, steps, funding))


def _rates(ledger: Ledger, line: ProductionLine) -> Series:
    rates = ledger.scenario.rate_by_key
    return tuple(rates.get((line.code, period.code), 0) for period in ledger.scenario.periods)
