"""Fronts against every plan of scenarios small enough to try all."""

from collections import Counter
from collections.abc import Sequence

import pytest

from allocator.accounts.aims import AIM_VALUES
from allocator.accounts.ledger import Ledger
from allocator.domain.policy import AimName
from allocator.study.pareto.front import within
from allocator.verify.verify import violations
from tests.properties.against_every_plan import first_enumerable, seeds
from tests.properties.drawing import drawn
from tests.properties.enumeration import Enumeration
from tests.study.pareto.fronts import best, possible, searched

SHARDS = 2
EXAMPLES = 30
"""A shard, with two and with three aims each: 120 scenarios in all."""
MOST_PLANS = 1_500
TWO: Sequence[tuple[AimName, ...]] = (
    ("shortfall", "cost"),
    ("spread", "shortfall"),
    ("shortfall", "spread"),
    ("cost", "shortfall"),
)
THREE: Sequence[tuple[AimName, ...]] = (
    ("shortfall", "spread", "cost"),
    ("cost", "reliance", "shortfall"),
    ("shortfall", "even_call", "spread", "reliance"),
)


def every_plan(seed: int) -> Enumeration:
    return Enumeration(drawn(seed), most_plans=MOST_PLANS)


@pytest.mark.parametrize("shard", range(SHARDS))
@pytest.mark.parametrize("fronts", [TWO, THREE], ids=["two", "three"])
def test_the_list_is_that_of_every_plan(fronts: Sequence[tuple[AimName, ...]], shard: int) -> None:
    """Complete, proven, and each plan as good as is said; many fronts have several points."""
    sizes: Counter[int] = Counter()
    for number, seed in enumerate(seeds(20 + shard + len(fronts), EXAMPLES)):
        every, aims = first_enumerable(every_plan, seed), fronts[number % len(fronts)]
        found, expected = searched(every.scenario, aims), best(possible(every, aims))
        assert [point.values for point in found.points] == expected, f"seed {seed}, {aims}"
        sizes[len(expected)] += 1
        if not expected:
            assert not found.complete
            continue
        assert found.complete
        assert found.front.undecided()[0] == 0
        for point in found.points:
            assert point.proven
            assert violations(every.scenario, point.plan) == ()
            ledger = Ledger(every.scenario, point.plan)
            assert point.values == tuple(AIM_VALUES[aim](ledger) for aim in aims)
    assert sum(count for size, count in sizes.items() if size > 1) >= 0.25 * EXAMPLES, sizes
    assert sum(count for size, count in sizes.items() if size > 2) >= 0.1 * EXAMPLES, sizes


@pytest.mark.parametrize("aims", [TWO[0], TWO[3], THREE[0]], ids=" ".join)
def test_an_incomplete_list_is_right_as_far_as_it_goes(aims: tuple[AimName, ...]) -> None:
    """Its points are of the front, and what is missing lies in a region that it names."""
    incomplete = 0
    for seed in seeds(31, 24):
        every = first_enumerable(every_plan, seed)
        found, values = searched(every.scenario, aims, most=len(aims)), possible(every, aims)
        points, expected = [point.values for point in found.points], best(values)
        assert set(points) <= set(expected)
        assert not found.complete or points == expected, f"seed {seed}"
        incomplete += points != expected
        for missing in set(expected) - set(points):
            assert any(
                within(missing, region) and all(a >= b for a, b in zip(missing, least, strict=True))
                for region, least in found.front.regions.items()
            ), f"seed {seed}"
    assert incomplete >= 2


@pytest.mark.parametrize("aims", [TWO[0], TWO[3], THREE[0]], ids=" ".join)
def test_the_large_way_claims_nothing_that_every_plan_belies(aims: tuple[AimName, ...]) -> None:
    """Its plans can be had, nothing is below what it rules out, and what it calls proven is."""
    solved = 0
    for seed in seeds(41, 5):
        every = first_enumerable(every_plan, seed)
        found, values = searched(every.scenario, aims, 6, "large"), possible(every, aims)
        expected = best(values)
        points = [point.values for point in found.points]
        assert set(points) <= values, f"seed {seed}"
        for corner in found.front.empty:
            assert not any(within(value, corner) for value in values), f"seed {seed}: {corner}"
        for point in found.points:
            assert not point.proven or point.values in expected
        assert not found.complete or points == expected
        solved += bool(points)
    assert solved >= 3
