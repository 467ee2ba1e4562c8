"""All checks across rows and sheets, in a fixed order."""

from collections.abc import Callable, Iterable

from allocator.domain.problem import Problem
from allocator.domain.scenario import Scenario
from allocator.io.checks.coverage import missing_row_problems, period_problems
from allocator.io.checks.lines import growth_problems, work_share_problems
from allocator.io.checks.pledges import pledge_problems
from allocator.io.checks.pools import member_problems, pool_problems
from allocator.io.checks.states import budget_problems, burden_problems, name_problems
from allocator.io.checks.stocks import capacity_problems, contract_problems, retirement_problems
from allocator.io.unread import Unread

CHECKS: tuple[Callable[[Scenario, Unread], Iterable[Problem]], ...] = (
    period_problems,
    missing_row_problems,
    budget_problems,
    burden_problems,
    name_problems,
    retirement_problems,
    contract_problems,
    capacity_problems,
    growth_problems,
    work_share_problems,
    pool_problems,
    member_problems,
    pledge_problems,
)


def cross_check_problems(scenario: Scenario, unread: Unread) -> list[Problem]:
    """What no single cell shows: sums, coverage and contradictions between rows."""
    return [entry for check in CHECKS for entry in check(scenario, unread)]
