"""Limits of money, people and promises that one state has reached."""

from allocator.report.limits import forces, rules, states
from allocator.report.limits import money as funds
from allocator.report.limits.limit import Limit
from allocator.report.limits.limits import FAMILIES
from allocator.report.view import View


def state_limits(view: View) -> tuple[Limit, ...]:
    """Limits reached that name the states they hold back; what law forbids stands apart.

    What a what-if leaves out is no limit.
    """
    found = (
        *states.ceilings(view),
        *funds.window_ceilings(view),
        *states.crew_limits(view),
        *states.burden_ceilings(view),
        *states.policy_limits(view),
        *funds.loan_limits(view),
        *states.returns(view),
        *states.pool_limits(view),
        *rules.domain_money(view),
        *rules.pledges(view),
        *forces.concentration(view),
    )
    holds = view.policy.holds
    return tuple(limit for limit in found if holds(FAMILIES.get(limit.kind, "capacity")))
