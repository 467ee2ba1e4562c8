"""Steps of growth, of lines and of makers of components: decided in time and paid for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from allocator.accounts.decisions import Series
from allocator.accounts.delivery import deciding_periods
from allocator.accounts.ledger import Ledger
from allocator.domain.production_line import Component, ProductionLine
from allocator.domain.quantity import WHOLE, decimal
from allocator.domain.violation import Violation
from allocator.verify.wording import count


@dataclass(frozen=True, slots=True)
class Growth:
    """What a plan decides on the growth of one maker."""

    family: str
    codes: tuple[str, ...]
    """Of the maker, as violations name it."""
    maker: ProductionLine | Component
    steps: Series
    """Cumulative."""
    funding: Mapping[str, Series]
    """Tenths of steps by state, cumulative; states that pay nothing may be absent."""


def growth_violations(ledger: Ledger, growth: Growth) -> list[Violation]:
    """Steps that fall, are too many or too late; payments that fall or do not add up.

    Sum of funding = 10 x steps, and a host that is a member state pays its least share.
    """
    found = [*_steps(ledger, growth), *_repaid(ledger, growth), *_paid(ledger, growth)]
    return [
        Violation(family=growth.family, subject=subject, message=message)
        for subject, message in found
    ]


Finding = tuple[tuple[str, ...], str]


def _steps(ledger: Ledger, growth: Growth) -> Iterator[Finding]:
    """Steps never fall, stay within max_steps, and none is decided too late to be available."""
    steps, most = growth.steps, growth.maker.max_steps
    latest = deciding_periods(ledger.scenario, growth.maker)[-1]
    useful = 0 if latest is None else steps[latest]
    for position, period in enumerate(ledger.scenario.periods):
        subject = (*growth.codes, period.code)
        before = steps[position - 1] if position else 0
        decided = f"{count(steps[position], 'expansion step')} decided"
        if steps[position] < before:
            yield subject, f"expansion steps decided so far fall from {before} to {steps[position]}"
        if steps[position] > most:
            yield subject, f"{decided}, {most} possible"
        if (latest is None or position > latest) and steps[position] > useful:
            yield (
                subject,
                f"{decided}, but only the {useful} decided early enough will be available within "
                "the horizon",
            )


def _repaid(ledger: Ledger, growth: Growth) -> Iterator[Finding]:
    """Nobody takes back what it has paid."""
    for state, tenths in growth.funding.items():
        later = ledger.scenario.periods[1:]
        for period, (before, now) in zip(later, pairwise(tenths), strict=True):
            if now < before:
                subject = (state, *growth.codes, period.code)
                yield subject, f"tenths of steps paid so far fall from {before} to {now}"


def _paid(ledger: Ledger, growth: Growth) -> Iterator[Finding]:
    """Every step is paid for as it is decided, its least share by the host."""
    maker = growth.maker
    host = growth.funding.get(maker.host, ledger.decisions.zero)
    host_is_member = maker.host in ledger.scenario.state_by_code
    for position, period in enumerate(ledger.scenario.periods):
        steps = growth.steps[position]
        tenths = sum(series[position] for series in growth.funding.values())
        if tenths != 10 * steps:
            subject = (*growth.codes, period.code)
            yield subject, f"{tenths} tenths of expansion steps paid, {10 * steps} decided"
        least = maker.host_least_share * 10 * steps
        if host_is_member and WHOLE * host[position] < least:
            yield (
                (maker.host, *growth.codes, period.code),
                f"the host pays {host[position]} tenths of expansion steps, its least share is "
                f"{decimal(least // 10)} tenths",
            )
