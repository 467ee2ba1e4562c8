"""Plans as they are asked about: accounts, with the claims that their solve made."""

from allocator.domain.outcome import Solved
from allocator.domain.provenance import Provenance
from allocator.domain.scenario import Scenario
from allocator.engine.solve import solve
from allocator.model.build import build
from allocator.report.view import View


def known(scenario: Scenario, outcome: Solved) -> View:
    """The plan of an outcome, with its aims as they would stand on the sheet `provenance`."""
    made = Provenance(
        input_name="input.xlsx",
        input_sha256="",
        scenario_digest="",
        plan_digest="",
        versions=(),
        effort="normal",
        seed=0,
        verdict=outcome.verdict,
        reproducible=outcome.reproducible,
        aims=outcome.aims,
    )
    return View(scenario, outcome.plan, made)


def solved(scenario: Scenario) -> View:
    """The best plan of a small scenario."""
    outcome = solve(build(scenario), effort="normal")
    assert isinstance(outcome, Solved)
    return known(scenario, outcome)
