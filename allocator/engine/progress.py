"""What a solve tells its observer while it runs."""

from collections.abc import Callable
from dataclasses import dataclass

FIRST_PHASE = "feasibility"
"""Stands in the place of an aim while the first phase looks for a plan that holds every row."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The best plan so far, for the aim that is being improved."""

    aim: str
    """The aim, or `FIRST_PHASE`."""
    value: int
    bound: int
    gap: float
    """(value - bound) / |value|; 0 when the value is proven least."""
    seconds: float
    """By the clock, since the solve began."""
    phase: str
    """What the engine is doing: start, relaxation, search, burdens (below the largest) or done."""
    rounds: int = 0
    """Rounds of neighbourhoods that this aim has taken so far; 0 where it takes none."""


Observer = Callable[[Progress], None]


def gap(value: int, bound: int) -> float:
    """How far a value may still be from the least one, relative to the value."""
    return 0.0 if value <= bound else (value - bound) / max(1, abs(value))
