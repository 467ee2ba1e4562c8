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
    the policy says so. Floors may give way; where they may be moved own ceilings, too, and the
    protected one has a row of its own.
    """
    for state in draft.basis.scenario.states:
        point = draft.basis.key_money[state.code] // WHOLE
        money = draft.total_new_money(state.code)
        for name, ceiling, elastic in _ceilings(draft, state) if point else [("ceiling", 0, False)]:
            draft.builder.row(
                "burden", (state.code, name), money, upper=ceiling * point, elastic=elastic
            )
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


def _ceilings(draft: Draft, state: MemberState) -> Iterator[tuple[str, int, bool]]:
    """(name of the row, basis points, whether it may give way): the lower of the state's own and
    the protected one; both where the own one may be moved."""
    protected = draft.basis.scenario.policy.small_state_burden_ceiling
    own, other = state.burden_ceiling, protected if state.small_state else None
    if draft.basis.movable:
        if own is not None:
            yield "ceiling", own, True
        if other is not None:
            yield "protected", other, False
        return
    ceilings = [ceiling for ceiling in (own, other) if ceiling is not None]
    if ceilings:
        yield "ceiling", min(ceilings), False


def _limits(draft: Draft) -> Iterator[tuple[str, str, int]]:
    """(state, name of the row, kEUR)."""
    policy = draft.basis.scenario.policy
    if policy.stand_alone_limit:
        for state, most in stand_alone(draft.basis).items():
            yield state, "stand_alone", most
    if policy.burden_limit_in_force:
        for state, most in new_money_in_force(draft.basis).items():
            yield state, "in_force", most
