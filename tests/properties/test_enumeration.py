"""The engine against every plan: feasibility and all aims, on scenarios small enough to try all.

The examples are split into shards so that both cores can work on them.
"""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

from allocator.accounts.ledger import Ledger
from allocator.accounts.shortfall import shortfalls
from allocator.accounts.spending import spending
from allocator.domain.outcome import Infeasible, Outcome, Solved
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.engine.solve import solve
from allocator.model.build import build
from allocator.verify.verify import violations
from tests.properties.drawing import drawn
from tests.properties.enumeration import Enumeration, TooMany

SHARDS = 4
EXAMPLES = 80
"""A shard; 320 in all."""


def enumerable(seed: int) -> tuple[Scenario, Enumeration]:
    """The first scenario from `seed` on whose plans are few enough to try."""
    while True:
        scenario = drawn(seed)
        try:
            return scenario, Enumeration(scenario)
        except TooMany:
            seed += 1_000_003


@pytest.mark.parametrize("shard", range(SHARDS))
def test_the_engine_agrees_with_every_plan(shard: int) -> None:
    """Feasible or not, the values of all aims, the rounds of burdens, and that the plan is best."""
    seen: Counter[str] = Counter()

    @seeded(shard)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(st.integers(min_value=0, max_value=2**40))
    def agrees(seed: int) -> None:
        scenario, enumeration = enumerable(seed)
        outcome = solve(build(scenario), effort="normal")
        check_whole(seed, scenario, enumeration, outcome)
        seen.update(traits(scenario, outcome))

    agrees()
    assert seen["drawn"] >= EXAMPLES * 9 // 10
    solved = seen["solved"]
    assert solved >= 0.75 * seen["drawn"]
    assert seen["shortfall strictly between"] >= 0.60 * seen["drawn"]
    assert seen["open pool"] >= 0.40 * seen["drawn"]
    assert seen["binding ceiling"] >= 0.40 * seen["drawn"]
    assert seen["expansion"] >= 0.30 * seen["drawn"]


def check_whole(seed: int, scenario: Scenario, enumeration: Enumeration, outcome: Outcome) -> None:
    best = enumeration.best()
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


@pytest.mark.parametrize("shard", range(4))
def test_the_large_way_never_leaves_what_every_plan_allows(shard: int) -> None:
    """Neighbourhood search: a plan that holds, no better than the best, bounds no worse."""

    @seeded(shard)
    @settings(
        max_examples=12,
        deadline=None,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
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
    """What makes an example worth having."""
    found = Counter({"drawn": 1})
    if not isinstance(outcome, Solved):
        return found
    ledger = Ledger(scenario, outcome.plan)
    found["solved"] = 1
    found["shortfall strictly between"] = any(
        0 < account.missing < account.required for account in shortfalls(ledger).values()
    )
    found["open pool"] = bool(outcome.plan.open)
    found["binding ceiling"] = _ceiling_binds(scenario, ledger)
    found["expansion"] = bool(outcome.plan.expansion)
    return found


def _ceiling_binds(scenario: Scenario, ledger: Ledger) -> bool:
    """Somebody is short and some state could not pay for one more lot of the cheapest line."""
    if not any(account.missing for account in shortfalls(ledger).values()):
        return False
    cheapest = min(
        scenario.capability_by_code[line.capability].lot * line.unit_price
        for line in scenario.lines
    )
    return any(account.room < cheapest for account in spending(ledger).values())
