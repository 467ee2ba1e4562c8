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

    Zero where a state's key is.
    """
    wealth = sum(state.gdp for state in scenario.states)
    money = {code: wealth * share for code, share in key_shares(scenario).items()}
    return {
        code: GRAIN * ceil_div(amount.numerator, amount.denominator * GRAIN)
        for code, amount in money.items()
    }


def key_shares(scenario: Scenario) -> Mapping[str, Fraction]:
    """Key / (sum of keys) by state; all 0 without any key. Parts of a blend are each divided by
    their sum first."""
    keys = {state.code: Fraction(0) for state in scenario.states}
    for part in scenario.policy.burden_key:
        total = sum(_key(state, part.key) for state in scenario.states)
        for state in scenario.states if total else ():
            keys[state.code] += Fraction(part.weight * _key(state, part.key), total)
    whole = sum(keys.values())
    return {code: key / whole if whole else key for code, key in keys.items()}


def baseline(scenario: Scenario, state: MemberState) -> int:
    """kEUR of the horizon that count beside new money: by the measure `effort` what the state
    spends on defence without the plan, rounded up; else nothing."""
    if scenario.policy.burden_measure == "new_money":
        return 0
    months = sum(period.months for period in scenario.periods)
    return ceil_div(state.baseline_effort * months, 12)


def _key(state: MemberState, key: BurdenKey) -> int:
    if key == "column":
        return state.burden_key or 0
    return int(getattr(state, key))
