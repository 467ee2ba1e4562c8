"""What-ifs against every plan: two or three families left out, their facts and all others held."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

from allocator.domain.outcome import Outcome, Solved
from allocator.domain.policy import OPTIONAL_FAMILIES
from allocator.domain.scenario import Scenario
from allocator.engine.solve import solve
from allocator.model.build import build
from allocator.verify.verify import judgement, violations
from tests.properties.drawing import drawn
from tests.properties.enumeration import Enumeration, TooMany
from tests.properties.test_enumeration import check_whole
from tests.properties.trait_components import with_components
from tests.properties.trait_what_if import with_families_off

EXAMPLES = 45
"""A shard; 90 in all."""
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
        scenario = drawn(seed)
        if seed % 4 == 0:
            scenario = with_components(scenario, seed)
        scenario = with_families_off(scenario, seed)
        try:
            return scenario, Enumeration(scenario)
        except TooMany:
            seed += 1_000_003


@pytest.mark.parametrize("shard", range(2))
def test_what_ifs_agree_with_every_plan(shard: int) -> None:
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
    assert seen["solved"] >= 0.75 * seen["drawn"]
    assert seen["something ignored"] >= 0.30 * seen["drawn"]
    for family in OPTIONAL_FAMILIES:
        assert seen[f"without {family}"] >= 2, family
    for family in ("budget", "leadership", "pooling"):
        assert seen[f"ignored {family}"] >= 2, family


def test_the_large_way_of_what_ifs_never_leaves_what_every_plan_allows() -> None:
    @seeded(11)
    @settings(parent=SETTINGS, max_examples=12)
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
    """What makes an example worth having: a family left out would have had something to say."""
    found = Counter({"drawn": 1})
    found.update(f"without {family}" for family in scenario.policy.families_off)
    if isinstance(outcome, Solved):
        ignored = {broken.family for broken in judgement(scenario, outcome.plan).ignored}
        assert ignored <= set(scenario.policy.families_off)
        found["solved"] = 1
        found["something ignored"] = bool(ignored)
        found.update(f"ignored {family}" for family in ignored)
    return found
