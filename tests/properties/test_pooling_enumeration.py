"""Exclusions, calls and two pools side by side against every plan."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

from allocator.domain.outcome import Outcome, Solved
from allocator.domain.scenario import Scenario
from allocator.engine.solve import solve
from allocator.model.build import build
from allocator.verify.verify import violations
from tests.properties.enumeration import Enumeration, TooMany
from tests.properties.test_enumeration import check_whole
from tests.properties.trait_pooling import drawn_with_pool_rules, unbound

EXAMPLES = 50
"""A shard; 100 in all."""
SETTINGS = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)


def enumerable(seed: int) -> tuple[Scenario, Enumeration]:
    """The first scenario from `seed` on with a pool and plans few enough to try."""
    while True:
        scenario = drawn_with_pool_rules(seed)
        try:
            if scenario is not None:
                return scenario, Enumeration(scenario)
        except TooMany:
            pass
        seed += 1_000_003


@pytest.mark.parametrize("shard", range(2))
def test_pools_agree_with_every_plan(shard: int) -> None:
    """Feasible or not, the values of all aims, and that the plan is among the best."""
    seen: Counter[str] = Counter()

    @seeded(shard)
    @SETTINGS
    @given(st.integers(min_value=0, max_value=2**40))
    def agrees(seed: int) -> None:
        scenario, enumeration = enumerable(seed)
        outcome = solve(build(scenario), effort="normal")
        check_whole(seed, scenario, enumeration, outcome)
        seen.update(traits(scenario, outcome))

    agrees()
    assert seen["drawn"] >= EXAMPLES * 9 // 10
    assert seen["solved"] >= 0.55 * seen["drawn"]
    assert seen["open"] >= 0.40 * seen["drawn"]
    assert seen["call binds"] >= 0.12 * seen["drawn"]
    assert seen["calls met"] >= 0.12 * seen["drawn"]
    assert seen["exclusion binds"] >= 0.08 * seen["drawn"]
    assert seen["two open"] >= 0.06 * seen["drawn"]


def test_the_large_way_with_pool_rules_never_leaves_what_every_plan_allows() -> None:
    @seeded(13)
    @settings(parent=SETTINGS, max_examples=16)
    @given(st.integers(min_value=0, max_value=2**40))
    def agrees(seed: int) -> None:
        scenario, enumeration = enumerable(seed)
        outcome = solve(build(scenario), effort="quick", way="large")
        best = enumeration.best()
        if best is None:
            assert not isinstance(outcome, Solved), f"seed {seed}"
            return
        assert isinstance(outcome, Solved), f"seed {seed}: engine: {outcome}"
        assert violations(scenario, outcome.plan) == ()
        first = outcome.aims[0]
        assert first.bound <= best.aims[0] <= first.value, f"seed {seed}"
        assert all(aim.bound <= aim.value for aim in outcome.aims)

    agrees()


def traits(scenario: Scenario, outcome: Outcome) -> Counter[str]:
    """What makes an example worth having: without its rules another plan would be better."""
    found = Counter({"drawn": 1})
    free = solve(build(unbound(scenario)), effort="normal")
    better = isinstance(free, Solved) and (
        not isinstance(outcome, Solved)
        or tuple(aim.least for aim in free.aims) != tuple(aim.least for aim in outcome.aims)
    )
    found["exclusion binds"] = better and bool(scenario.exclusions) and not scenario.calls
    found["call binds"] = better and bool(scenario.calls) and not scenario.exclusions
    if isinstance(outcome, Solved):
        # More rules never bring a smaller shortfall.
        assert isinstance(free, Solved)
        assert free.aims[0].least <= outcome.aims[0].least
        found["solved"] = 1
        found["open"] = bool(outcome.plan.open)
        found["two pools"] = len(scenario.pools) == 2
        found["two open"] = len(outcome.plan.open) == 2
        found["calls met"] = any(
            (call.state, call.pool) in outcome.plan.join and call.lots for call in scenario.calls
        )
    return found
