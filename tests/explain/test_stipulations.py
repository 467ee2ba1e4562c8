"""What a workbook's cells stipulate, and scenarios without some of it."""

from collections import Counter
from collections.abc import Callable
from random import Random

import pytest

from allocator.domain.outcome import Solved
from allocator.domain.scenario import Scenario
from allocator.engine.solve import solve
from allocator.explain.conflict.part import restated
from allocator.explain.stipulations.all import altered, stipulations, without
from allocator.explain.stipulations.stipulation import Stipulation
from allocator.model.build import build
from allocator.verify.verify import violations
from tests import scenarios as make
from tests.properties.drawing import drawn
from tests.properties.trait_components import with_components
from tests.properties.trait_enablers import with_enablers
from tests.properties.trait_origin import with_funds
from tests.properties.trait_pooling import drawn_with_pool_rules

Draw = Callable[[int], Scenario]
DRAWS: tuple[Draw, ...] = (
    drawn,
    drawn_with_pool_rules,
    lambda seed: with_components(drawn(seed), seed),
    lambda seed: with_enablers(drawn(seed), seed),
    lambda seed: with_funds(drawn(seed), seed),
)


def found(scenario: Scenario, kind: str) -> Stipulation:
    (one,) = (one for one in stipulations(scenario) if one.kind == kind)
    return one


@pytest.mark.parametrize("draw", DRAWS)
def test_a_plan_still_holds_where_less_is_stipulated(draw: Draw) -> None:
    """The plan of a scenario is verified, independently, in the scenario with parts of it gone."""
    random, seen = Random(7), Counter[str]()
    for _ in range(40):
        scenario = draw(random.getrandbits(40))
        outcome = solve(build(scenario), effort="quick", last="shortfall")
        if not isinstance(outcome, Solved):
            continue
        everything = stipulations(scenario)
        for part in (0.1, 0.5, 1.0):
            dropped = [one for one in everything if random.random() < part]
            wider = without(scenario, dropped)
            plan = restated(outcome.plan, wider)
            assert violations(wider, plan) == (), [one.words for one in dropped]
        seen.update({one.kind for one in everything})
    assert sum(seen.values()) > 300


def test_what_was_dropped_is_stipulated_no_more() -> None:
    for seed in range(30):
        scenario = drawn(seed)
        everything = stipulations(scenario)
        wider = without(scenario, everything)
        left = {(one.kind, one.key) for one in stipulations(wider)}
        # What is plenty is computed anew, and a figure that was plenty may be less than that.
        measured = {(one.kind, one.key) for one in everything if one.open_value in (None, 0)}
        assert not left & measured


def test_a_changed_figure_is_the_scenarios_own() -> None:
    scenario = make.tiny(pledges=(make.pledge("contribution", "TANK", "at_least", 3, state="A"),))
    one = found(scenario, "pledge")
    other = altered(scenario, {one: 2})
    assert [row.quantity for row in other.pledges] == [2]
    assert found(other, "pledge").own == 2
    assert altered(scenario, {one: None}).pledges == ()
    assert altered(scenario, {one: 3}) == scenario
