"""The embedded reference: the first aim comes close to its bound."""

from fractions import Fraction
from pathlib import Path

from allocator.domain.outcome import Solved
from allocator.engine.solve import solve
from allocator.io.scenario_reader import read_scenario
from allocator.model.build import build
from allocator.verify.verify import violations

REFERENCE = Path(__file__).parents[2] / "inputs" / "reference.xlsx"


def test_the_shortfall_of_the_reference_comes_close_to_its_bound() -> None:
    """Without a pass that holds every row it stays several times as large."""
    scenario = read_scenario(REFERENCE).scenario
    outcome = solve(build(scenario), effort="quick", last="shortfall", workers=2)
    assert isinstance(outcome, Solved)
    assert violations(scenario, outcome.plan) == ()
    assert outcome.aims[0].gap <= Fraction(15, 1_000)
