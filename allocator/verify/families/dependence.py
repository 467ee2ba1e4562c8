"""Dependence: outside support within what is offered and, from the deadline on, under its cap."""

from allocator.accounts.dependence import dependence_cap
from allocator.accounts.ledger import Ledger
from allocator.domain.violation import Violation
from allocator.verify.wording import count


def dependence(ledger: Ledger) -> list[Violation]:
    """support[c,t] <= offered[c,t]; from the deadline on <= floor(cap x required)."""
    scenario = ledger.scenario
    deadline = scenario.period_index[scenario.policy.deadline_period]
    found = []
    for (capability, period), units in sorted(ledger.plan.support.items()):
        offered = scenario.offered.get((capability, period), 0)
        limits = [(offered, f"{offered} are offered")]
        if scenario.period_index[period] >= deadline:
            cap = dependence_cap(scenario, capability, period)
            limits.append((cap, f"the cap allows {cap}"))
        found += [
            Violation(
                family="dependence",
                subject=(capability, period),
                message=f"relies on {count(units, 'outside unit')}, but {words}",
            )
            for limit, words in limits
            if units > limit
        ]
    return found
