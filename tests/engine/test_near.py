"""A search around a plan of a scenario that is nearly the same."""

from pathlib import Path

import pytest

from allocator.domain.outcome import Solved
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.engine.large import Large
from allocator.engine.solve import Way, solve
from allocator.io.scenario_reader import read_scenario
from allocator.model.build import build
from allocator.verify.verify import violations
from tests.records import pledge

BALTIC = Path(__file__).parents[2] / "inputs" / "baltic.xlsx"


@pytest.fixture(scope="module")
def baltic() -> Scenario:
    return read_scenario(BALTIC).scenario


@pytest.fixture(scope="module")
def best(baltic: Scenario) -> Solved:
    return solved(baltic, "whole", None)


def solved(scenario: Scenario, way: Way, near: Plan | None) -> Solved:
    """The outcome up to the cost."""
    found = solve(build(scenario), effort="quick", way=way, near=near, last="cost")
    assert isinstance(found, Solved)
    assert not violations(scenario, found.plan)
    return found


def values(found: Solved) -> list[int]:
    return [aim.value for aim in found.aims]


def test_around_the_best_plan_nothing_is_lost(baltic: Scenario, best: Solved) -> None:
    assert values(solved(baltic, "large", best.plan)) == values(best)


def test_there_is_neither_guide_nor_pass(
    baltic: Scenario, best: Solved, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a pass was made")

    monkeypatch.setattr(Large, "_made_whole", refuse)
    solved(baltic, "large", best.plan)
    with pytest.raises(AssertionError, match="a pass"):
        solved(baltic, "large", None)


def test_a_pledge_that_the_plan_breaks_is_kept_first(baltic: Scenario, best: Solved) -> None:
    """The largest purchase by less: the plan nearby cannot be kept as it is, and the outcome is
    what the whole program gives."""
    (state, line, period), lots = max(best.plan.delivered.items(), key=lambda item: item[1])
    lot = baltic.capability_by_code[baltic.line_by_code[line].capability].lot
    limit = pledge("order", line, "at_most", lot * lots - 1, state=state, period=period, row=1_000)
    less = baltic.replaced(pledges=(*baltic.pledges, limit))
    exact, nearby = solved(less, "whole", None), solved(less, "large", best.plan)
    assert nearby.plan.delivered.get((state, line, period), 0) < lots
    assert nearby.aims[0].value == exact.aims[0].value


def test_what_a_plan_decides_of_things_that_are_gone_is_left_out(
    baltic: Scenario, best: Solved
) -> None:
    shorter = baltic.replaced(pools=(), pool_members=(), calls=(), pledges=())
    found = solved(shorter, "large", best.plan)
    assert best.plan.open
    assert not found.plan.open
