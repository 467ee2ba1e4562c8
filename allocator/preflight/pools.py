"""Pools that can never operate."""

from allocator.accounts.ledger import Ledger
from allocator.domain.pool import Pool
from allocator.domain.problem import Finding


def pool_findings(ledger: Ledger) -> list[Finding]:
    """Pools without enough states that may join, a framework nation or a line to buy from."""
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
    if not any(rights.may_lead(state, pool.code) for state in joining):
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
    return ""
