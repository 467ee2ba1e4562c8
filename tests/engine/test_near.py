"""A search around a plan of a scenario that is nearly the same."""

from pathlib import Path

import pytest

from allocator.domain.outcome import Solved
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.engine.large import Large
from allocator.engine.solve import solve
from allocator.engine.way import Way
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


def test_what_is_good_enough_is_kept_and_not_improved(baltic: Scenario, best: Solved) -> None:
    """Nothing of it is searched where the plan has it; what is above it is brought down to it."""
    told: list[str] = []
    reached = {aim.name: aim.value for aim in best.aims}
    model = build(baltic)
    kept = solve(
        model,
        effort="quick",
        way="large",
        near=best.plan,
        enough=reached,
        last="cost",
        observer=lambda progress: told.append(progress.phase),
    )
    assert isinstance(kept, Solved)
    assert values(kept) == values(best)
    assert set(told) == {"start", "burdens", "done"}
    poor = solve(model, effort="quick", way="large", last="shortfall")
    assert isinstance(poor, Solved)
    back = solve(model, effort="quick", way="large", near=poor.plan, enough=reached, last="cost")
    assert isinstance(back, Solved)
    assert values(back)[0] == values(best)[0]
    assert values(back)[1] >= values(best)[1]


def test_a_row_is_mended_near_a_plan_without_throwing_the_rest_away(
    baltic: Scenario, best: Solved
) -> None:
    (state, line, period), lots = max(best.plan.delivered.items(), key=lambda item: item[1])
    lot = baltic.capability_by_code[baltic.line_by_code[line].capability].lot
    limit = pledge("order", line, "at_most", lot * lots - 1, state=state, period=period, row=1_000)
    less = baltic.replaced(pledges=(*baltic.pledges, limit))
    reached = {aim.name: aim.value for aim in best.aims}
    exact = solved(less, "whole", None)
    found = solve(
        build(less), effort="quick", way="large", near=best.plan, enough=reached, last="cost"
    )
    assert isinstance(found, Solved)
    assert not violations(less, found.plan)
    assert values(found)[0] >= values(exact)[0]
    assert values(found)[0] * 100 <= values(exact)[0] * 102


def test_what_a_plan_decides_of_things_that_are_gone_is_left_out(
    baltic: Scenario, best: Solved
) -> None:
    shorter = baltic.replaced(pools=(), pool_members=(), calls=(), pledges=())
    found = solved(shorter, "large", best.plan)
    assert best.plan.open
    assert not found.plan.open
