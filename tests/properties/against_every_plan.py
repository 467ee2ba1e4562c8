"""The engine held against every plan: the loops that all tests by enumeration share.

Seeds come from the shard alone, so that the examples are the same on every machine and in every
selection of tests; shards let several cores work on them.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from random import Random

from allocator.domain.outcome import Infeasible, Outcome, Solved
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.engine.solve import solve
from allocator.model.build import build
from allocator.verify.verify import violations
from tests.properties.enumeration import Enumeration, TooMany

Enumerate = Callable[[int], Enumeration]
"""All plans of the scenario of a seed; raises TooMany."""
Traits = Callable[[Scenario, Outcome], Counter[str]]
"""What makes an example worth having."""


def seeds(shard: int, count: int) -> Iterator[int]:
    """Of as many examples."""
    random = Random(shard)
    return (random.getrandbits(40) for _ in range(count))


def first_enumerable(every_plan: Enumerate, seed: int) -> Enumeration:
    """Of the first scenario from `seed` on whose plans are few enough to try."""
    while True:
        with suppress(TooMany):
            return every_plan(seed)
        seed += 1_000_003


def whole_way_agrees(
    every_plan: Enumerate, examples: int, traits: Traits, shard: int = 0
) -> Counter[str]:
    """Feasible or not, the values of all aims, the rounds of burdens, and that the plan is best.

    How many examples had a plan ("solved") and each of the traits.
    """
    seen: Counter[str] = Counter()
    for seed in seeds(shard, examples):
        enumeration = first_enumerable(every_plan, seed)
        outcome = solve(build(enumeration.scenario), effort="normal")
        check_whole(seed, enumeration, outcome)
        seen["solved"] += isinstance(outcome, Solved)
        seen.update(traits(enumeration.scenario, outcome))
    return seen


def check_whole(seed: int, enumeration: Enumeration, outcome: Outcome) -> None:
    """What the way of small programs promises."""
    scenario, best = enumeration.scenario, enumeration.best()
    if best is None:
        assert isinstance(outcome, Infeasible), f"seed {seed}: no plan holds, engine: {outcome}"
        return
    plans = best.plans
    assert isinstance(outcome, Solved), f"seed {seed}: {len(plans)} plans hold, engine: {outcome}"
    assert violations(scenario, outcome.plan) == ()
    assert [aim.name for aim in outcome.aims] == list(scenario.aims)
    assert tuple(aim.least for aim in outcome.aims) == best.aims, f"seed {seed}"
    assert outcome.verdict == "optimal", f"seed {seed}"
    (leximin,) = (aim.leximin for aim in outcome.aims if aim.leximin is not None)
    assert tuple((one.level, one.states) for one in leximin.rounds) == best.rounds, f"seed {seed}"
    assert unfinanced(scenario, outcome.plan) in [unfinanced(scenario, plan) for plan in plans]


def unfinanced(scenario: Scenario, plan: Plan) -> Plan:
    """Where there are funds several ways to pay are equally good: the plan without them."""
    return replace(plan, loan={}, carry={}) if scenario.funds else plan


def large_way_agrees(
    every_plan: Enumerate,
    examples: int,
    shard: int = 9,
    also: Callable[[Scenario, Outcome], None] = lambda scenario, outcome: None,
) -> None:
    """Neighbourhood search: a plan that holds, no better than the best, bounds no worse."""
    for seed in seeds(shard, examples):
        enumeration = first_enumerable(every_plan, seed)
        scenario, best = enumeration.scenario, enumeration.best()
        outcome = solve(build(scenario), effort="quick", way="large")
        also(scenario, outcome)
        if best is None:
            assert not isinstance(outcome, Solved), f"seed {seed}"
            continue
        assert isinstance(outcome, Solved), f"seed {seed}: engine: {outcome}"
        assert violations(scenario, outcome.plan) == ()
        first = outcome.aims[0]
        assert first.bound <= best.aims[0] <= first.value, f"seed {seed}"
        assert all(aim.bound <= aim.value for aim in outcome.aims)
