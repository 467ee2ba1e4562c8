"""Plans that extracts are made from, and states they are made for."""

from functools import cache
from pathlib import Path

from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.io.scenario_reader import read_scenario
from allocator.report.state.view import Alliance
from tests.report.quartet import quartet, quartet_plan
from tests.report.rich_plan import rich_plan
from tests.report.views import view_of

INPUTS = Path(__file__).parents[2] / "inputs"
SOME = ("DEU", "LTU", "LUX", "POL")
"""Large and small states, with and without industry."""


@cache
def alliance(name: str) -> Alliance:
    """The views of a plan that is drawn for an input, or written by hand."""
    scenario, plan = _plan(name)
    return Alliance(view_of(scenario, plan))


def _plan(name: str) -> tuple[Scenario, Plan]:
    if name == "quartet":
        return quartet(), quartet_plan()
    scenario = read_scenario(INPUTS / f"{name}.xlsx").scenario
    return scenario, rich_plan(scenario)
