"""Steadiness in what-ifs: the model's aims of a plan are those that the accounts draw from it."""

from random import Random

import pytest

from allocator.accounts.aims import AIM_VALUES
from allocator.accounts.ledger import Ledger
from allocator.domain.outcome import Solved
from allocator.domain.policy import AIMS, AimName
from allocator.domain.scenario import Scenario
from allocator.engine.solve import solve
from allocator.model.build import build
from tests.properties.drawing import drawn
from tests.properties.trait_steadiness import displaced
from tests.properties.trait_what_if import without

STEADY: tuple[AimName, ...] = ("changes", "change_size")


def with_plan_in_force(seed: int) -> Scenario | None:
    """A drawn scenario with its own plan in force, a little displaced; None without a plan."""
    before = drawn(seed)
    outcome = solve(build(before), effort="quick", last="shortfall")
    if not isinstance(outcome, Solved):
        return None
    rows = displaced(before, outcome.plan, Random(seed))
    ordered = tuple(sorted(rows, key=lambda row: (row.decision, row.codes)))
    policy = before.policy.model_copy(update={"aims": AIMS})
    return before.replaced(policy=policy, plan_in_force=ordered)


@pytest.mark.parametrize("family", ["access", "pooling", "leadership", "footprint"])
def test_changes_are_counted_alike_without_a_family(family: str) -> None:
    compared = 0
    for seed in range(40):
        scenario = with_plan_in_force(seed)
        if scenario is None:
            continue
        scenario = without(scenario, family)
        model = build(scenario)
        for aim in ("shortfall", "change_size"):
            outcome = solve(model, effort="quick", last=aim)
            if not isinstance(outcome, Solved):
                continue
            vector, ledger = model.vector(outcome.plan), Ledger(scenario, outcome.plan)
            for steady in STEADY:
                value = AIM_VALUES[steady](ledger)
                assert model.aims[steady].value(vector) == value, f"seed {seed}, {steady}"
            compared += 1
    assert compared >= 40
