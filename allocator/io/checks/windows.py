"""Budgets and budget windows: windows run forward, and ceilings leave room for floors."""

from collections.abc import Iterator, Sequence
from itertools import islice

from allocator.domain.member_state import BudgetWindow
from allocator.domain.problem import Problem
from allocator.domain.scenario import Scenario
from allocator.io.checks.stretches import Chain, Stretch, least_asked, most_allowed
from allocator.io.numbers import shown
from allocator.io.problems import problem
from allocator.io.unread import Unread


def window_problems(scenario: Scenario, unread: Unread) -> Iterator[Problem]:
    """Windows that end before they begin."""
    for window in scenario.budget_windows:
        if not _runs(scenario, window) and not unread.undated:
            yield problem(
                scenario.book.address("budget_windows", _key(window), "last_period"),
                f"the window ends in {window.last_period}, before it begins in "
                f"{window.first_period}",
                "write a last period that is not before the first",
            )


def floor_problems(scenario: Scenario, unread: Unread) -> Iterator[Problem]:
    """Floors of budgets and windows that no plan can reach, alone or all of them together.

    A ceiling holds what is not borrowed; a floor counts what loans pay as well. Rebates may leave a
    last period with less than nothing: there a floor elsewhere may be met at a lower sum.
    """
    if unread.undated:
        return
    rebates = bool(scenario.price_bands) or unread.hides("price_bands")
    rebated = len(scenario.periods) - rebates
    for state in scenario.states:
        if not unread.hides("fund_limits", state=state.code):
            yield from _state_problems(scenario, state.code, rebated)


def _state_problems(scenario: Scenario, state: str, rebated: int) -> Iterator[Problem]:
    loans = sum(limit.amount for limit in scenario.fund_limits if limit.state == state)
    windows = [row for row in scenario.budget_windows if row.state == state]
    windows = [row for row in windows if _runs(scenario, row)]
    joint = list(_window_ceilings(scenario, windows))
    yearly = list(_budget_ceilings(scenario, state))
    lone = []
    for floor in (*_budget_floors(scenario, state), *_window_floors(scenario, windows)):
        allowed = most_allowed([*joint, *yearly], floor, rebated)
        if allowed is not None and floor.money > allowed.money + loans:
            yield _too_high(floor, allowed, loans)
        else:
            lone.append(floor)
    yield from _too_many(joint, lone, rebated, loans)
    # The shortest run of budgets says it; longer ones that hold it are mostly at odds as well.
    yield from islice(_too_many(yearly, lone, rebated, loans), 1)


def _too_high(floor: Stretch, allowed: Chain, loans: int) -> Problem:
    """At the floor."""
    names = " and ".join(link.name for link in allowed.links)
    return problem(
        floor.address,
        f"floor {shown(floor.money, 3)} above {shown(allowed.money + loans, 3)}, the most under "
        f"{names} with money carried and borrowed",
        "lower the floor, or raise what holds it down",
    )


def _too_many(
    ceilings: Sequence[Stretch], floors: Sequence[Stretch], rebated: int, loans: int
) -> Iterator[Problem]:
    """At each ceiling that is too low for the floors within it, though not for any by itself."""
    for ceiling in ceilings:
        asked = least_asked(floors, ceiling, rebated)
        if asked is not None and asked.money > ceiling.money + loans:
            names = ", ".join(link.name for link in asked.links)
            yield problem(
                ceiling.address,
                f"the floors {names} ask for {shown(asked.money, 3)} together, above "
                f"{shown(ceiling.money + loans, 3)}, the most under {ceiling.name} with money "
                "carried and borrowed",
                "raise the ceiling, or lower these floors",
            )


def _runs(scenario: Scenario, window: BudgetWindow) -> bool:
    index = scenario.period_index
    return index[window.first_period] <= index[window.last_period]


def _key(window: BudgetWindow) -> tuple[str, str, str]:
    return window.state, window.first_period, window.last_period


def _budget_floors(scenario: Scenario, state: str) -> Iterator[Stretch]:
    for position, period in enumerate(scenario.periods):
        budget = scenario.budget_by_key.get((state, period.code))
        if budget is not None and budget.floor:
            address = scenario.book.address("budgets", (state, period.code), "floor")
            yield Stretch(position, position, budget.floor, address, address)


def _window_floors(scenario: Scenario, windows: Sequence[BudgetWindow]) -> Iterator[Stretch]:
    for window in windows:
        if window.floor:
            address = scenario.book.address("budget_windows", _key(window), "floor")
            yield Stretch(*_span(scenario, window), window.floor, address, address)


def _window_ceilings(scenario: Scenario, windows: Sequence[BudgetWindow]) -> Iterator[Stretch]:
    for window in windows:
        if window.ceiling is not None:
            address = scenario.book.address("budget_windows", _key(window), "ceiling")
            yield Stretch(*_span(scenario, window), window.ceiling, address, address)


def _span(scenario: Scenario, window: BudgetWindow) -> tuple[int, int]:
    index = scenario.period_index
    return index[window.first_period], index[window.last_period]


def _budget_ceilings(scenario: Scenario, state: str) -> Iterator[Stretch]:
    """Of every run of periods, shortest first: their ceilings and what is carried into the first.

    Only up to the first period whose budget is not there: what is carried on is not known.
    """
    carried, stated = [0], [0]
    for period in scenario.periods:
        budget = scenario.budget_by_key.get((state, period.code))
        if budget is None:
            break
        stated.append(stated[-1] + budget.ceiling)
        carried.append(min(budget.carry_over_limit, budget.ceiling + carried[-1]))
    codes = [period.code for period in scenario.periods]
    for length in range(1, len(stated)):
        for first in range(len(stated) - length):
            last = first + length - 1
            yield Stretch(
                first,
                last,
                carried[first] + stated[last + 1] - stated[first],
                scenario.book.address("budgets", (state, codes[last]), "ceiling"),
                f"the budget of {codes[first]}"
                if length == 1
                else f"the budgets from {codes[first]} to {codes[last]}",
            )
