"""Aim: the largest burden."""

from collections.abc import Sequence

from allocator.domain.quantity import WHOLE, ceil_div
from allocator.model.draft import Draft
from allocator.model.key_money import baseline
from allocator.model.linear_form import Terms


def spread(draft: Draft) -> Terms:
    """The largest burden in basis points.

    baseline[s] + new_money[s] <= largest x key_money[s] / 10,000, where the baseline counts under
    the measure `effort` alone. Key money is a whole number of EUR 10 million, so a basis point of
    it is whole kEUR. States without key money have no new money and no burden.
    """
    scenario, money = draft.basis.scenario, dict[str, tuple[Terms, int]]()
    for state in scenario.states:
        point = draft.basis.key_money[state.code] // WHOLE
        if point:
            spent = draft.total_new_money(state.code)
            spent.constant += baseline(scenario, state)
            money[state.code] = (spent, point)

    def largest(values: Sequence[int]) -> int:
        burdens = (ceil_div(spent.value(values), point) for spent, point in money.values())
        return max(burdens, default=0)

    most = max(
        (ceil_div(draft.builder.most(spent), point) for spent, point in money.values()), default=0
    )
    variable = draft.auxiliary("largest_burden", (), most, largest)
    for code, (spent, point) in money.items():
        draft.builder.row("spread", (code,), spent.copy().add(-point, variable), upper=0)
    return Terms().add(1, variable)
