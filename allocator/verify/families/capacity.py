"""Capacity: lines deliver what they make, and steps are decided in time and paid for."""

from collections.abc import Iterator
from itertools import pairwise
from math import gcd

from allocator.accounts.decisions import Series, increases
from allocator.accounts.delivery import deciding_periods, steps_available
from allocator.accounts.ledger import Ledger
from allocator.domain.production_line import ProductionLine
from allocator.domain.quantity import MILLE, WHOLE
from allocator.domain.violation import Violation
from allocator.verify.wording import count, decimal


def capacity(ledger: Ledger) -> list[Violation]:
    """For all a <= b: new units and contracts due in a..b <= made in a..b + work in progress.

    Work in progress at the start of a > 0 is less than one lot: lot - 1/q units. Besides: the
    minimum rate, steps never undone, none too late to matter, and each of them paid in full.
    """
    return [
        violation
        for line in ledger.scenario.lines
        for violation in (*_windows(ledger, line), *_least(ledger, line), *_steps(ledger, line))
    ] + _funding(ledger)


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


def _steps(ledger: Ledger, line: ProductionLine) -> Iterator[Violation]:
    """Steps never fall, stay within max_steps, and none is decided too late to be available."""
    steps = ledger.decisions.expansion.get((line.code,))
    if steps is None:
        return
    latest = deciding_periods(ledger.scenario, line)[-1]
    useful = 0 if latest is None else steps[latest]
    for position, period in enumerate(ledger.scenario.periods):
        subject = (line.code, period.code)
        before = steps[position - 1] if position else 0
        decided = f"{count(steps[position], 'expansion step')} decided"
        if steps[position] < before:
            message = f"expansion steps decided so far fall from {before} to {steps[position]}"
            yield Violation(family="capacity", subject=subject, message=message)
        if steps[position] > line.max_steps:
            message = f"{decided}, {line.max_steps} possible"
            yield Violation(family="capacity", subject=subject, message=message)
        if (latest is None or position > latest) and steps[position] > useful:
            message = (
                f"{decided}, but only the {useful} decided early enough will be available within "
                "the horizon"
            )
            yield Violation(family="capacity", subject=subject, message=message)


def _funding(ledger: Ledger) -> list[Violation]:
    """Sum of funding = 10 x expansion; funding never falls; the host pays its least share."""
    decisions = ledger.decisions
    found = []
    for (state, code), tenths in decisions.funding.items():
        for period, (before, now) in zip(
            ledger.scenario.periods[1:], pairwise(tenths), strict=True
        ):
            if now < before:
                message = f"tenths of steps paid so far fall from {before} to {now}"
                subject = (state, code, period.code)
                found.append(Violation(family="capacity", subject=subject, message=message))
    funded = {code for _, code in decisions.funding} | {code for (code,) in decisions.expansion}
    for code in sorted(funded):
        found += _paid(ledger, ledger.scenario.line_by_code[code])
    return found


def _paid(ledger: Ledger, line: ProductionLine) -> Iterator[Violation]:
    decisions = ledger.decisions
    steps = decisions.expansion.get((line.code,), decisions.zero)
    paid = [tenths for (_, code), tenths in decisions.funding.items() if code == line.code]
    host = decisions.funding.get((line.host, line.code), decisions.zero)
    host_is_member = line.host in ledger.scenario.state_by_code
    for position, period in enumerate(ledger.scenario.periods):
        tenths = sum(series[position] for series in paid)
        if tenths != 10 * steps[position]:
            yield Violation(
                family="capacity",
                subject=(line.code, period.code),
                message=(
                    f"{tenths} tenths of expansion steps paid, {10 * steps[position]} decided"
                ),
            )
        least = line.host_least_share * 10 * steps[position]
        if host_is_member and WHOLE * host[position] < least:
            yield Violation(
                family="capacity",
                subject=(line.host, line.code, period.code),
                message=(
                    f"the host pays {host[position]} tenths of expansion steps, "
                    f"its least share is {decimal(least // 10)} tenths"
                ),
            )


def _rates(ledger: Ledger, line: ProductionLine) -> Series:
    rates = ledger.scenario.rate_by_key
    return tuple(rates.get((line.code, period.code), 0) for period in ledger.scenario.periods)
