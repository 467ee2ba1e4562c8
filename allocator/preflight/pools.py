"""Pools that can never operate, and pledges about pools that no plan can hold."""

from collections.abc import Iterator, Mapping, Sequence

from allocator.domain.problem import Finding
from allocator.domain.record import grouped
from allocator.preflight.asks import Ask, asks, sentence
from allocator.preflight.pool_terms import PoolTerms
from allocator.preflight.reach import Reach

CHANGE = "change one of them"


def pool_findings(reach: Reach) -> Iterator[Finding]:
    """Pools without enough states that may join, a framework nation or a line to buy from.

    Also those that exclusions, calls or the shares of their states keep shut, whoever is in. Then
    pledges that want such a pool, or one that cannot be as they want it.
    """
    scenario = reach.ledger.scenario
    wanted = [ask for ask in asks(scenario) if ask.object in ("pool_open", "pool_join")]
    by_pool = grouped(wanted, lambda ask: ask.code)
    joined: list[Ask] = []
    for pool in scenario.pools:
        terms, of_pool = PoolTerms(reach, pool), by_pool.get(pool.code, ())
        never = terms.shut(reach.last)
        if never:
            yield Finding(
                check="pools",
                address=scenario.book.address("pools", (pool.code,), "pool"),
                message=f"pool {pool.code} can never operate: {never}",
                remedy="mend its members, lines or rules, or delete the pool",
            )
        found = list(_unkept(terms, of_pool))
        yield from found or _at_odds(terms, of_pool)
        joined += [ask for ask in of_pool if ask.at_least]
    yield from _too_many(reach, joined)


def _unkept(terms: PoolTerms, of_pool: Sequence[Ask]) -> Iterator[Finding]:
    """Pledges to open it or to be in it that cannot be kept, each by itself."""
    reach = terms.reach
    for ask in of_pool:
        if not ask.at_least:
            continue
        if ask.object == "pool_open":
            why = terms.shut(ask.position)
        else:
            # Whoever is in a pool is in it in the last period, in which the pool operates.
            why = terms.entry.kept_out(ask.state, 0, reach.last) or terms.shut(
                reach.last, inside={ask.state}
            )
        if why:
            yield _finding(
                reach, [ask], why, "drop it or move it, or mend the pool and its members"
            )


def _at_odds(terms: PoolTerms, of_pool: Sequence[Ask]) -> Iterator[Finding]:
    """Pledges that each could be kept, and not all of them together."""
    reach = terms.reach
    wanting = [ask for ask in of_pool if ask.at_least]
    inside = {ask.state: ask for ask in wanting if ask.object == "pool_join"}
    outside = {ask.state: ask for ask in of_pool if ask.object == "pool_join" and not ask.at_least}
    closed = [
        ask
        for ask in of_pool
        if ask.object == "pool_open" and not ask.at_least and ask.position == reach.last
    ]
    if not wanting or not {*inside}.isdisjoint(outside):
        return
    if inside and closed:
        joins = list(inside.values())
        yield _finding(reach, [*joins, closed[0]], "nobody is in a pool that does not open", CHANGE)
        return
    opens = [ask.position for ask in wanting if ask.object == "pool_open"]
    why = terms.shut(min(opens, default=reach.last), inside, outside)
    if why:
        yield _finding(reach, [*wanting, *outside.values()], why, CHANGE)


def _too_many(reach: Reach, joined: Sequence[Ask]) -> Iterator[Finding]:
    """Pools that small states are to be in, by pledge or by role in one that is to open."""
    scenario, rights = reach.ledger.scenario, reach.ledger.rights
    limit = scenario.policy.small_state_pool_limit
    for state in scenario.states if limit is not None else ():
        causes: Mapping[str, Ask] = {
            ask.code: ask
            for ask in joined
            if ask.state == state.code or rights.must_join(state.code, ask.code)
        }
        if state.small_state and limit and len(causes) > limit:
            cell = scenario.book.address("settings", ("small_state_pool_limit",), "value")
            yield _finding(
                reach,
                list(causes.values()),
                f"{state.code}, a small state, would be in {len(causes)} pools, and {cell} "
                f"allows {limit}",
                "drop one of them, or raise small_state_pool_limit",
            )


def _finding(reach: Reach, found: Sequence[Ask], why: str, remedy: str) -> Finding:
    """At the first; the others are named by their cells."""
    scenario = reach.ledger.scenario
    others = [f"{ask.cell} ({sentence(scenario, ask)})" for ask in found[1:]]
    beside = f", with {' and '.join(others)}" if others else ""
    return Finding(
        check="pools",
        address=found[0].cell,
        message=f"{sentence(scenario, found[0])}{beside}, but {why}",
        remedy=remedy,
        hopeless=True,
    )
