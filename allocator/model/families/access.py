"""Who may order, share, fund, contribute and join at all."""

from allocator.model.domains import Domains


def access(domains: Domains) -> None:
    """Decisions exist only where customers, access rows and rules allow them.

    delivered[s,l,t] = pool_shares[s,p,l,t] = 0 unless permitted(s, l) (what small states may not
    order, and who may be in a pool, is for pooling); funding[s,l,t] = 0 unless may_fund(s, l);
    contribution[s,c,t] = 0 unless may_contribute(s, c); join[s,p] = lead[s,p] = 0 where a rule
    forbids s the capability of p.
    """
    rights = domains.basis.access
    domains.delivered = {k: m for k, m in domains.delivered.items() if k in rights.permitted}
    domains.pool_shares = {
        (s, p, line): m
        for (s, p, line), m in domains.pool_shares.items()
        if (s, line) in rights.permitted
    }
    domains.funding = {k: m for k, m in domains.funding.items() if rights.may_fund(*k)}
    domains.contribution = {
        k: m for k, m in domains.contribution.items() if rights.may_contribute(*k)
    }
    domains.join = {k for k in domains.join if rights.may_join(*k)}
    domains.lead = {k for k in domains.lead if rights.may_join(*k)}
