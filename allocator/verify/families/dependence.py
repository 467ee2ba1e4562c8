"""Dependence: outside support within what is offered and, from the deadline on, under its cap."""

from allocator.accounts.dependence import dependence_cap
from allocator.accounts.ledger import Ledger
from allocator.domain.violation import Violation
from allocator.verify.wording import count


def dependence(ledger: Ledger) -> list[Violation]:
    """support[c,t] <= offered[c,t]; from the deadline on <= floor(cap x required)."""
    scenario = ledger.scenario
    deadline = scenario.period_index[scenario.policy.deadline_period]
    found = offers(ledger)
    for (capability, period), units in sorted(ledger.plan.support.items()):
        if scenario.period_index[period] >= deadline:
            cap = dependence_cap(scenario, capability, period)
            if units > cap:
                found.append(_beyond(capability, period, units, f"the cap allows {cap}"))
    return found


def offers(ledger: Ledger) -> list[Violation]:
    """What stays without the cap: support[c,t] <= offered[c,t]."""
    return [
        _beyond(capability, period, units, f"{offered} are offered")
        for (capability, period), units in sorted(ledger.plan.support.items())
        if units > (offered := ledger.scenario.offered.get((capability, period), 0))
    ]


def _beyond(capability: str, period: str, units: int, words: str) -> Violation:
    return Violation(
        family="dependence",
        subject=(capability, period),
        message=f"relies on {count(units, 'outside unit')}, but {words}",
    )
