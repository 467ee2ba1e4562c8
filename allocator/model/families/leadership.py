"""Every open pool has one framework nation."""

from allocator.model.domains import Domains
from allocator.model.draft import Draft
from allocator.model.linear_form import Terms


def leadership(draft: Draft) -> None:
    """sum over s of lead[s,p] = open[p]; lead[s,p] <= join[s,p]."""
    for pool in draft.basis.scenario.pools:
        opened = draft.decisions.open(pool.code)
        leaders = Terms().add(-1, opened)
        for state in draft.basis.states:
            lead = draft.decisions.lead(state, pool.code)
            leaders.add(1, lead)
            if lead is not None:
                within = Terms().add(1, lead).add(-1, draft.decisions.join(state, pool.code))
                draft.builder.row("leadership", (state, pool.code), within, upper=0)
        draft.builder.row("leadership", (pool.code,), leaders, lower=0, upper=0)


def leadership_domain(domains: Domains) -> None:
    """Only states that are eligible and may be in can lead; without them the pool stays closed."""
    eligible = {
        (row.state, row.pool)
        for row in domains.basis.scenario.pool_members
        if row.framework_eligible
    }
    domains.lead &= domains.join & eligible
    led = {pool for _, pool in domains.lead}
    unled = {pool.code for pool in domains.basis.scenario.pools} - led
    if domains.basis.scenario.policy.holds("pooling"):
        domains.close(unled)
    else:
        # Not open in the end; that nothing is delivered to a pool that does not operate is pooling.
        for pool in unled:
            domains.operating[pool][-1] = 0
