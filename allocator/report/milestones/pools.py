"""Pools that start."""

from collections.abc import Iterator
from functools import partial

from allocator.accounts.slips.gaps import Gaps
from allocator.accounts.slips.lots import without_lots
from allocator.accounts.slips.slip import first_pledge, slip, tolerance
from allocator.report.milestones.milestone import Milestone, named
from allocator.report.milestones.orders import owner
from allocator.report.pool_roles import decide_by, members, operates_from
from allocator.report.prose import number, readable
from allocator.report.view import View


def pools(view: View, gaps: Gaps) -> Iterator[Milestone]:
    """New lots wait for the pool; its stock counts whether it operates or not."""
    for pool in view.pools:
        at = operates_from(view, pool)
        if at is None:
            continue
        first, count = view.scenario.periods[at], len(members(view, pool))
        by, capability = decide_by(view, pool), view.scenario.pool_by_code[pool].capability
        late = slip(gaps, at, partial(_lost, gaps, pool, capability), _pledged(view, pool, at))
        yield Milestone(
            first.start if by is None else by,
            "pool",
            pool,
            pool,
            first.start,
            first.code,
            f"The pool {readable(named(view, pool))} starts with {number(count, 'member')}.",
            capability,
            count,
            "members",
            count,
            owner(view, pool),
            tolerance(view.ledger, at, late.needed),
            late,
            view.scenario.book.address("pools", (pool,)),
        )


def _lost(gaps: Gaps, pool: str, capability: str, position: int) -> dict[str, int]:
    decisions = gaps.ledger.decisions
    lots = decisions.pool_lots.get((pool,), decisions.zero)[position]
    return without_lots(gaps.ledger, pool, capability, lots, position)


def _pledged(view: View, pool: str, at: int) -> int | None:
    operating = view.ledger.decisions.operating[pool,]
    return first_pledge(view.ledger, "pool_open", (pool, None), operating, 1, at)
