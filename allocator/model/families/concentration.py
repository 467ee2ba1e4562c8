"""No capability rests on one state alone."""

from collections.abc import Sequence
from itertools import chain

from allocator.model.domains import Domains, Most
from allocator.model.draft import Draft
from allocator.model.linear_form import Terms


def concentration(draft: Draft) -> None:
    """What is counted of a state, pools by shares, stays within its limit.

    shares_per_lot x contribution[s,c,t] + lot x (shares_today[s,c] + sum over p, l of
    pool_shares[s,p,l,t]) <= shares_per_lot x limit[s,c,t]
    """
    scenario, stock, decisions = draft.basis.scenario, draft.basis.stock, draft.decisions
    for capability in scenario.capabilities:
        pools = scenario.pools_of[capability.code]
        for state in draft.basis.states:
            pair = (state, capability.code)
            contribution = decisions.contribution(*pair)
            bought = [
                decisions.pool_shares(state, pool.code, line)
                for pool in pools
                for line in pool.lines
            ]
            if {*contribution, *chain.from_iterable(bought)} == {None}:
                # Shares of today alone are within the limit.
                continue
            for period, code in enumerate(draft.basis.codes):
                terms = Terms(capability.lot * stock.shares_today[pair])
                terms.add(capability.shares_per_lot, contribution[period])
                for shares in bought:
                    terms.add(capability.lot, shares[period])
                draft.builder.row(
                    "concentration",
                    (*pair, code),
                    terms,
                    upper=capability.shares_per_lot * stock.limit[pair][period],
                )


def concentration_domain(domains: Domains) -> None:
    """Neither contributions nor the shares of one pool can use more than the whole limit."""
    basis = domains.basis
    for capability in basis.scenario.capabilities:
        for state in basis.states:
            pair = (state, capability.code)
            taken = capability.lot * basis.stock.shares_today[pair]
            room = [capability.shares_per_lot * limit - taken for limit in basis.stock.limit[pair]]
            _narrow(domains.contribution.get(pair), room, capability.shares_per_lot)
            for pool in basis.scenario.pools_of[capability.code]:
                for line in pool.lines:
                    shares = domains.pool_shares.get((state, pool.code, line))
                    _narrow(shares, room, capability.lot)


def _narrow(most: Most | None, room: Sequence[int], weight: int) -> None:
    if most is not None:
        most[:] = [min(bound, left // weight) for bound, left in zip(most, room, strict=True)]
