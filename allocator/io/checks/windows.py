"""Budget windows: they run forward, and their floors can be reached."""

from collections.abc import Iterator

from allocator.domain.member_state import BudgetWindow
from allocator.domain.problem import Problem
from allocator.domain.scenario import Scenario
from allocator.io.numbers import shown
from allocator.io.problems import problem
from allocator.io.unread import Unread


def window_problems(scenario: Scenario, unread: Unread) -> Iterator[Problem]:
    """Windows that end before they begin, and floors above all that the state may spend."""
    index = scenario.period_index
    for window in scenario.budget_windows:
        key = (window.state, window.first_period, window.last_period)
        if index[window.last_period] < index[window.first_period]:
            yield problem(
                scenario.book.address("budget_windows", key, "last_period"),
                f"the window ends in {window.last_period}, before it begins in "
                f"{window.first_period}",
                "write a last period that is not before the first",
            )
        elif not unread.broken & {"budgets", "fund_limits", "periods"}:
            yield from _floor_problems(scenario, window, key)


def _floor_problems(
    scenario: Scenario, window: BudgetWindow, key: tuple[str, str, str]
) -> Iterator[Problem]:
    """Loans come on top of ceilings: what they pay counts towards floors."""
    address = scenario.book.address("budget_windows", key, "floor")
    loans = most_loans(scenario, window.state)
    if window.ceiling is not None and window.floor > window.ceiling + loans:
        yield problem(
            address,
            f"floor {shown(window.floor, 3)} above the ceiling {shown(window.ceiling, 3)}",
            "lower the floor or raise the ceiling",
        )
        return
    given = _given(scenario, window)
    if given is not None and window.floor > given + loans:
        yield problem(
            address,
            f"floor {shown(window.floor, 3)} above the {shown(given + loans, 3)} that the budgets "
            "of these periods and loans give",
            "lower the floor, or raise ceilings in budgets",
        )


def most_loans(scenario: Scenario, state: str) -> int:
    """kEUR that a state may draw from all funds over the horizon."""
    return sum(limit.amount for limit in scenario.fund_limits if limit.state == state)


def _given(scenario: Scenario, window: BudgetWindow) -> int | None:
    """Ceilings of the window's periods and what can be carried into the first; None: unknown."""
    index, carried, given = scenario.period_index, 0, 0
    for position, period in enumerate(scenario.periods[: index[window.last_period] + 1]):
        budget = scenario.budget_by_key.get((window.state, period.code))
        if budget is None:
            return None
        if position == index[window.first_period]:
            given = carried
        given += budget.ceiling
        carried = min(budget.carry_over_limit, budget.ceiling + carried)
    return given
