"""Pools: leaders, limits, lines and shares."""

from collections.abc import Iterator, Sequence

from allocator.domain.pool import Pool, PoolMember
from allocator.domain.problem import Problem
from allocator.domain.scenario import Scenario
from allocator.io.problems import problem
from allocator.io.unread import Unread


def pool_problems(scenario: Scenario, unread: Unread) -> Iterator[Problem]:
    """Pools that could never be led, or whose limits contradict each other."""
    members: dict[str, list[PoolMember]] = {pool.code: [] for pool in scenario.pools}
    for record in scenario.pool_members:
        members.setdefault(record.pool, []).append(record)
    contracted = dict.fromkeys(members, 0)
    for row in scenario.order_book:
        if row.holder in contracted:
            contracted[row.holder] += row.units
    for pool in scenario.pools:
        yield from _line_problems(scenario, pool)
        if not unread.hides("pool_members", pool=pool.code):
            yield from _leader_problems(scenario, pool, members[pool.code])
            yield from _limit_problems(scenario, unread, pool, members[pool.code])
        if not unread.hides("order_book", holder=pool.code):
            yield from _stock_problems(scenario, pool, members[pool.code], contracted[pool.code])


def _leader_problems(
    scenario: Scenario, pool: Pool, members: Sequence[PoolMember]
) -> Iterator[Problem]:
    if not any(record.framework_eligible and record.role != "barred" for record in members):
        yield problem(
            scenario.book.address("pools", (pool.code,), "pool"),
            f"no state may be framework nation of {pool.code}",
            "set framework_eligible to yes for a member or candidate in pool_members",
        )


def _limit_problems(
    scenario: Scenario, unread: Unread, pool: Pool, members: Sequence[PoolMember]
) -> Iterator[Problem]:
    small = sum(
        record.role != "barred"
        and (
            scenario.state_by_code[record.state].small_state
            or unread.lacks("member_states", "small_state", state=record.state)
        )
        for record in members
    )
    limits = (
        ("members", pool.min_members, pool.max_members, small),
        ("lots", pool.min_lots, pool.max_lots, 0),
    )
    for what, least, most, uncounted in limits:
        if least > most + uncounted:
            beside = f" and {uncounted} small states" if uncounted else ""
            yield problem(
                scenario.book.address("pools", (pool.code,), f"min_{what}"),
                f"at least {least} {what}, but at most {most}{beside}",
                f"lower min_{what} or raise max_{what}",
            )


def _line_problems(scenario: Scenario, pool: Pool) -> Iterator[Problem]:
    for code in pool.lines:
        made = scenario.line_by_code[code].capability
        if made != pool.capability:
            yield problem(
                scenario.book.address("pool_lines", (pool.code, code), "line"),
                f"the line {code} makes {made}, but the pool {pool.code} is for {pool.capability}",
                "name a line of the pool's capability",
            )


def _stock_problems(
    scenario: Scenario, pool: Pool, members: Sequence[PoolMember], contracted: int
) -> Iterator[Problem]:
    """Shares of today are shares of lots in service or under contract."""
    capability = scenario.capability_by_code[pool.capability]
    there = (pool.stock_lots + contracted // capability.lot) * capability.shares_per_lot
    today = sum(row.shares_today for row in members)
    if today > there:
        yield problem(
            scenario.book.address("pools", (pool.code,), "stock_lots"),
            f"its members hold {today:,} shares today, but its stock and contracts have {there:,}",
            "lower shares_today in pool_members, or raise stock_lots",
        )


def member_problems(scenario: Scenario) -> Iterator[Problem]:
    """Members whose own limits contradict each other."""
    for record in scenario.pool_members:
        key = (record.pool, record.state)
        if record.least_share > record.most_share:
            yield problem(
                scenario.book.address("pool_members", key, "least_share"),
                f"at least {record.least_share} shares, but at most {record.most_share}",
                "lower least_share or raise most_share",
            )
        if record.role == "barred" and record.framework_eligible:
            yield problem(
                scenario.book.address("pool_members", key, "framework_eligible"),
                f"{record.state} is barred from {record.pool} and cannot lead it",
                "write no, or another role",
            )
