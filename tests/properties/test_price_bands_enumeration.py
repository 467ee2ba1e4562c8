"""Price bands against every plan: what is bought together, what it costs and who can pay for it."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

from allocator.accounts.ledger import Ledger
from allocator.accounts.price_bands import volumes
from allocator.accounts.spending import spending
from allocator.domain.outcome import Outcome, Solved
from allocator.domain.scenario import Scenario
from allocator.engine.solve import solve
from allocator.model.build import build
from allocator.verify.verify import violations
from tests.properties.drawing import drawn
from tests.properties.enumeration import TooMany
from tests.properties.test_enumeration import check_whole
from tests.properties.trait_price_bands import Banded, with_price_bands

EXAMPLES = 50
"""A shard; 100 in all."""
SETTINGS = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)


def enumerable(seed: int) -> tuple[Scenario, Banded]:
    """The first scenario from `seed` on whose plans are few enough to try."""
    while True:
        scenario = with_price_bands(drawn(seed), seed)
        try:
            return scenario, Banded(scenario)
        except TooMany:
            seed += 1_000_003


@pytest.mark.parametrize("shard", range(2))
def test_price_bands_agree_with_every_plan(shard: int) -> None:
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
    assert seen["saves"] >= 0.60 * seen["drawn"]
    assert seen["shares save"] >= 0.25 * seen["drawn"]
    assert seen["second band"] >= 0.15 * seen["drawn"]
    assert seen["binds"] >= 0.25 * seen["drawn"]


def test_the_large_way_with_price_bands_never_leaves_what_every_plan_allows() -> None:
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
    """What makes an example worth having: without its rebates the plan could not be paid for."""
    found = Counter({"drawn": 1})
    if not isinstance(outcome, Solved):
        return found
    ledger = Ledger(scenario, outcome.plan)
    back = [charge for charge in ledger.charges if charge.kind == "rebates"]
    listed = scenario.model_copy(update={"price_bands": ()})
    found["solved"] = 1
    found["saves"] = bool(back)
    found["shares save"] = any(charge.pool for charge in back)
    found["second band"] = any(
        volume.reached is not None and volume.reached != scenario.price_bands[0]
        for volume in volumes(scenario, ledger.decisions).values()
    )
    found["less than nothing"] = any(one.new_money < 0 for one in spending(ledger).values())
    found["binds"] = bool(back) and bool(violations(listed, outcome.plan))
    return found
