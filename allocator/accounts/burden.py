"""What a plan costs each state beside what it can bear."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from allocator.accounts.ledger import Ledger
from allocator.domain.member_state import MemberState
from allocator.domain.policy import BurdenKey
from allocator.domain.quantity import WHOLE, KiloEuro, ceil_div
from allocator.domain.scenario import Scenario

KEY_ROUNDING = KiloEuro(10_000)
"""Key money is rounded up to EUR 10 million."""


@dataclass(frozen=True, slots=True)
class Burden:
    """New money of a state over the horizon and its key money; kEUR."""

    state: str
    new_money: int
    effort: int
    """New money and the baseline effort of the horizon."""
    measured: int
    """What the policy's measure sets against the key: one of the two."""
    key_money: int
    key_share: Fraction
    """The part of the alliance's new money that the key gives the state."""
    money_share: Fraction
    """The part it pays."""

    @property
    def basis_points(self) -> int:
        """Least whole number of basis points of the key money that covers what is measured."""
        return ceil_div(self.measured * WHOLE, self.key_money) if self.key_money else 0

    @property
    def exact(self) -> Fraction:
        """What is measured over key money; 0 without a key."""
        return self.of_key(self.measured)

    def of_key(self, money: int) -> Fraction:
        """Money over key money; 0 without a key."""
        return Fraction(money, self.key_money) if self.key_money else Fraction(0)

    @property
    def above_key(self) -> Fraction:
        """How much of the alliance's new money the state pays beyond its key share."""
        return self.money_share - self.key_share


def burdens(ledger: Ledger) -> Mapping[str, Burden]:
    """By state; every state is there."""
    keys = key_shares(ledger.scenario)
    bases = key_money(ledger.scenario)
    everything = sum(ledger.new_money.values())
    efforts = {
        state: ledger.new_money[state] + own for state, own in baselines(ledger.scenario).items()
    }
    with_baseline = ledger.scenario.policy.burden_measure == "effort"
    return {
        state: Burden(
            state=state,
            new_money=money,
            effort=efforts[state],
            measured=efforts[state] if with_baseline else money,
            key_money=bases[state],
            key_share=keys[state],
            money_share=Fraction(money, everything) if everything else Fraction(0),
        )
        for state, money in ledger.new_money.items()
    }


def largest_burden(ledger: Ledger) -> int:
    """In basis points: the value of the aim spread."""
    return max(burden.basis_points for burden in burdens(ledger).values())


def falling_burdens(ledger: Ledger) -> tuple[int, ...]:
    """The burdens of all states that have a key, in basis points, from the largest."""
    borne = (burden for burden in burdens(ledger).values() if burden.key_money)
    return tuple(sorted((burden.basis_points for burden in borne), reverse=True))


def baselines(scenario: Scenario) -> Mapping[str, int]:
    """State -> kEUR of the horizon spent on defence without the plan, rounded up."""
    months = sum(period.months for period in scenario.periods)
    return {state.code: ceil_div(state.baseline_effort * months, 12) for state in scenario.states}


def key_shares(scenario: Scenario) -> Mapping[str, Fraction]:
    """Part of each state in the burden key; they add up to 1, or are all 0 without any key.

    In a blend each key is divided by its sum over the states before it is weighted, so that a key
    counts by its weight and not by its unit; a key that is zero for all states counts nothing.
    """
    blend = {state.code: Fraction(0) for state in scenario.states}
    for part in scenario.policy.burden_key:
        keys = {state.code: _key(state, part.key) for state in scenario.states}
        total = sum(keys.values())
        if total:
            for state, key in keys.items():
                blend[state] += Fraction(part.weight * key, total)
    whole = sum(blend.values())
    return {state: share / whole if whole else share for state, share in blend.items()}


def key_money(scenario: Scenario) -> Mapping[str, int]:
    """kEUR by state: the sum of GDP by the key, rounded up to EUR 10 million.

    With GDP as the key this is one year's own GDP, so every burden reads as a part of a year's GDP.
    """
    gdp = sum(state.gdp for state in scenario.states)
    shares = key_shares(scenario)
    return {
        state: KEY_ROUNDING * ceil_div(gdp * share.numerator, KEY_ROUNDING * share.denominator)
        for state, share in shares.items()
    }


def _key(state: MemberState, key: BurdenKey) -> int:
    match key:
        case "gdp":
            return state.gdp
        case "population":
            return state.population
        case "nato_cost_share":
            return state.nato_cost_share
        case "column":
            return state.burden_key or 0
