"""Dependence: outside support within what is offered and, from the deadline on, under its cap."""

from allocator.accounts.dependence import dependence_cap
from allocator.accounts.ledger import Ledger
from allocator.domain.violation import Violation


def dependence(ledger: Ledger) -> list[Violation]:
    """support[c,t] <= offered[c,t]; from the deadline on <= floor(cap x required)."""
    scenario = ledger.scenario
    deadline = scenario.period_index[scenario.policy.deadline_period]
    found = []
    for (capability, period), units in sorted(ledger.plan.support.items()):
        limits = [("is offered", scenario.offered.get((capability, period), 0))]
        if scenario.period_index[period] >= deadline:
            limits.append(("the cap allows", dependence_cap(scenario, capability, period)))
        found += [
            Violation(
                family="dependence",
                subject=(capability, period),
                message=f"relies on {units} outside units where {what} {limit}",
            )
            for what, limit in limits
            if units > limit
        ]
    return found
