"""Pledges: who pledges what, and in which quantities it can be kept."""

from collections.abc import Iterator

from allocator.domain.problem import Problem
from allocator.domain.rule import Pledge
from allocator.domain.scenario import Scenario
from allocator.io.problems import problem
from allocator.io.unread import Unread

COLLECTIVE = ("pool_open", "expansion")
"""Decisions that no single state takes."""


def pledge_problems(scenario: Scenario, unread: Unread) -> Iterator[Problem]:
    """Pledges of nobody, and quantities that the decision cannot have."""
    for pledge in scenario.pledges:
        yield from _state_problems(scenario, pledge)
        yield from _quantity_problems(scenario, unread, pledge)


def _state_problems(scenario: Scenario, pledge: Pledge) -> Iterator[Problem]:
    collective = pledge.object in COLLECTIVE
    if collective and pledge.state is not None:
        yield problem(
            scenario.book.address("pledges", (str(pledge.row),), "state"),
            f"{pledge.object} is no decision of one state, but {pledge.state} is named",
            "leave it blank",
        )
    if not collective and pledge.state is None:
        yield problem(
            scenario.book.address("pledges", (str(pledge.row),), "state"),
            f"blank, but somebody must pledge this {pledge.object}",
            "write a code from member_states",
        )


def _quantity_problems(scenario: Scenario, unread: Unread, pledge: Pledge) -> Iterator[Problem]:
    address = scenario.book.address("pledges", (str(pledge.row),), "quantity")
    if pledge.object in ("pool_join", "pool_open"):
        if pledge.quantity > 1:
            yield problem(address, f"{pledge.quantity:,} for a yes or no", "write 1 or 0")
    elif pledge.object == "expansion":
        most = scenario.line_by_code[pledge.code].max_steps
        unknown = unread.lacks("lines", "max_steps", line=pledge.code)
        if pledge.quantity > most and pledge.relation != "at_most" and not unknown:
            yield problem(
                address,
                f"{pledge.quantity:,} steps, but {pledge.code} can have {most}",
                "lower it, or raise max_steps in lines",
            )
    elif pledge.object == "order" and pledge.relation == "exactly":
        line = scenario.line_by_code[pledge.code]
        lot = scenario.capability_by_code[line.capability].lot
        if pledge.quantity % lot:
            yield problem(
                address,
                f"exactly {pledge.quantity:,} units, but {line.capability} comes in lots of {lot}",
                f"write a multiple of {lot}, or at_least",
            )
