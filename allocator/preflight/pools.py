"""Pools that can never operate."""

from collections.abc import Mapping, Sequence

from allocator.accounts.ledger import Ledger
from allocator.accounts.together import most_together
from allocator.domain.pool import Pool
from allocator.domain.pool_rules import calls_on
from allocator.domain.problem import Finding
from allocator.domain.quantity import MILLE, WHOLE
from allocator.preflight.coverage import new_output


def pool_findings(ledger: Ledger) -> list[Finding]:
    """Pools without enough states that may join, a framework nation or a line to buy from.

    Also those that exclusions, calls or the shares of their states keep shut, whoever is in.
    """
    found = []
    for pool in ledger.scenario.pools:
        reason = _reason(ledger, pool)
        if reason:
            found.append(
                Finding(
                    check="pools",
                    address=ledger.scenario.book.address("pools", (pool.code,), "pool"),
                    message=f"pool {pool.code} can never operate: {reason}",
                    remedy="mend its members, lines or rules, or delete the pool",
                )
            )
    return found


def _reason(ledger: Ledger, pool: Pool) -> str:
    scenario, rights = ledger.scenario, ledger.rights
    states = [state.code for state in scenario.states]
    joining = [state for state in states if rights.may_join(state, pool.code)]
    if len(joining) < pool.min_members:
        return f"{len(joining)} states may join and it needs {pool.min_members}"
    leaders = [state for state in joining if rights.may_lead(state, pool.code)]
    if not scenario.policy.holds("leadership"):
        leaders = joining
    elif not leaders:
        return "no state that may join can be its framework nation"
    fixed = [
        state
        for state in joining
        if rights.must_join(state, pool.code) and not scenario.state_by_code[state].small_state
    ]
    if len(fixed) > pool.max_members:
        return f"{len(fixed)} states are members by role and it holds at most {pool.max_members}"
    stock = ledger.stock.pool_stock[pool.code][-1]
    buys = any(rights.may_share(state, pool.code, line) for state in joining for line in pool.lines)
    if stock < pool.min_lots and not buys:
        return "none of its lines sells to any of its states"
    return (
        _at_odds(ledger, pool, joining, leaders)
        or _out_of_bounds(ledger, pool, joining)
        or _overcalled(ledger, pool, joining)
    )


def _at_odds(ledger: Ledger, pool: Pool, joining: Sequence[str], leaders: Sequence[str]) -> str:
    """The most that can be in together with all members by role and a framework nation."""
    members = {state for state in joining if ledger.rights.must_join(state, pool.code)}
    groups = (
        most_together(ledger.scenario, pool, joining, members | {leader}) for leader in leaders
    )
    most = max(groups, default=0)
    if most >= max(bool(leaders), pool.min_members):
        return ""
    return f"exclusions let at most {most} of its states in at once and it needs {pool.min_members}"


def _out_of_bounds(ledger: Ledger, pool: Pool, joining: Sequence[str]) -> str:
    """Lots and shares of the last period, in which a pool that ever operates still does."""
    stock, most = ledger.stock.pool_stock[pool.code][-1], _most_lots(ledger, pool, joining)
    if stock > pool.max_lots:
        return f"it has {stock} lots without any new one and holds at most {pool.max_lots}"
    if most < pool.min_lots:
        return (
            f"by {ledger.scenario.periods[-1].code} it can have at most {most} lots and needs "
            f"{pool.min_lots}"
        )
    per_lot = ledger.scenario.capability_by_code[pool.capability].shares_per_lot
    left = per_lot * (pool.max_lots - stock)
    lacking = _fewest(ledger, pool, joining, {s: _lacking(ledger, pool, s) for s in joining})
    if lacking > left:
        return (
            f"whoever is in, the least shares ask for at least {lacking} beyond those of today, "
            f"and the lots up to its most have {left}"
        )
    return ""


def _most_lots(ledger: Ledger, pool: Pool, joining: Sequence[str]) -> int:
    """By the end: stock, and what lines can newly deliver and states may take shares of."""
    scenario = ledger.scenario
    capability = scenario.capability_by_code[pool.capability]
    rows = [scenario.member_by_key[pool.code, state] for state in joining]
    room = sum(max(0, row.most_share - row.shares_today) for row in rows)
    made = sum(
        new_output(ledger, scenario.line_by_code[line])[-1] // (MILLE * capability.lot)
        for line in pool.lines
        if any(ledger.rights.may_share(state, pool.code, line) for state in joining)
    )
    return ledger.stock.pool_stock[pool.code][-1] + min(room // capability.shares_per_lot, made)


def _lacking(ledger: Ledger, pool: Pool, state: str) -> int:
    """Shares that the state must buy if it is in; a small state has its right of entry."""
    row = ledger.scenario.member_by_key[pool.code, state]
    enters = ledger.scenario.state_by_code[state].small_state and row.role == "candidate"
    return max(0, (min(1, row.least_share) if enters else row.least_share) - row.shares_today)


def _fewest(ledger: Ledger, pool: Pool, joining: Sequence[str], asked: Mapping[str, int]) -> int:
    """The sum over all members by role and those others that make up the numbers for least."""
    fixed = [state for state in joining if ledger.rights.must_join(state, pool.code)]
    others = sorted(asked.get(state, 0) for state in joining if state not in fixed)
    lone = max(0, pool.min_members - len(fixed))
    return sum(asked.get(state, 0) for state in fixed) + sum(others[:lone])


def _overcalled(ledger: Ledger, pool: Pool, joining: Sequence[str]) -> str:
    """The fewest calls of enough states against the most lots."""
    lots = min(pool.max_lots, _most_lots(ledger, pool, joining))
    for contingency, calls in calls_on(ledger.scenario, pool).items():
        called = {call.state: call.lots for call in calls}
        least = _fewest(ledger, pool, joining, called)
        if WHOLE * least > pool.availability * lots:
            return (
                f"whoever is in, at least {least} lots are called for at once in {contingency}, "
                f"and at most {pool.availability * lots // WHOLE} can answer"
            )
    return ""
