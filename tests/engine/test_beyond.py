"""Programs beyond the simplex: the same plan for any number of processes, and one that holds."""

from pathlib import Path

import pytest

from allocator.domain.digest import plan_digest
from allocator.domain.outcome import Solved
from allocator.engine import large
from allocator.engine import solve as engine
from allocator.engine.effort import BUDGETS, Budget
from allocator.engine.solve import solve
from allocator.io.scenario_reader import read_scenario
from allocator.model.build import build
from allocator.verify.verify import violations

BALTIC = Path(__file__).parents[2] / "inputs" / "baltic.xlsx"


def test_one_and_two_processes_make_the_same_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = BUDGETS["quick"]
    search = {aim: part / 40 for aim, part in quick.search.items()}
    budget = Budget(quick.whole, search, quick.step, quick.block, quick.relaxed)
    monkeypatch.setattr(engine, "BUDGETS", {"quick": budget})
    monkeypatch.setattr(large, "SIMPLEX_ENTRIES", 0)
    scenario = read_scenario(BALTIC).scenario
    plans = []
    for workers in (1, 2):
        outcome = solve(build(scenario), effort="quick", workers=workers, way="large")
        assert isinstance(outcome, Solved)
        assert not violations(scenario, outcome.plan)
        assert all(aim.bound <= aim.least for aim in outcome.aims)
        assert outcome.aims[0].bound > 0
        plans.append(plan_digest(outcome.plan))
    assert plans[0] == plans[1]
