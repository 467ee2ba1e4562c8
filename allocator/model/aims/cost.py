"""Aim: money, and what missing return is said to be worth."""

from allocator.model.draft import Draft
from allocator.model.linear_form import Terms


def cost(draft: Draft) -> Terms:
    """1,000 x sum of new money + return_price x sum of missing return, in EUR."""
    value = Terms()
    price = draft.basis.scenario.policy.return_price
    for state in draft.basis.states:
        value.include(1_000, draft.total_new_money(state))
        value.add(price, draft.builder.find("missing_return", state))
    return value
