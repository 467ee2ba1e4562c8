"""One plan for several scenarios against all plans of each that agree with those of the others."""

from collections import Counter
from collections.abc import Iterator

import pytest

from allocator.accounts.aims import AIM_VALUES
from allocator.accounts.ledger import Ledger
from allocator.engine.joint.answer import Means, Together
from allocator.engine.joint.here_and_now import HereAndNow
from allocator.engine.joint.joint import Joint
from allocator.engine.joint.recourse import recourse
from allocator.engine.joint.search import possible, together
from allocator.engine.watch import Watch
from allocator.engine.way import Way
from allocator.verify.verify import violations
from tests.engine.joint.futures import agreed, best, futures, models
from tests.properties.against_every_plan import seeds
from tests.properties.enumeration import Enumeration

SHARDS = 2
EXAMPLES = 34
"""A shard, with two and with three scenarios by turns: 68 in all."""


def examples(shard: int, count: int) -> Iterator[tuple[int, list[Enumeration], HereAndNow]]:
    """So many scenarios that are small enough, with what may become of them."""
    made = 0
    for seed in seeds(500 + shard, 10 * count):
        found = futures(seed, 2 + made % 2)
        if found is not None:
            yield seed, *found
            made += 1
        if made == count:
            return


def means(way: Way = "auto") -> Means:
    return Means("quick", Watch(), way=way)


@pytest.mark.parametrize("shard", range(SHARDS))
def test_the_plan_for_all_is_the_best_of_every_plan(shard: int) -> None:
    """All four aims, each proven; plans hold every row and agree in what is decided before."""
    seen: Counter[str] = Counter()
    for seed, every, when in examples(shard, EXAMPLES):
        expected = best(every, when)
        found = together(Joint.of(models(every), when), means())
        if expected is None:
            assert found == "infeasible", f"seed {seed}"
            continue
        assert isinstance(found, Together), f"seed {seed}: {found}"
        assert tuple(aim.value for aim in found.aims) == expected, f"seed {seed}"
        assert all(aim.proven for aim in found.aims), f"seed {seed}"
        assert when.differing(found.plans) == (), f"seed {seed}"
        for each, plan, value in zip(every, found.plans, found.shortfalls, strict=True):
            assert violations(each.scenario, plan) == (), f"seed {seed}"
            assert AIM_VALUES["shortfall"](Ledger(each.scenario, plan)) == value
        own = [min(one.aims[0] for one in each.feasible) for each in every]
        assert all(a >= b for a, b in zip(found.shortfalls, own, strict=True)), f"seed {seed}"
        seen["solved"] += 1
        seen["price of not knowing"] += sum(found.shortfalls) > sum(own)
        seen["decided now"] += bool(when.stated(found.plans[0]))
    assert seen["solved"] >= 0.8 * EXAMPLES, seen
    assert seen["price of not knowing"] >= 3, seen
    assert seen["decided now"] >= 0.4 * EXAMPLES, seen


def test_what_is_left_to_do_is_the_best_of_every_plan() -> None:
    """With the decisions of the first scenario's plan: as good as every plan says, or none."""
    seen: Counter[str] = Counter()
    for seed, every, when in examples(7, 16):
        first, *others = models(every)
        own = together(Joint.of([first], when), means())
        if isinstance(own, str):
            continue
        stated = when.stated(own.plans[0])
        groups = agreed(every, when).get(frozenset(stated.items()), [[] for _ in every])
        for other, values in zip(others, groups[1:], strict=True):
            found = recourse(other, when, stated, means())
            if not values:
                assert found == "infeasible", f"seed {seed}"
                seen["none"] += 1
                continue
            assert isinstance(found, Together), f"seed {seed}: {found}"
            assert when.stated(found.plans[0]) == stated, f"seed {seed}"
            assert tuple(aim.value for aim in found.aims) == min(values), f"seed {seed}"
            seen["some"] += 1
    assert seen["some"] >= 10, seen


def test_the_large_way_claims_nothing_that_every_plan_belies() -> None:
    """Never better than the best, bounds never above it, and its plans hold and agree."""
    solved = 0
    for seed, every, when in examples(8, 8):
        expected, joint = best(every, when), Joint.of(models(every), when)
        found = together(joint, means("large"))
        if expected is None:
            assert not isinstance(found, Together), f"seed {seed}"
            continue
        if isinstance(found, str):
            assert found == "undecided", f"seed {seed}"
            continue
        assert tuple(aim.value for aim in found.aims) >= expected, f"seed {seed}"
        assert found.aims[0].bound <= expected[0] <= found.aims[0].value, f"seed {seed}"
        assert found.aims[1].bound <= expected[1], f"seed {seed}"
        assert when.differing(found.plans) == (), f"seed {seed}"
        for each, plan in zip(every, found.plans, strict=True):
            assert violations(each.scenario, plan) == (), f"seed {seed}"
        solved += 1
    assert solved >= 5


def test_the_large_way_after_decisions_claims_nothing_that_every_plan_belies() -> None:
    solved = 0
    for seed, every, when in examples(10, 8):
        first, *others = models(every)
        own = together(Joint.of([first], when), means())
        if isinstance(own, str):
            continue
        stated = when.stated(own.plans[0])
        groups = agreed(every, when).get(frozenset(stated.items()), [[] for _ in every])
        for other, each, values in zip(others, every[1:], groups[1:], strict=True):
            found = recourse(other, when, stated, means("large"), start=own.plans[0])
            if isinstance(found, str):
                assert not values or found == "undecided", f"seed {seed}"
                continue
            assert when.stated(found.plans[0]) == stated, f"seed {seed}"
            assert violations(each.scenario, found.plans[0]) == (), f"seed {seed}"
            assert found.aims[0].bound <= min(values)[0] <= found.aims[0].value, f"seed {seed}"
            solved += 1
    assert solved >= 5


def test_whether_there_is_a_plan_is_what_every_plan_says() -> None:
    for seed, every, when in examples(9, 12):
        there = best(every, when) is not None
        assert possible(Joint.of(models(every), when), means()) is there, f"seed {seed}"
