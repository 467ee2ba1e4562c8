"""What the alliance needs is there and counts, or is short and counted as that."""

from collections.abc import Sequence

from allocator.domain.capability import Capability
from allocator.domain.quantity import WHOLE, ceil_div
from allocator.model.domains import Domains
from allocator.model.draft import Draft
from allocator.model.linear_form import Completion, Terms


def requirement(draft: Draft) -> None:
    """There + shortfall >= required, and so what counts; contributions are no in-and-out.

    there[c,t] + sum over k of shortfall[c,t,k] >= required[c,t], where
    there[c,t] = sum over s of contribution[s,c,t] + lot x sum over p of (pool_stock[p,t] +
    sum over l of pool_delivered[p,l,t]) + support[c,t];
    for a capability with enablers also counted[c,t] + sum over k of shortfall[c,t,k] >=
    required[c,t];
    contribution[s,c,t] >= contribution[s,c,t-1] - max(0, owned[s,c,t-1] - owned[s,c,t],
    limit[s,c,t-1] - limit[s,c,t]).

    shortfall[c,t,k] holds the units missing between the ends k-1 and k of the policy's steps.
    """
    for capability in draft.basis.scenario.capabilities:
        for period in range(draft.basis.length):
            _meet(draft, capability, period)
        for state in draft.basis.states:
            _keep_contributions(draft, state, capability.code)


def requirement_domain(domains: Domains) -> None:
    """No more counts than is required."""
    for capability, most in domains.counted.items():
        required = domains.basis.stock.required[capability]
        most[:] = [min(units, need) for units, need in zip(most, required, strict=True)]


def _meet(draft: Draft, capability: Capability, period: int) -> None:
    required = draft.basis.stock.required[capability.code][period]
    if not required:
        return
    met = [draft.there(capability, period)]
    if capability.code in draft.basis.scenario.enablers_of:
        met.append(Terms().add(1, draft.decisions.counted(capability.code)[period]))
    steps = _steps(draft, capability, period, met)
    for terms in met:
        for step in steps:
            terms.add(1, step)
        codes = (capability.code, draft.basis.codes[period])
        draft.builder.row("requirement", codes, terms, lower=required)


def _steps(
    draft: Draft, capability: Capability, period: int, met: Sequence[Terms]
) -> Sequence[int]:
    """A variable for each step that can be reached: the pools' stock is there in any case."""
    required = draft.basis.stock.required[capability.code][period]
    most = max(0, *(required - terms.constant for terms in met))
    met = [terms.copy() for terms in met]
    places = draft.basis.labels(capability=capability.code, period=period)
    variables, start = [], 0
    for number, step in enumerate(draft.basis.scenario.policy.shortfall_steps):
        end = min(most, ceil_div(step.end * required, WHOLE))
        if end > start:
            codes = (capability.code, draft.basis.codes[period], str(number))
            complete = _part(met, required - start, end - start)
            variables.append(draft.auxiliary("shortfall", codes, end - start, complete, places))
            start = end
    return variables


def _part(met: Sequence[Terms], required: int, width: int) -> Completion:
    """Of the units that are missing, those of one step; the least of `met` is what counts."""

    def missing(values: Sequence[int]) -> int:
        return min(width, max(0, required - min(terms.value(values) for terms in met)))

    return missing


def _keep_contributions(draft: Draft, state: str, capability: str) -> None:
    """A contribution falls only with what the state owns or may give."""
    owned = draft.basis.stock.owned[state, capability]
    limit = draft.basis.stock.limit[state, capability]
    contribution = draft.decisions.contribution(state, capability)
    for period in range(1, draft.basis.length):
        if contribution[period - 1] is not None:
            fall = max(0, owned[period - 1] - owned[period], limit[period - 1] - limit[period])
            terms = Terms().add(1, contribution[period]).add(-1, contribution[period - 1])
            codes = (state, capability, draft.basis.codes[period])
            draft.builder.row("requirement", codes, terms, lower=-fall)
