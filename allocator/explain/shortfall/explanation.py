"""What was found of a shortfall."""

from dataclasses import dataclass

from allocator.explain.shortfall.dates import Dates
from allocator.explain.shortfall.oracle import Found
from allocator.explain.shortfall.sizes import Sized
from allocator.explain.stipulations.stipulation import Stipulation


@dataclass(frozen=True, slots=True)
class Lever:
    """Cells that win units if they are changed, and how."""

    cells: tuple[Stipulation, ...]
    sized: Sized


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that was found of a shortfall; units of the capability in the period."""

    capability: str
    period: str
    missing: int
    """In the plan."""
    base: Found
    """Decided anew as things are, nothing else being worse."""
    least: int | None
    """With everything taken away but time and outside support; None where it could not be told."""
    ever: int | None
    """With everything taken away."""
    alone: tuple[Lever, ...]
    """Cells that win something by themselves, the one that wins most first."""
    crowds: tuple[tuple[Stipulation, ...], ...]
    """Groups of which some cells win something, not looked into any further."""
    together: Lever | None
    """The fewest cells that win all there is to win in time without more outside support."""
    dates: Dates
    finished: bool
    whole: bool
    """Everything was decided anew, else the capability with what it counts beside."""
