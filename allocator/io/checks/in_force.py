"""The plan in force: what lasts never falls in it, and a yes or no is a 1."""

from collections.abc import Iterator

from allocator.domain.in_force import LASTING, compared_periods, row_key
from allocator.domain.plan import BINARY
from allocator.domain.plan_in_force import PlanRow
from allocator.domain.problem import Problem
from allocator.domain.scenario import Scenario
from allocator.io.problems import problem
from allocator.io.unread import Unread
from allocator.tables.plan_sheets import IN_FORCE


def in_force_problems(scenario: Scenario, unread: Unread) -> Iterator[Problem]:
    """Rows that no plan can hold; codes that the workbook does not know are no problem."""
    for row in scenario.plan_in_force:
        if row.decision in BINARY and row.value > 1:
            yield problem(_cell(scenario, row), f"{row.value:,} for a yes or no", "write 1")
    if not unread.hides(IN_FORCE) and not unread.undated:
        yield from _falling(scenario)


def _falling(scenario: Scenario) -> Iterator[Problem]:
    """The first fall of each series, at its cell; where a row is missing, at the row before."""
    series: dict[tuple[str, ...], dict[str, PlanRow]] = {}
    for row in scenario.plan_in_force:
        if row.decision in LASTING:
            series.setdefault((row.decision, *row.codes[:-1]), {})[row.codes[-1]] = row
    compared = [period.code for period in scenario.periods[: compared_periods(scenario)]]
    for (decision, *_), rows in series.items():
        before: PlanRow | None = None
        for period in compared:
            now = rows.get(period)
            if before is not None and (now is None or now.value < before.value):
                after = f"{now.value:,} by {period}" if now else f"no row for {period}"
                yield problem(
                    _cell(scenario, now or before),
                    f"{decision} never falls, but {before.value:,} by {before.codes[-1]} is "
                    f"followed by {after}",
                    "copy the sheet plan_in_force of a plan unchanged",
                )
                break
            before = now or before


def _cell(scenario: Scenario, row: PlanRow) -> str:
    return scenario.book.address(IN_FORCE, row_key(row), "value")
