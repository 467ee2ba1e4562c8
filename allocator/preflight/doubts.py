"""Figures that a plan would use as they stand, and that are hardly meant."""

from collections.abc import Iterator

from allocator.domain.problem import Finding
from allocator.domain.quantity import decimal
from allocator.preflight.reach import Reach


def doubt_findings(reach: Reach) -> Iterator[Finding]:
    """Permissions without effect, what costs nothing, and lines that never reach their minimum."""
    yield from _permissions(reach)
    yield from _free_prices(reach)
    yield from _idle_lines(reach)


def _permissions(reach: Reach) -> Iterator[Finding]:
    """Access rows that permit what the customers' list or a rule does not."""
    scenario = reach.ledger.scenario
    for row in scenario.access if scenario.policy.holds("access") else ():
        barrier = reach.barred(row.state, scenario.line_by_code[row.line])
        may = reach.ledger.rights.permitted(row.state, row.line)
        if row.permitted and not may and barrier is not None:
            yield Finding(
                check="doubts",
                address=scenario.book.address("access", (row.line, row.state), "permitted"),
                message=(
                    f"permits {row.state} to buy from {row.line}, without effect: {barrier.why}"
                ),
                remedy="drop the row, or change what stands against it",
            )


def _free_prices(reach: Reach) -> Iterator[Finding]:
    """Prices of 0 of what somebody may buy."""
    scenario, book = reach.ledger.scenario, reach.ledger.scenario.book
    selling = reach.ledger.rights.selling_lines
    cells = [
        (book.address("lines", (line.code,), "unit_price"), f"{line.code} gives its lots away")
        for line in scenario.lines
        if line.code in selling and not line.unit_price
    ]
    cells += [
        (
            book.address("lines", (line.code,), "step_cost"),
            f"{line.code} grows by up to {line.max_steps} steps for nothing",
        )
        for line in scenario.lines
        if line.max_steps and not line.step_cost
    ]
    cells += [
        (
            book.address("access", (row.line, row.state), "price"),
            f"{row.state} gets lots of {row.line} for nothing",
        )
        for row in scenario.access
        if row.price == 0 and reach.ledger.rights.permitted(row.state, row.line)
    ]
    cells += [
        (
            book.address("pools", (pool.code,), "price_factor"),
            f"pool {pool.code} gives its shares away",
        )
        for pool in scenario.pools
        if pool.lines and not pool.price_factor
    ]
    for address, words in cells:
        yield Finding(
            check="doubts",
            address=address,
            message=f"0: {words}",
            remedy="write what it costs",
        )


def _idle_lines(reach: Reach) -> Iterator[Finding]:
    """Lines that could make something, and never as much as they deliver at least."""
    scenario = reach.ledger.scenario
    for line in scenario.lines:
        sells = line.min_rate and line.code in reach.ledger.rights.selling_lines
        rated = any(rate.line == line.code and rate.units for rate in scenario.line_rates)
        if (
            sells
            and rated
            and not any(reach.outputs.lots(line.code, at, at) for at in reach.ledger.periods)
        ):
            yield Finding(
                check="doubts",
                address=scenario.book.address("lines", (line.code,), "min_rate"),
                message=(
                    f"{line.code} delivers nothing below {decimal(line.min_rate)} units a period, "
                    "and never makes as many: it delivers nothing new"
                ),
                remedy="lower min_rate, or raise line_rates",
            )
