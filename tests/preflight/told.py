"""What the preflight says of a scenario, held against the engine."""

from allocator.domain.outcome import Infeasible, Solved
from allocator.domain.scenario import Scenario
from allocator.engine.solve import solve
from allocator.model.build import build
from allocator.preflight.findings import findings


def told(scenario: Scenario, check: str) -> list[str]:
    """Findings of one check, with their cells; the engine agrees whether there is a plan."""
    found = findings(scenario)
    outcome = solve(build(scenario), effort="quick")
    expected = Infeasible if any(finding.hopeless for finding in found) else Solved
    assert isinstance(outcome, expected), found
    return [str(finding) for finding in found if finding.check == check]
