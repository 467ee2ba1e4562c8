"""Burden: nobody pays more of its key money than its ceiling, or less than its floor, and nobody
more than it would alone or does under the plan in force where policy forbids that."""

from collections.abc import Iterator

from allocator.accounts.burden import key_money
from allocator.accounts.in_force import new_money_in_force
from allocator.accounts.ledger import Ledger
from allocator.accounts.stand_alone import stand_alone
from allocator.domain.member_state import MemberState
from allocator.domain.quantity import WHOLE, euros
from allocator.domain.violation import Violation
from allocator.verify.wording import percent


def burden(ledger: Ledger) -> list[Violation]:
    """floor x key_money <= 10,000 x new money <= ceiling x key_money; no key, no new money."""
    bases, policy = key_money(ledger.scenario), ledger.scenario.policy
    broken = [
        Violation(family="burden", subject=(state.code,), message=message)
        for state in ledger.scenario.states
        for message in _broken(
            state,
            ledger.new_money[state.code],
            bases[state.code],
            policy.small_state_burden_ceiling,
        )
    ]
    return [*broken, *_above_limits(ledger)]


def _above_limits(ledger: Ledger) -> Iterator[Violation]:
    policy = ledger.scenario.policy
    limits: list[tuple[str, str, int]] = []
    if policy.stand_alone_limit:
        limits += [
            (state, "alone it would reach its key share of every requirement for", alone.limit)
            for state, alone in stand_alone(ledger).items()
            if alone.limit is not None
        ]
    if policy.burden_limit_in_force:
        in_force = new_money_in_force(ledger.scenario)
        limits += [(state, "the plan in force asks for", most) for state, most in in_force.items()]
    for state, words, most in limits:
        money = ledger.new_money[state]
        if money > most:
            message = f"pays {euros(money)} of new money; {words} {euros(most)}"
            yield Violation(family="burden", subject=(state,), message=message)


def _broken(state: MemberState, money: int, base: int, protected: int | None) -> Iterator[str]:
    pays = f"pays {euros(money)} of new money"
    if not base and money:
        yield f"{pays}, but its burden key is zero and gives it none to pay"
    ceilings: list[tuple[str, int | None]] = [("its ceiling", state.burden_ceiling)]
    if state.small_state:
        ceilings.append(("the protected ceiling of small states", protected))
    for name, ceiling in ceilings:
        if ceiling is not None and WHOLE * money > ceiling * base:
            yield f"{pays}; {name} is {percent(ceiling)} of its key money of {euros(base)}"
    floor = state.burden_floor
    if floor is not None and WHOLE * money < floor * base:
        yield f"{pays}; its floor is {percent(floor)} of its key money of {euros(base)}"
