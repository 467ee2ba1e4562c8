"""Floors and ceilings of burdens."""

from allocator.domain.member_state import MemberState
from allocator.domain.quantity import WHOLE
from allocator.model.draft import Draft


def burden(draft: Draft) -> None:
    """New money stays within its share of key money.

    floor x key_money[s] / 10,000 <= new_money[s] <= ceiling x key_money[s] / 10,000; a small
    state also stays under the policy's protected ceiling; a state without key money has no new
    money. Floors may give way.
    """
    for state in draft.basis.scenario.states:
        point = draft.basis.key_money[state.code] // WHOLE
        money = draft.total_new_money(state.code)
        ceiling = _ceiling(draft, state) if point else 0
        if ceiling is not None:
            draft.builder.row("burden", (state.code, "ceiling"), money, upper=ceiling * point)
        if state.burden_floor:
            draft.builder.row(
                "burden",
                (state.code, "floor"),
                money,
                lower=state.burden_floor * point,
                elastic=True,
            )


def _ceiling(draft: Draft, state: MemberState) -> int | None:
    """The lower of the state's own and the protected one, in basis points; None without any."""
    protected = draft.basis.scenario.policy.small_state_burden_ceiling
    ceilings = [state.burden_ceiling, protected if state.small_state else None]
    return min((ceiling for ceiling in ceilings if ceiling is not None), default=None)
