"""Aim: what stands idle is called evenly."""

from allocator.domain.capability import Capability
from allocator.domain.quantity import ceil_div
from allocator.model.aims.unit_price import unit_price
from allocator.model.draft import Draft
from allocator.model.linear_form import Terms


def even_call(draft: Draft) -> Terms:
    """sum over s, c, t of units called beyond the fair call, at the price of a missing unit.

    max(0, contribution[s,c,t] - lot x sum over l of delivered[s,l,t] - fair_call[s,c,t]) with
    fair_call = ceil(available x min(1, required / sum over s of available)).
    """
    value = Terms()
    for capability in draft.basis.scenario.capabilities:
        for period in range(draft.basis.length):
            price = unit_price(draft.basis, capability.code, period)
            total = _total(draft, capability, period) if price else 0
            for state in draft.basis.states if price else ():
                value.add(price, _beyond(draft, state, capability, period, total))
    return value


def _total(draft: Draft, capability: Capability, period: int) -> int:
    """What is available in all states together."""
    available = draft.basis.stock.available
    return sum(available[state, capability.code][period] for state in draft.basis.states)


def _beyond(
    draft: Draft, state: str, capability: Capability, period: int, total: int
) -> int | None:
    contribution = draft.decisions.contribution(state, capability.code)[period]
    if contribution is None:
        return None
    available = draft.basis.stock.available[state, capability.code][period]
    fair = _fair_call(draft, state, capability, period, total)
    # Without deliveries no more than what is available can be contributed.
    most = min(draft.builder.upper[contribution], available) - fair
    if most <= 0:
        return None
    idle = Terms(-fair).add(1, contribution)
    for line in draft.basis.scenario.lines_of[capability.code]:
        idle.add(-capability.lot, draft.decisions.delivered(state, line.code)[period])
    codes = (state, capability.code, draft.basis.codes[period])
    beyond = draft.auxiliary(
        "beyond_fair_call",
        codes,
        most,
        idle.surplus,
        draft.basis.labels(state=state, capability=capability.code, period=period),
    )
    draft.builder.row("even_call", codes, idle.copy().add(-1, beyond), upper=0)
    return beyond


def _fair_call(draft: Draft, state: str, capability: Capability, period: int, total: int) -> int:
    """`available` itself where all states together have no more than is required."""
    stock = draft.basis.stock
    available = stock.available[state, capability.code][period]
    required = stock.required[capability.code][period]
    return available if total <= required else ceil_div(available * required, total)
