"""What a planner should know of a scenario that stops nothing."""

from collections.abc import Iterator, Sequence

from allocator.domain.problem import Notice
from allocator.domain.scenario import Scenario

NAMED = 8
"""Codes a notice lists before it only counts."""


def scenario_notices(scenario: Scenario) -> Iterator[Notice]:
    """Rows that are carried but not used, and rows that are not there and mean something."""
    if scenario.components or scenario.component_use:
        yield Notice(
            address="components",
            message="read and carried with the scenario, but not yet a limit of the model",
        )
    manned = {record.state for record in scenario.personnel}
    if unmanned := [state.code for state in scenario.states if state.code not in manned]:
        yield Notice(
            address="personnel", message=f"no crew limit for states without rows: {_list(unmanned)}"
        )
    rated = {record.line for record in scenario.line_rates if record.units}
    if idle := [
        line.code for line in scenario.lines if line.code not in rated and not line.max_steps
    ]:
        yield Notice(
            address="line_rates", message=f"lines that can never deliver anything: {_list(idle)}"
        )


def _list(codes: Sequence[str]) -> str:
    more = f" and {len(codes) - NAMED} more" if len(codes) > NAMED else ""
    return ", ".join(codes[:NAMED]) + more
