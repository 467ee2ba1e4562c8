"""The aims of steadiness against every plan, on scenarios with a plan in force."""

from collections import Counter

import pytest

from allocator.accounts.aims import changes
from allocator.accounts.in_force import vanished
from allocator.accounts.ledger import Ledger
from allocator.accounts.steadiness import changed_series
from allocator.domain.in_force import unknown_names
from allocator.domain.outcome import Solved
from allocator.domain.policy import AIMS
from allocator.domain.scenario import Scenario
from allocator.engine.solve import solve
from allocator.engine.way import Way
from allocator.model.build import build
from allocator.verify.aims import aim_violations
from allocator.verify.verify import violations
from tests.properties.against_every_plan import check_whole
from tests.properties.trait_steadiness import rows_of, steady

SHARDS = 2
WAYS: tuple[Way, ...] = ("whole", "large")
EXAMPLES = 25
"""A shard; 50 in all."""


@pytest.mark.parametrize("shard", range(SHARDS))
def test_the_engine_agrees_with_every_plan(shard: int) -> None:
    """All aims, those of steadiness among them, wherever the policy places these."""
    seen: Counter[str] = Counter()
    for number in range(EXAMPLES):
        scenario, enumeration, before = steady(shard + SHARDS * number)
        model = build(scenario)
        for feasible in enumeration.feasible[:: max(1, len(enumeration.feasible) // 40)]:
            vector = model.vector(feasible.plan)
            values = tuple(form.value(vector) for form in model.aims.values())
            assert model.program.holds(vector)
            assert values == feasible.aims, f"seed {shard + SHARDS * number}"
        outcome = solve(model, effort="normal")
        check_whole(number, enumeration, outcome)
        assert isinstance(outcome, Solved)
        seen.update(_traits(scenario, before, outcome))
    assert seen["changed"] >= 0.5 * EXAMPLES
    assert seen["steadier than without"] >= 0.3 * EXAMPLES
    assert seen["announced changed"] >= 0.1 * EXAMPLES
    assert seen["vanished by a right"] >= 0.1 * EXAMPLES


@pytest.mark.parametrize("shard", range(SHARDS))
def test_the_large_way_never_leaves_what_every_plan_allows(shard: int) -> None:
    """Neighbourhood search: values are the plan's own, and each bound is one."""
    for number in range(5):
        scenario, enumeration, _ = steady(1_000 + shard + SHARDS * number)
        outcome = solve(build(scenario), effort="quick", way="large")
        assert isinstance(outcome, Solved)
        assert violations(scenario, outcome.plan) == ()
        values = {aim.name: aim.value for aim in outcome.aims}
        assert aim_violations(scenario, outcome.plan, values) == ()
        left = enumeration.feasible
        for position, aim in enumerate(outcome.aims):
            assert aim.bound <= min(one.aims[position] for one in left) <= aim.least
            held = scenario.policy.held_at(aim.name, aim.least)
            left = [one for one in left if one.aims[position] <= held]
            assert left


@pytest.mark.parametrize("way", WAYS)
def test_the_best_plan_of_a_scenario_is_kept(way: Way) -> None:
    """With it in force nothing changes, neither in number nor in size."""
    for number in range(8):
        _, _, before = steady(2_000 + number)
        first = solve(build(before), effort="normal")
        assert isinstance(first, Solved)
        assert first.verdict == "optimal"
        rows = sorted(rows_of(first.plan), key=lambda row: (row.decision, row.codes))
        policy = before.policy.model_copy(update={"aims": AIMS})
        again = before.replaced(policy=policy, plan_in_force=tuple(rows))
        outcome = solve(build(again), effort="quick", way=way)
        assert isinstance(outcome, Solved)
        values = {aim.name: aim.value for aim in outcome.aims}
        assert (values["changes"], values["change_size"]) == (0, 0)


def _traits(scenario: Scenario, before: Scenario, outcome: Solved) -> Counter[str]:
    """What makes an example worth having."""
    ledger = Ledger(scenario, outcome.plan)
    series = changed_series(ledger)
    without = solve(build(before), effort="normal")
    assert isinstance(without, Solved)
    unknown = unknown_names(scenario)
    return Counter(
        {
            "changed": bool(series),
            "steadier than without": changes(ledger) < changes(Ledger(scenario, without.plan)),
            "announced changed": any(each.announced for each in series),
            "vanished by a right": any(each.row not in unknown for each in vanished(scenario)),
        }
    )
