"""The yardstick of burdens: each state's part of the alliance's GDP by the burden key."""

from collections.abc import Mapping
from fractions import Fraction

from allocator.domain.member_state import MemberState
from allocator.domain.policy import BurdenKey
from allocator.domain.quantity import ceil_div
from allocator.domain.scenario import Scenario

GRAIN = 10_000
"""kEUR to which key money is rounded up, so that a basis point of it is whole."""


def key_money(scenario: Scenario) -> Mapping[str, int]:
    """kEUR by state: (sum of GDP) x key / (sum of keys), rounded up to EUR 10 million.

    Parts of a blend are each divided by their sum first. Zero where a state's key is.
    """
    keys = {state.code: Fraction(0) for state in scenario.states}
    for part in scenario.policy.burden_key:
        total = sum(_key(state, part.key) for state in scenario.states)
        for state in scenario.states if total else ():
            keys[state.code] += Fraction(part.weight * _key(state, part.key), total)
    wealth = sum(state.gdp for state in scenario.states)
    whole = sum(keys.values())
    if not whole:
        return dict.fromkeys(keys, 0)
    money = {code: wealth * key / whole for code, key in keys.items()}
    return {
        code: GRAIN * ceil_div(amount.numerator, amount.denominator * GRAIN)
        for code, amount in money.items()
    }


def _key(state: MemberState, key: BurdenKey) -> int:
    if key == "column":
        return state.burden_key or 0
    return int(getattr(state, key))
