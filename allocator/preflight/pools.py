"""Pools that can never operate."""

from collections.abc import Sequence

from allocator.accounts.ledger import Ledger
from allocator.accounts.together import most_together
from allocator.domain.pool import Pool
from allocator.domain.pool_rules import calls_on
from allocator.domain.problem import Finding
from allocator.domain.quantity import WHOLE


def pool_findings(ledger: Ledger) -> list[Finding]:
    """Pools without enough states that may join, a framework nation or a line to buy from.

    Also those that exclusions or calls keep shut, whoever is in.
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
    return _at_odds(ledger, pool, joining, leaders) or _overcalled(ledger, pool, joining)


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


def _overcalled(ledger: Ledger, pool: Pool, joining: Sequence[str]) -> str:
    """The fewest calls of enough states, all members by role among them, against most lots."""
    for contingency, calls in calls_on(ledger.scenario, pool).items():
        lots = {call.state: call.lots for call in calls}
        fixed = [state for state in joining if ledger.rights.must_join(state, pool.code)]
        others = sorted(lots.get(state, 0) for state in joining if state not in fixed)
        least = sum(lots.get(state, 0) for state in fixed)
        least += sum(others[: max(0, pool.min_members - len(fixed))])
        if WHOLE * least > pool.availability * pool.max_lots:
            return (
                f"whoever is in, at least {least} lots are called for at once in {contingency}, "
                f"and at most {pool.availability * pool.max_lots // WHOLE} can answer"
            )
    return ""
