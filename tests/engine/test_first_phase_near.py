"""Rows that a known plan breaks are mended where they stand, before all of a capability is."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from allocator.engine.effort import BUDGETS
from allocator.engine.first_phase import FirstPhase
from allocator.engine.processes import Processes
from allocator.engine.watch import Watch
from allocator.explain.why.question import Wish, question
from allocator.explain.why.wished import wished
from allocator.io.scenario_reader import read_scenario
from allocator.model.build import build
from tests.explain.known import solved

BALTIC = Path(__file__).parents[2] / "inputs" / "baltic.xlsx"
STEP, TOTAL = 0.0005, 0.05
"""Deterministic seconds: too few for the block of a capability, enough for what one state does."""


@pytest.mark.parametrize("state", ["DNK", "POL"])
def test_one_state_gives_less_within_next_to_no_effort(state: str) -> None:
    view = solved(read_scenario(BALTIC).scenario)
    asked = question(view.ledger, Wish(state, "MUN_155"))
    model = wished(build(view.scenario), asked)
    budget = replace(BUDGETS["quick"], step=STEP, search={"shortfall": TOTAL})
    watch = Watch()
    with Processes(1, watch) as processes:
        found = FirstPhase(
            model,
            model.nearest(view.plan),
            budget,
            watch,
            processes,
            lambda _: None,
            0,
            whole=False,
            near={aim.name: aim.value for aim in view.provenance.aims},
        ).outcome()
    assert isinstance(found, np.ndarray)
    assert model.program.holds(found)
