"""What the alliance needs is there, or is short and counted."""

from collections.abc import Sequence

from allocator.domain.capability import Capability
from allocator.domain.quantity import WHOLE, ceil_div
from allocator.model.draft import Draft
from allocator.model.linear_form import Completion, Terms


def requirement(draft: Draft) -> None:
    """There + shortfall >= required; contributions are no in-and-out.

    sum over s of contribution[s,c,t] + lot x sum over p of (pool_stock[p,t] + sum over l of
    pool_delivered[p,l,t]) + support[c,t] + sum over k of shortfall[c,t,k] >= required[c,t];
    contribution[s,c,t] >= contribution[s,c,t-1] - max(0, owned[s,c,t-1] - owned[s,c,t],
    limit[s,c,t-1] - limit[s,c,t]).

    shortfall[c,t,k] holds the units missing between the ends k-1 and k of the policy's steps.
    """
    for capability in draft.basis.scenario.capabilities:
        for period, code in enumerate(draft.basis.codes):
            required = draft.basis.stock.required[capability.code][period]
            if required:
                terms = _there(draft, capability, period)
                for step in _steps(draft, capability, period, terms):
                    terms.add(1, step)
                draft.builder.row("requirement", (capability.code, code), terms, lower=required)
        for state in draft.basis.states:
            _keep_contributions(draft, state, capability.code)


def _there(draft: Draft, capability: Capability, period: int) -> Terms:
    decisions = draft.decisions
    terms = Terms().add(1, decisions.support(capability.code)[period])
    for state in draft.basis.states:
        terms.add(1, decisions.contribution(state, capability.code)[period])
    for pool in draft.basis.scenario.pools_of[capability.code]:
        terms.constant += capability.lot * draft.basis.stock.pool_lots[pool.code][period]
        for line in pool.lines:
            terms.add(capability.lot, decisions.pool_delivered(pool.code, line)[period])
    return terms


def _steps(draft: Draft, capability: Capability, period: int, there: Terms) -> Sequence[int]:
    """A variable for each step that can be reached: the pools' stock is there in any case."""
    required = draft.basis.stock.required[capability.code][period]
    most = max(0, required - there.constant)
    there = there.copy()
    places = draft.basis.labels(capability=capability.code, period=period)
    variables, start = [], 0
    for number, step in enumerate(draft.basis.scenario.policy.shortfall_steps):
        end = min(most, ceil_div(step.end * required, WHOLE))
        if end > start:
            codes = (capability.code, draft.basis.codes[period], str(number))
            complete = _part(there, required - start, end - start)
            variables.append(draft.auxiliary("shortfall", codes, end - start, complete, places))
            start = end
    return variables


def _part(there: Terms, required: int, width: int) -> Completion:
    return lambda values: min(width, max(0, required - there.value(values)))


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
