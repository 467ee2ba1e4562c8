"""Conflicts and repairs of scenarios so small that every subset and every plan can be tried.

A set is called infeasible by trying every plan where that can be done, and feasible by a plan that
the verifier passes; the least repair is priced over all plans from the accounts alone.
"""

from collections import Counter
from contextlib import suppress
from itertools import combinations
from random import Random

import pytest

from allocator.domain.outcome import Infeasible
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.engine.feasible import feasible
from allocator.engine.watch import Watch
from allocator.explain.conflict.conflict import Conflict, Conflicts, conflicts
from allocator.explain.conflict.oracle import Oracle
from allocator.explain.repair.figures import movable
from allocator.explain.repair.repair import FindRepair, Irreparable, Repair, repair
from allocator.explain.stipulations.all import stipulations, without
from allocator.explain.stipulations.stipulation import Stipulation
from allocator.model.build import build
from allocator.verify.verify import violations
from tests.explain.conflict.least_repair import EveryRepair
from tests.explain.conflict.planting import PLANTS, infeasible
from tests.properties.enumeration import TooMany

SHARDS = 2
EXAMPLES = 105
"""A shard; 210 in all."""
MOST_SUBSETS = 600
"""Proper subsets of a set that are tried; larger sets have more, of which so many are drawn."""


@pytest.mark.parametrize("shard", range(SHARDS))
def test_conflicts_and_repairs_stand_up_to_trying_everything(shard: int) -> None:
    random, seen = Random(f"conflicts {shard}"), Counter[str]()
    while seen["examples"] < EXAMPLES:
        name, scenario, every = enumerable(random)
        outcome = feasible(build(scenario), effort="quick")
        assert isinstance(outcome, Infeasible), name
        found = conflicts(Oracle(scenario, stipulations(scenario)), outcome.rows)
        seen.update(check_conflicts(scenario, found, random))
        seen.update(check_repair(scenario, every))
        seen.update(("examples", name))
    assert all(seen[name] >= 2 for name in PLANTS), seen
    assert seen["several"] >= 0.4 * EXAMPLES
    assert seen["the only one"] >= 0.1 * EXAMPLES
    assert seen["part of a figure"] >= 0.2 * EXAMPLES
    assert seen["several moves"] >= 0.1 * EXAMPLES


def enumerable(random: Random) -> tuple[str, Scenario, EveryRepair]:
    """A scenario without a plan, and all plans of it with its movable figures out of the way."""
    while True:
        with suppress(TooMany):
            name, scenario = infeasible(random.getrandbits(40))
            return name, scenario, EveryRepair(scenario, most_plans=900)


def check_conflicts(scenario: Scenario, found: Conflicts, random: Random) -> Counter[str]:
    """Each set is infeasible, each proper subset feasible, and no set is part of another."""
    assert found.found
    assert not found.ended
    everything = stipulations(scenario)
    sets = [frozenset(conflict.members) for conflict in found.found]
    assert all(not one <= other for one, other in combinations(sets, 2))
    for conflict in found.found:
        assert conflict.minimal
        check_set(scenario, everything, conflict, random)
    seen = Counter({"conflicts": len(sets), "several": len(sets) > 1})
    if found.complete:
        seen["the only one"] = len(sets) == 1
    return seen


def check_set(
    scenario: Scenario, everything: tuple[Stipulation, ...], conflict: Conflict, random: Random
) -> None:
    members = conflict.members

    def holding(kept: frozenset[Stipulation]) -> Scenario:
        return without(scenario, [one for one in everything if one not in kept])

    whole = frozenset(members)
    assert isinstance(feasible(build(holding(whole)), effort="quick"), Infeasible)
    plans: dict[Stipulation, Plan] = {}
    for one in members:
        plan = feasible(build(holding(whole - {one})), effort="quick")
        assert isinstance(plan, Plan), one.words
        plans[one] = plan
    subsets = [kept for size in range(len(members)) for kept in combinations(members, size)]
    if len(subsets) > MOST_SUBSETS:
        subsets = random.sample(subsets, MOST_SUBSETS)
    for kept in subsets:
        variant = holding(frozenset(kept))
        witness = next(plans[one] for one in members if one not in kept)
        assert violations(variant, witness) == (), [one.words for one in kept]


def check_repair(scenario: Scenario, every: EveryRepair) -> Counter[str]:
    """The repair costs what the cheapest of all plans asks for."""
    moving = movable(stipulations(scenario))
    answer = repair(scenario, moving, FindRepair(scenario, effort="quick")(Watch()))
    if every.least is None:
        assert isinstance(answer, Irreparable)
        return Counter(("irreparable",))
    assert isinstance(answer, Repair)
    assert answer.cost == every.least > 0
    assert answer.least
    assert violations(answer.scenario, answer.plan) == ()
    parts = [move.part for move in answer.moves]
    return Counter(
        {"several moves": len(parts) > 1, "part of a figure": any(part < 1 for part in parts)}
    )
