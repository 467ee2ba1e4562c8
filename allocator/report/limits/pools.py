"""Limits within pools: states that may not be in one together, and calls that take all there is."""

from collections.abc import Iterator
from fractions import Fraction

from allocator.domain.pool import Pool
from allocator.domain.pool_rules import calls_on, exclusions_in
from allocator.domain.quantity import WHOLE
from allocator.report.limits.limit import Limit
from allocator.report.names import named, subject
from allocator.report.view import View


def exclusions(view: View) -> Iterator[Limit]:
    """States that stay out of an open pool because one that is in excludes them."""
    for code in view.pools:
        pool = view.scenario.pool_by_code[code]
        for row in exclusions_in(view.scenario, pool):
            for inside, outside in ((row.state, row.state_2), (row.state_2, row.state)):
                if _kept_out(view, pool, inside, outside):
                    yield Limit(
                        "exclusion",
                        f"{outside} and {inside} in {code}",
                        view.last,
                        f"{subject(view, outside)} may not be in the pool {pool.name} beside "
                        f"{named(view, inside)}, which is in.",
                        basis=row.legal_basis,
                        cell=view.scenario.book.address(
                            "exclusions", (row.state, row.state_2, row.on)
                        ),
                        states=(outside,),
                    )


def _kept_out(view: View, pool: Pool, inside: str, outside: str) -> bool:
    join = view.plan.join
    may = view.ledger.rights.may_join(outside, pool.code)
    return may and (inside, pool.code) in join and (outside, pool.code) not in join


def calls(view: View) -> Iterator[Limit]:
    """Contingencies in which a pool could answer no further call for a lot."""
    stock, lots = view.ledger.stock.pool_stock, view.ledger.decisions.pool_lots
    nothing = view.ledger.decisions.zero
    for code in view.pools:
        pool = view.scenario.pool_by_code[code]
        for contingency, rows in calls_on(view.scenario, pool).items():
            joined = [row for row in rows if (row.state, code) in view.plan.join]
            called = sum(row.lots for row in joined)
            for at, period in enumerate(view.periods):
                owned = stock[code][at] + lots.get((code,), nothing)[at]
                ready = Fraction(pool.availability * owned, WHOLE)
                if called > ready - 1 and called and view.plan.operating.get((code, period)):
                    first = joined[0]
                    yield Limit(
                        "calls",
                        f"{contingency} on {code}",
                        period,
                        f"The calls of its members in {contingency} take all that the pool "
                        f"{pool.name} can make ready.",
                        used=Fraction(called),
                        most=ready,
                        unit="lots",
                        cell=view.scenario.book.address(
                            "calls", (contingency, code, first.state), "lots"
                        ),
                    )
