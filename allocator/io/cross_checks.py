"""All checks across rows and sheets, in a fixed order."""

from collections.abc import Callable, Iterable

from allocator.domain.problem import Problem
from allocator.domain.scenario import Scenario
from allocator.io.checks.amounts import amount_problems
from allocator.io.checks.burdens import limit_problems
from allocator.io.checks.components import component_problems
from allocator.io.checks.coverage import missing_row_problems, period_problems
from allocator.io.checks.enablers import enabler_problems
from allocator.io.checks.funds import fund_problems
from allocator.io.checks.in_force import in_force_problems
from allocator.io.checks.lines import growth_problems, work_share_problems
from allocator.io.checks.pledges import pledge_problems
from allocator.io.checks.pool_rules import call_problems, exclusion_problems
from allocator.io.checks.pools import member_problems, pool_problems
from allocator.io.checks.price_bands import price_band_problems
from allocator.io.checks.states import burden_problems, name_problems
from allocator.io.checks.stocks import capacity_problems, contract_problems, retirement_problems
from allocator.io.checks.windows import floor_problems, window_problems
from allocator.io.unread import Unread

CHECKS: tuple[Callable[[Scenario], Iterable[Problem]], ...] = (
    name_problems,
    contract_problems,
    growth_problems,
    amount_problems,
    work_share_problems,
    price_band_problems,
    member_problems,
)
CHECKS_OF_WHOLE_SHEETS: tuple[Callable[[Scenario, Unread], Iterable[Problem]], ...] = (
    period_problems,
    missing_row_problems,
    burden_problems,
    limit_problems,
    retirement_problems,
    capacity_problems,
    component_problems,
    pool_problems,
    exclusion_problems,
    call_problems,
    enabler_problems,
    fund_problems,
    window_problems,
    floor_problems,
    pledge_problems,
    in_force_problems,
)
"""These add up or miss rows, and keep still where a row that matters could not be read."""


def cross_check_problems(scenario: Scenario, unread: Unread) -> list[Problem]:
    """What no single cell shows: sums, coverage and contradictions between rows."""
    return [
        *(entry for check in CHECKS for entry in check(scenario)),
        *(entry for check in CHECKS_OF_WHOLE_SHEETS for entry in check(scenario, unread)),
    ]
