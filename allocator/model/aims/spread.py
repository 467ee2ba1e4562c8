"""Aim: the largest burden."""

from collections.abc import Sequence

from allocator.domain.quantity import WHOLE, ceil_div
from allocator.model.draft import Draft
from allocator.model.linear_form import Terms


def spread(draft: Draft) -> Terms:
    """The largest burden in basis points: new_money[s] <= largest x key_money[s] / 10,000.

    Key money is a whole number of EUR 10 million, so a basis point of it is whole kEUR. States
    without key money have no new money and no burden.
    """
    money = {
        state: (draft.total_new_money(state), point)
        for state in draft.basis.states
        if (point := draft.basis.key_money[state] // WHOLE)
    }

    def largest(values: Sequence[int]) -> int:
        burdens = (ceil_div(spent.value(values), point) for spent, point in money.values())
        return max(burdens, default=0)

    most = max(
        (ceil_div(draft.builder.most(spent), point) for spent, point in money.values()), default=0
    )
    variable = draft.auxiliary("largest_burden", (), most, largest)
    for state, (spent, point) in money.items():
        draft.builder.row("spread", (state,), spent.copy().add(-point, variable), upper=0)
    return Terms().add(1, variable)
