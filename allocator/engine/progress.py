"""What a solve tells its observer while it runs."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from allocator.domain.outcome import gap

FIRST_PHASE = "feasibility"
"""Stands in the place of an aim while the first phase looks for a plan that holds every row."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The best plan so far, for the aim that is being improved."""

    aim: str
    """The aim, or `FIRST_PHASE`."""
    value: int
    bound: int
    seconds: float
    """By the clock, since the solve began."""
    phase: str
    """What the engine is doing: start, relaxation, search, burdens (below the largest) or done."""
    rounds: int = 0
    """Rounds of neighbourhoods that this aim has taken so far; 0 where it takes none."""

    @property
    def gap(self) -> Fraction:
        """How far the value may still be from the least one, as a part of it; 0 when proven."""
        return gap(self.value, self.bound)


Observer = Callable[[Progress], None]
