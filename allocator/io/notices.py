"""What a planner should know of a scenario that stops nothing."""

from collections.abc import Iterator, Sequence

from allocator.accounts.in_force import Vanished, vanished
from allocator.domain.in_force import row_key
from allocator.domain.problem import Notice
from allocator.domain.scenario import Scenario
from allocator.io.address import split_address
from allocator.tables.plan_sheets import IN_FORCE

NAMED = 8
"""Codes a notice lists before it only counts."""


def scenario_notices(scenario: Scenario) -> Iterator[Notice]:
    """Rows that are carried but not used, and rows that are not there and mean something."""
    manned = {record.state for record in scenario.personnel}
    if unmanned := [state.code for state in scenario.states if state.code not in manned]:
        yield Notice(
            address="personnel", message=f"no crew limit for states without rows: {_list(unmanned)}"
        )
    if scenario.policy.burden_measure == "effort" and (
        unspent := [state.code for state in scenario.states if not state.baseline_effort]
    ):
        yield Notice(
            address="member_states",
            message="burden_measure is effort, but baseline_effort is blank or 0, and counts as 0, "
            f"for {_list(unspent)}",
        )
    rated = {record.line for record in scenario.line_rates if record.units}
    if idle := [
        line.code for line in scenario.lines if line.code not in rated and not line.max_steps
    ]:
        yield Notice(
            address="line_rates", message=f"lines that can never deliver anything: {_list(idle)}"
        )
    yield from _vanished(scenario)


def _vanished(scenario: Scenario) -> Iterator[Notice]:
    """What of the plan in force is no decision any more: each cause once, at its first cell."""
    causes: dict[str, list[Vanished]] = {}
    for each in vanished(scenario):
        causes.setdefault(each.why, []).append(each)
    notices = []
    for why, rows in causes.items():
        cells = [scenario.book.address(IN_FORCE, row_key(r.row), r.name) for r in rows]
        count = "1 row is" if len(rows) == 1 else f"{len(rows):,} rows are"
        message = f"{why}: {count} left out of the plan in force"
        notices.append(Notice(address=min(cells, key=split_address), message=message))
    yield from sorted(notices, key=lambda notice: split_address(notice.address))


def _list(codes: Sequence[str]) -> str:
    more = f" and {len(codes) - NAMED} more" if len(codes) > NAMED else ""
    return ", ".join(codes[:NAMED]) + more
