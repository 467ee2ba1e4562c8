"""Components against every plan: how much is made, who pays for more, and what lines get of it."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

from allocator.accounts.components import parts
from allocator.accounts.ledger import Ledger
from allocator.domain.outcome import Outcome, Solved
from allocator.domain.scenario import Scenario
from allocator.domain.supply_chain import supply_chains
from allocator.engine.solve import solve
from allocator.model.build import build
from allocator.verify.verify import violations
from tests.properties.drawing import drawn
from tests.properties.enumeration import Enumeration, TooMany
from tests.properties.test_enumeration import check_whole
from tests.properties.trait_components import with_components

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
        scenario = with_components(drawn(seed), seed)
        try:
            return scenario, Enumeration(scenario)
        except TooMany:
            seed += 1_000_003


@pytest.mark.parametrize("shard", range(2))
def test_components_agree_with_every_plan(shard: int) -> None:
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
    assert seen["solved"] >= 0.60 * seen["drawn"]
    assert seen["bought"] >= 0.35 * seen["drawn"]
    assert seen["binds"] >= 0.25 * seen["drawn"]
    assert seen["grows"] >= 0.12 * seen["drawn"]


def test_the_large_way_with_components_never_leaves_what_every_plan_allows() -> None:
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
    """What makes an example worth having: there is too little of K for one more lot."""
    found = Counter({"drawn": 1})
    if not isinstance(outcome, Solved):
        return found
    ledger = Ledger(scenario, outcome.plan)
    (chain,) = supply_chains(scenario)
    account = parts(ledger, chain)
    smallest = min(
        use.per_unit * scenario.capability_by_code[scenario.line_by_code[use.line].capability].lot
        for use in chain.uses
    )
    found["solved"] = 1
    found["bought"] = any(account.new)
    found["binds"] = any(account.new) and min(account.free) < smallest
    found["grows"] = bool(outcome.plan.component_expansion)
    return found
