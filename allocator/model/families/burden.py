"""Floors and ceilings of burdens, and the most that going alone or the plan in force would cost."""

from collections.abc import Iterator

from allocator.domain.member_state import MemberState
from allocator.domain.quantity import WHOLE
from allocator.model.draft import Draft
from allocator.model.in_force import new_money_in_force
from allocator.model.stand_alone import stand_alone


def burden(draft: Draft) -> None:
    """New money stays within its share of key money, and at or below the limits policy sets.

    floor x key_money[s] / 10,000 <= new_money[s] <= ceiling x key_money[s] / 10,000; a small
    state also stays under the policy's protected ceiling; a state without key money has no new
    money; new_money[s] <= stand_alone[s] and new_money[s] <= new money of the plan in force where
    the policy says so. Floors may give way.
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
    for state_code, name, most in _limits(draft):
        money = draft.total_new_money(state_code)
        draft.builder.row("burden", (state_code, name), money, upper=most)


def _ceiling(draft: Draft, state: MemberState) -> int | None:
    """The lower of the state's own and the protected one, in basis points; None without any."""
    protected = draft.basis.scenario.policy.small_state_burden_ceiling
    ceilings = [state.burden_ceiling, protected if state.small_state else None]
    return min((ceiling for ceiling in ceilings if ceiling is not None), default=None)


def _limits(draft: Draft) -> Iterator[tuple[str, str, int]]:
    """(state, name of the row, kEUR)."""
    policy = draft.basis.scenario.policy
    if policy.stand_alone_limit:
        for state, most in stand_alone(draft.basis).items():
            yield state, "stand_alone", most
    if policy.burden_limit_in_force:
        for state, most in new_money_in_force(draft.basis).items():
            yield state, "in_force", most
