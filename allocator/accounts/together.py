"""Who of a pool's states can be in it at the same time, exclusions considered."""

from collections.abc import Collection, Iterable, Mapping

from allocator.domain.pool import Pool
from allocator.domain.pool_rules import exclusions_in
from allocator.domain.scenario import Scenario


def most_together(
    scenario: Scenario, pool: Pool, states: Iterable[str], inside: Collection[str] = ()
) -> int:
    """The most of these states that can be in the pool at once, with all of `inside` among them.

    0 where two of `inside` exclude each other.
    """
    conflicts: dict[str, frozenset[str]] = {}
    for row in exclusions_in(scenario, pool):
        for one, other in ((row.state, row.state_2), (row.state_2, row.state)):
            conflicts[one] = conflicts.get(one, frozenset()) | ({other} - {one})
    kept_out = {other for state in inside for other in conflicts.get(state, ())}
    if kept_out.intersection(inside):
        return 0
    return _most(frozenset(states) - kept_out, conflicts)


def _most(states: frozenset[str], conflicts: Mapping[str, frozenset[str]]) -> int:
    """A state with the most conflicts is out, or it is in and all these are out."""
    named = [state for state in sorted(states) if conflicts.get(state, frozenset()) & states]
    if not named:
        return len(states)
    busiest = max(named, key=lambda state: len(conflicts[state] & states))
    without = states - {busiest}
    return max(_most(without, conflicts), 1 + _most(without - conflicts[busiest], conflicts))
