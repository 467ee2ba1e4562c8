"""The engine against every plan where burdens are measured and limited in every way there is."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

from allocator.accounts.in_force import new_money_in_force
from allocator.accounts.ledger import Ledger
from allocator.accounts.shortfall import shortfalls
from allocator.accounts.stand_alone import stand_alone
from allocator.domain.outcome import Outcome, Solved
from allocator.domain.scenario import Scenario
from allocator.engine.solve import solve
from allocator.model.build import build
from allocator.verify.verify import violations
from tests.properties.enumeration import Enumeration, TooMany
from tests.properties.test_enumeration import check_whole
from tests.properties.trait_burden import drawn_with_burdens

EXAMPLES = 30
"""A shard; 60 in all."""


def enumerable(seed: int) -> tuple[Scenario, Enumeration]:
    """The first scenario from `seed` on whose plans are few enough to try."""
    while True:
        scenario = drawn_with_burdens(seed)
        try:
            return scenario, Enumeration(scenario)
        except TooMany:
            seed += 1_000_003


@pytest.mark.parametrize("shard", range(2))
def test_the_engine_agrees_with_every_plan(shard: int) -> None:
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
    assert seen["solved"] >= 0.55 * seen["drawn"]
    assert seen["measured by effort"] >= 0.40 * seen["drawn"]
    assert seen["at the stand-alone limit"] >= 0.15 * seen["drawn"]
    assert seen["at the limit in force"] >= 0.15 * seen["drawn"]


@pytest.mark.parametrize("shard", range(2))
def test_the_large_way_never_leaves_what_every_plan_allows(shard: int) -> None:
    @seeded(shard)
    @settings(
        max_examples=8,
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
        assert outcome.aims[0].bound <= best.aims[0] <= outcome.aims[0].value, f"seed {seed}"
        assert all(aim.bound <= aim.value for aim in outcome.aims)

    agrees()


def traits(scenario: Scenario, outcome: Outcome) -> Counter[str]:
    """What makes an example worth having: a state that could not pay for one more lot while
    something is short."""
    found = Counter({"drawn": 1})
    if not isinstance(outcome, Solved):
        return found
    ledger = Ledger(scenario, outcome.plan)
    found["solved"] = 1
    found["measured by effort"] = scenario.policy.burden_measure == "effort" and any(
        state.baseline_effort for state in scenario.states
    )
    if not any(account.missing for account in shortfalls(ledger).values()):
        return found
    lot = min(
        scenario.capability_by_code[line.capability].lot * line.unit_price
        for line in scenario.lines
    )
    alone = {code: account.limit for code, account in stand_alone(ledger).items()}
    found["at the stand-alone limit"] = scenario.policy.stand_alone_limit and any(
        most is not None and most - ledger.new_money[code] < lot for code, most in alone.items()
    )
    found["at the limit in force"] = scenario.policy.burden_limit_in_force and any(
        most - ledger.new_money[code] < lot for code, most in new_money_in_force(scenario).items()
    )
    return found
