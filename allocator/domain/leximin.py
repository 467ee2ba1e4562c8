"""The leximin of burdens by counting: the largest burden, how many states bear it, the next one."""

from dataclasses import dataclass
from typing import NamedTuple

from allocator.domain.policy import Policy


class BurdenCap(NamedTuple):
    """At most `states` states have a burden above `level` basis points; which ones is open."""

    level: int
    states: int


@dataclass(frozen=True, slots=True)
class BurdenRound:
    """A level of burden with at most as many states above it as the rounds before counted."""

    level: int
    """Basis points: the least found."""
    level_bound: int
    """Given the aims and rounds before, no plan has less."""
    states: int | None = None
    """States at or above the level: the fewest found. None: not searched, so nothing is claimed."""
    states_bound: int | None = None
    """Given the level, no plan has fewer."""

    @property
    def level_proven(self) -> bool:
        """No plan has less."""
        return self.level == self.level_bound

    @property
    def proven(self) -> bool:
        """Neither the level nor its count can be bettered."""
        counted = self.states is not None and self.states == self.states_bound
        return counted and self.level_proven


@dataclass(frozen=True, slots=True)
class Leximin:
    """Burdens settled from the top, round by round."""

    rounds: tuple[BurdenRound, ...]
    """Levels fall, counts rise."""
    finished: bool
    """All rounds that the policy asks for were searched."""

    @property
    def exact(self) -> bool:
        """The burdens from the top are the leximin, as far as the policy asks: all is proven."""
        return self.finished and all(each.proven for each in self.rounds)

    def caps(self, policy: Policy) -> tuple[BurdenCap, ...]:
        """What later aims keep: of every round its level within the tolerance of the spread.

        A last cap keeps the last count: above the level below the last one, within the tolerance.
        The states counted by a round before it need no cap of their own, since the level of the
        next round is lower still.
        """
        caps: list[BurdenCap] = []
        above: int | None = 0
        for each in self.rounds:
            if above is not None:
                caps.append(BurdenCap(policy.held_at("spread", each.level), above))
            above = each.states
        last = self.rounds[-1].level
        if above is not None and last > 0:
            caps.append(BurdenCap(policy.held_at("spread", last - 1), above))
        return tuple(caps)
