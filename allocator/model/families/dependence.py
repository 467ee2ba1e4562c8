"""How much may rest on outside support."""

from allocator.domain.quantity import floor_share
from allocator.model.domains import Domains


def dependence(domains: Domains) -> None:
    """Support stays within what is offered and, from the deadline on, within the cap.

    support[c,t] <= offered[c,t]; for t >= deadline also
    support[c,t] <= floor(dependence_cap[c] x required[c,t] / 10,000).
    """
    offers(domains)
    scenario = domains.basis.scenario
    deadline = scenario.period_index[scenario.policy.deadline_period]
    for capability in scenario.capabilities:
        cap = capability.dependence_cap
        cap = scenario.policy.dependence_cap if cap is None else cap
        most = domains.support[capability.code]
        for period, code in enumerate(domains.basis.codes):
            if period >= deadline:
                required = scenario.required[capability.code, code]
                most[period] = min(most[period], floor_share(cap, required))


def offers(domains: Domains) -> None:
    """support[c,t] <= offered[c,t]."""
    for capability, most in domains.support.items():
        for period, code in enumerate(domains.basis.codes):
            offered = domains.basis.scenario.offered.get((capability, code), 0)
            most[period] = min(most[period], offered)
