"""Exclusions, calls and two pools side by side against every plan."""

from collections import Counter

from allocator.domain.outcome import Outcome, Solved
from allocator.domain.scenario import Scenario
from allocator.engine.solve import solve
from allocator.model.build import build
from tests.properties.against_every_plan import large_way_agrees, whole_way_agrees
from tests.properties.enumeration import Enumeration
from tests.properties.trait_pooling import drawn_with_pool_rules, unbound

EXAMPLES = 100


def every_plan(seed: int) -> Enumeration:
    return Enumeration(drawn_with_pool_rules(seed))


def test_pools_agree_with_every_plan() -> None:
    seen = whole_way_agrees(every_plan, EXAMPLES, traits)
    assert seen["solved"] >= 0.55 * EXAMPLES
    assert seen["open"] >= 0.40 * EXAMPLES
    assert seen["call binds"] >= 0.12 * EXAMPLES
    assert seen["calls met"] >= 0.12 * EXAMPLES
    assert seen["exclusion binds"] >= 0.08 * EXAMPLES
    assert seen["two open"] >= 0.06 * EXAMPLES


def test_the_large_way_with_pool_rules_never_leaves_what_every_plan_allows() -> None:
    large_way_agrees(every_plan, examples=16)


def traits(scenario: Scenario, outcome: Outcome) -> Counter[str]:
    """What makes an example worth having: without its rules another plan would be better."""
    found: Counter[str] = Counter()
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
        found["open"] = bool(outcome.plan.open)
        found["two pools"] = len(scenario.pools) == 2
        found["two open"] = len(outcome.plan.open) == 2
        found["calls met"] = any(
            (call.state, call.pool) in outcome.plan.join and call.lots for call in scenario.calls
        )
    return found
