"""The most states of a pool that exclusions let in at once."""

from itertools import combinations
from random import Random

from allocator.accounts.together import most_together
from tests.families.pools import pooling
from tests.scenarios import exclusion

STATES = "ABCDEFGH"


def test_it_is_the_largest_group_without_a_pair_that_excludes_itself() -> None:
    """Against all groups, with nobody or two states in for certain."""
    random = Random(3)
    alone = 0
    for _ in range(60):
        pairs = [pair for pair in combinations(STATES, 2) if random.random() < 0.35]
        scenario = pooling(exclusions=tuple(exclusion(*pair) for pair in pairs))
        (pool,) = scenario.pools
        groups = [
            set(group)
            for size in range(len(STATES) + 1)
            for group in combinations(STATES, size)
            if not any(set(pair) <= set(group) for pair in pairs)
        ]
        for inside in ((), ("A",), ("A", "B")):
            most = max((len(group) for group in groups if set(inside) <= group), default=0)
            assert most_together(scenario, pool, STATES, inside) == most
            alone += most < 3
    assert alone > 10


def test_nobody_is_kept_out_by_what_another_capability_says() -> None:
    scenario = pooling(exclusions=(exclusion("A", "B", "SHIP"), exclusion("C", "C")))
    assert most_together(scenario, scenario.pools[0], "ABC") == 3
