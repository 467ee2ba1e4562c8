"""Limits and keys of burdens, and names that must not be confused."""

from collections.abc import Iterator

from allocator.domain.problem import Problem
from allocator.domain.quantity import WHOLE
from allocator.domain.scenario import Scenario
from allocator.io.numbers import percent
from allocator.io.problems import problem
from allocator.io.unread import Unread


def burden_problems(scenario: Scenario, unread: Unread) -> Iterator[Problem]:
    """Floors above ceilings, and keys that cannot measure a burden."""
    small_ceiling = scenario.policy.small_state_burden_ceiling
    for state in scenario.states:
        ceilings = [state.burden_ceiling, small_ceiling if state.small_state else None]
        ceiling = min((given for given in ceilings if given is not None), default=WHOLE)
        if state.burden_floor is not None and state.burden_floor > ceiling:
            yield problem(
                scenario.book.address("member_states", (state.code,), "burden_floor"),
                f"burden floor {percent(state.burden_floor)} above the ceiling {percent(ceiling)}",
                "lower the floor or raise the ceiling",
            )
    for part in scenario.policy.burden_key:
        yield from _key_problems(scenario, unread, part.key)


def _key_problems(scenario: Scenario, unread: Unread, key: str) -> Iterator[Problem]:
    column = "burden_key" if key == "column" else key
    total = 0
    for state in scenario.states:
        value: int | None = getattr(state, column)
        total += value or 0
        if value is None:
            yield problem(
                scenario.book.address("member_states", (state.code,), column),
                f"blank, but the setting burden_key names {key}",
                "write the state's key, or choose another burden_key in settings",
            )
    if not total and not unread.hides("member_states"):
        yield problem(
            "member_states",
            f"{column} adds up to 0, but the burden is measured against it",
            "fill the column, or choose another burden_key in settings",
        )


def name_problems(scenario: Scenario) -> Iterator[Problem]:
    """Codes that could mean two things where a cell takes either."""
    for state in scenario.states:
        for group in state.groups:
            if group in scenario.state_by_code:
                yield problem(
                    scenario.book.address("member_states", (state.code,), "groups"),
                    f'group "{group}" has the code of a member state',
                    "give the group another name",
                )
    for pool in scenario.pools:
        if pool.code in scenario.state_by_code:
            yield problem(
                scenario.book.address("pools", (pool.code,), "pool"),
                f'pool "{pool.code}" has the code of a member state',
                "give the pool another code",
            )
    for support in scenario.outside_support:
        if support.provider in scenario.state_by_code:
            key = (support.provider, support.capability, support.period)
            yield problem(
                scenario.book.address("outside_support", key, "provider"),
                f'outside provider "{support.provider}" is a member state',
                "what member states have belongs in holdings",
            )
