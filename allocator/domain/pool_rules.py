"""What rules say of a pool's members beside their own rows: exclusions and calls."""

from collections.abc import Mapping

from allocator.domain.pool import Call, Exclusion, Pool
from allocator.domain.record import grouped
from allocator.domain.scenario import Scenario


def exclusions_in(scenario: Scenario, pool: Pool) -> tuple[Exclusion, ...]:
    """Pairs of states that may not both be in the pool."""
    return tuple(row for row in scenario.exclusions if pool.capability in row.capabilities)


def calls_on(scenario: Scenario, pool: Pool) -> Mapping[str, tuple[Call, ...]]:
    """By contingency, what states call for if they are in the pool."""
    calls = (row for row in scenario.calls if row.pool == pool.code)
    return grouped(calls, lambda row: row.contingency)
