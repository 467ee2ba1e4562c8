"""Enablers against every plan: what counts, what is bought so that more does, and what is lost."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

from allocator.accounts.enablers import enabled
from allocator.accounts.ledger import Ledger
from allocator.domain.outcome import Outcome, Solved
from allocator.domain.scenario import Scenario
from allocator.engine.solve import solve
from allocator.model.build import build
from allocator.verify.verify import violations
from tests.properties.drawing import drawn
from tests.properties.enumeration import Enumeration, TooMany
from tests.properties.test_enumeration import check_whole
from tests.properties.trait_enablers import with_enablers

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
    """The first scenario from `seed` on whose plans are few enough to try."""
    while True:
        scenario = with_enablers(drawn(seed), seed)
        try:
            return scenario, Enumeration(scenario)
        except TooMany:
            seed += 1_000_003


@pytest.mark.parametrize("shard", range(2))
def test_enablers_agree_with_every_plan(shard: int) -> None:
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
    assert seen["solved"] >= 0.50 * seen["drawn"]
    assert seen["binds"] >= 0.25 * seen["drawn"]
    assert seen["two combat capabilities"] >= 0.25 * seen["drawn"]
    assert seen["bought"] >= 0.08 * seen["drawn"]


def test_the_large_way_with_enablers_never_leaves_what_every_plan_allows() -> None:
    @seeded(9)
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
    """What makes an example worth having: too few jammers, and more of them are bought."""
    found = Counter({"drawn": 1})
    if not isinstance(outcome, Solved):
        return found
    accounts = enabled(Ledger(scenario, outcome.plan)).values()
    found["solved"] = 1
    found["counted"] = any(account.counted for account in accounts)
    found["binds"] = any(account.holding for account in accounts)
    found["bought"] = any(line == "J" for _, line, _ in outcome.plan.delivered)
    found["two combat capabilities"] = len(scenario.enablers_of) == 2
    return found
