"""Aim: reliance on outside support."""

from allocator.model.aims.unit_price import unit_price
from allocator.model.draft import Draft
from allocator.model.linear_form import Terms


def reliance(draft: Draft) -> Terms:
    """sum over c, t of support[c,t] at the price of a missing unit in the first step."""
    value = Terms()
    for capability in draft.basis.scenario.capabilities:
        for period, support in enumerate(draft.decisions.support(capability.code)):
            value.add(unit_price(draft.basis, capability.code, period), support)
    return value
