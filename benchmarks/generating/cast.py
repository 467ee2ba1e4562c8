"""Which state plays whose part: the states of a drawn scenario and how they change places."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from allocator.domain.member_state import MemberState
from allocator.domain.scenario import Scenario
from benchmarks.generating.chance import Chance

REACH = 4
"""Ranks of GDP within which two states may change places."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The states that take part, and how much of the alliance they are."""

    states: tuple[MemberState, ...]
    weight: Fraction
    """Their part of the reference's GDP; 1 when all take part."""

    @property
    def codes(self) -> frozenset[str]:
        """Codes of the states."""
        return frozenset(state.code for state in self.states)

    @classmethod
    def whole(cls, scenario: Scenario) -> "Cast":
        """All states."""
        return cls(scenario.states, Fraction(1))

    @classmethod
    def part(cls, scenario: Scenario, chance: Chance, number: int) -> "Cast":
        """So many states, one of them among the largest five so that there is industry."""
        ranked = sorted(scenario.states, key=lambda state: (-state.gdp, state.code))
        large = chance.pick(ranked[:5])
        others = chance.random.sample([state for state in ranked if state != large], number - 1)
        states = tuple(sorted((large, *others), key=lambda state: state.code))
        total = sum(state.gdp for state in scenario.states)
        return cls(states, Fraction(sum(state.gdp for state in states), total))

    def roles(self, chance: Chance) -> Mapping[str, str]:
        """Who plays whom: states of the same class and about the same size change places.

        States that take no part are absent.
        """
        roles: dict[str, str] = {}
        for small in (False, True):
            ranked = [
                state.code
                for state in sorted(self.states, key=lambda state: (-state.gdp, state.code))
                if state.small_state == small
            ]
            drawn = [
                (2 * rank + chance.random.randint(0, 2 * REACH), rank)
                for rank in range(len(ranked))
            ]
            order = [ranked[rank] for _, rank in sorted(drawn)]
            roles.update(zip(ranked, order, strict=True))
        return roles
