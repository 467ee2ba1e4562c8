"""Nobody contributes what it does not have."""

from allocator.model.domains import Domains
from allocator.model.draft import Draft
from allocator.model.linear_form import Terms


def holdings(draft: Draft) -> None:
    """Contributions come from what is available and what has been delivered.

    contribution[s,c,t] <= available[s,c,t] + lot x sum over lines l of c of delivered[s,l,t];
    delivered[s,l,t] >= delivered[s,l,t-1].
    """
    scenario, decisions = draft.basis.scenario, draft.decisions
    for state in draft.basis.states:
        for capability in scenario.capabilities:
            pair = (state, capability.code)
            contribution = decisions.contribution(*pair)
            if contribution is decisions.never:
                continue
            delivered = [
                decisions.delivered(state, line.code) for line in scenario.lines_of[pair[1]]
            ]
            for period, code in enumerate(draft.basis.codes):
                if contribution[period] is None:
                    continue
                terms = Terms().add(1, contribution[period])
                for series in delivered:
                    terms.add(-capability.lot, series[period])
                available = draft.basis.stock.available[pair][period]
                draft.builder.row("holdings", (*pair, code), terms, upper=available)
        for line in scenario.lines:
            if (state, line.code) in decisions.dealings:
                _never_falls(draft, state, line.code)


def _never_falls(draft: Draft, state: str, line: str) -> None:
    before = None
    for code, variable in zip(
        draft.basis.codes, draft.decisions.delivered(state, line), strict=True
    ):
        if before is not None:
            terms = Terms().add(1, variable).add(-1, before)
            draft.builder.row("holdings", (state, line, code), terms, lower=0)
        before = variable


def holdings_domain(domains: Domains) -> None:
    """Most that can be contributed: all that is available and all that can be delivered."""
    basis = domains.basis
    nothing = [0] * basis.length
    for (state, capability), most in domains.contribution.items():
        lot = basis.scenario.capability_by_code[capability].lot
        delivered = [
            domains.delivered.get((state, line.code), nothing)
            for line in basis.scenario.lines_of[capability]
        ]
        for period, available in enumerate(basis.stock.available[state, capability]):
            lots = sum(series[period] for series in delivered)
            most[period] = min(most[period], available + lot * lots)
