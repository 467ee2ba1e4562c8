"""Exclusions and calls: each says something new, and no pool is shut by them."""

from collections.abc import Iterator

from allocator.accounts.together import most_together
from allocator.domain.pool import Call, Exclusion, Pool
from allocator.domain.pool_rules import calls_on, exclusions_in
from allocator.domain.problem import Problem
from allocator.domain.quantity import WHOLE
from allocator.domain.scenario import Scenario
from allocator.io.numbers import percent
from allocator.io.problems import problem
from allocator.io.unread import Unread


def exclusion_problems(scenario: Scenario, unread: Unread) -> Iterator[Problem]:
    """Rows that say nothing or nothing new, and pools that could not open because of them."""
    yield from _idle_rows(scenario, unread)
    for pool in scenario.pools:
        if not unread.hides("pool_members", pool=pool.code):
            yield from _shut_pool(scenario, pool)


def _idle_rows(scenario: Scenario, unread: Unread) -> Iterator[Problem]:
    unsure = any(unread.lacks("capabilities", column) for column in ("capability", "sensitive"))
    first: dict[tuple[str, ...], int] = {}
    rows = scenario.book.rows.get("exclusions", {})
    for row in sorted(scenario.exclusions, key=lambda row: rows.get(_key(row), 0)):
        address = scenario.book.address("exclusions", _key(row), "state_2")
        if row.state == row.state_2:
            yield problem(address, f"{row.state} excludes itself", "name the other state")
            continue
        if not row.capabilities and not unsure:
            yield problem(
                scenario.book.address("exclusions", _key(row), "capability"),
                "no capability is sensitive, so the row excludes nobody",
                "write yes for sensitive in capabilities, or name a capability",
            )
        pair = sorted((row.state, row.state_2))
        named = [(*pair, capability) for capability in row.capabilities]
        again = [key for key in named if key in first]
        if again:
            yield problem(
                address,
                f"{row.state} and {row.state_2} exclude each other in {again[0][-1]} already by "
                f"row {first[again[0]]}",
                "keep one of the two rows",
            )
        first.update((key, rows.get(_key(row), 0)) for key in named if key not in first)


def _key(row: Exclusion) -> tuple[str, str, str]:
    return row.state, row.state_2, row.on


def _shut_pool(scenario: Scenario, pool: Pool) -> Iterator[Problem]:
    """Members who exclude each other, or nobody left to lead or to make up the numbers."""
    joining = [row for row in scenario.pool_members if row.pool == pool.code]
    joining = [row for row in joining if row.role != "barred"]
    members = {row.state for row in joining if row.role == "member"}
    at_odds = [
        row
        for row in exclusions_in(scenario, pool)
        if row.state != row.state_2 and {row.state, row.state_2} <= members
    ]
    for row in at_odds:
        yield problem(
            scenario.book.address("exclusions", _key(row), "state_2"),
            f"{row.state} and {row.state_2} are both members of {pool.code}, which could then "
            "never open",
            "make one of them a candidate in pool_members, or delete the row",
        )
    leaders = [row.state for row in joining if row.framework_eligible]
    if at_odds or not leaders or len(joining) < pool.min_members:
        return
    states = [row.state for row in joining]
    most = max(most_together(scenario, pool, states, members | {one}) for one in leaders)
    if most < max(1, pool.min_members):
        lacking = (
            f"at most {most} of its states can be in it at once, and it needs {pool.min_members}"
            if most
            else "its members exclude every state that could be its framework nation"
        )
        yield problem(
            scenario.book.address("pools", (pool.code,), "pool"),
            f"{pool.code} could never open: {lacking}",
            "name more candidates in pool_members, or delete exclusions",
        )


def call_problems(scenario: Scenario, unread: Unread) -> Iterator[Problem]:
    """Calls of states that cannot be in the pool, and of members beyond all that could answer."""
    for row in scenario.calls:
        member = scenario.member_by_key.get((row.pool, row.state))
        unknown = member is None and unread.hides("pool_members", pool=row.pool, state=row.state)
        if not unknown and (member is None or member.role == "barred"):
            yield problem(
                scenario.book.address("calls", (row.contingency, row.pool, row.state), "state"),
                f"{row.state} cannot be in {row.pool}, so it calls for nothing",
                "make it a member or candidate in pool_members, or delete the row",
            )
    for pool in scenario.pools:
        for calls in calls_on(scenario, pool).values():
            yield from _unanswered(scenario, pool, calls)


def _unanswered(scenario: Scenario, pool: Pool, calls: tuple[Call, ...]) -> Iterator[Problem]:
    """At the last of the members' rows."""
    rows = scenario.book.rows.get("calls", {})
    fixed = [
        row
        for row in calls
        if (member := scenario.member_by_key.get((pool.code, row.state))) is not None
        and member.role == "member"
    ]
    called, answering = sum(row.lots for row in fixed), pool.availability * pool.max_lots
    if WHOLE * called > answering:
        keys = [(row.contingency, pool.code, row.state) for row in fixed]
        yield problem(
            scenario.book.address(
                "calls", max(keys, key=lambda key: (rows.get(key, 0), key)), "lots"
            ),
            f"its members call for {called} lots of {pool.code} at once, but at most "
            f"{answering // WHOLE} can answer ({percent(pool.availability)} of {pool.max_lots})",
            "lower the calls, or raise max_lots or availability in pools",
        )
