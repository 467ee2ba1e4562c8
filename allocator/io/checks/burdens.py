"""Limits on burdens that have nothing to be measured by."""

from collections.abc import Iterator

from allocator.domain.problem import Problem
from allocator.domain.scenario import Scenario
from allocator.io.problems import problem
from allocator.io.unread import Unread
from allocator.tables.plan_sheets import IN_FORCE


def limit_problems(scenario: Scenario, unread: Unread) -> Iterator[Problem]:
    """A limit by the plan in force where none is in force."""
    wanted = scenario.policy.burden_limit_in_force and not unread.hides(IN_FORCE)
    if wanted and not scenario.plan_in_force:
        yield problem(
            scenario.book.address("settings", ("burden_limit_in_force",), "value"),
            "yes, but the sheet plan_in_force has no rows to hold new money against",
            "write no, or copy the sheet plan_in_force of the plan that is in force",
        )
