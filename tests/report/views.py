"""Plans as their reader sees them, with claims as a solve would make them."""

from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.report.view import View
from tests.plans import duo_plan
from tests.report.quartet import provenance, quartet, quartet_plan
from tests.scenarios import duo


def view_of(scenario: Scenario, plan: Plan) -> View:
    """The plan with its provenance."""
    return View(scenario, plan, provenance(scenario, plan))


QUARTET = view_of(quartet(), quartet_plan())
"""Every decision at least once."""
DUO = view_of(duo(), duo_plan())
"""Two states, one line; nothing is missing."""
EMPTY = view_of(duo(), Plan())
"""A plan that decides nothing."""
