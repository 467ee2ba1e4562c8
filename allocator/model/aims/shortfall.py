"""Aim: what is missing, dearer the more of a requirement it is."""

from allocator.model.aims.unit_price import unit_price
from allocator.model.draft import Draft
from allocator.model.linear_form import Terms


def shortfall(draft: Draft) -> Terms:
    """sum over c, t, k of unit price of step k x shortfall[c,t,k]."""
    steps = range(len(draft.basis.scenario.policy.shortfall_steps))
    value = Terms()
    for capability in draft.basis.scenario.capabilities:
        for period, code in enumerate(draft.basis.codes):
            for step in steps:
                missing = draft.builder.find("shortfall", capability.code, code, str(step))
                value.add(unit_price(draft.basis, capability.code, period, step), missing)
    return value
