"""What is known of the worth of limits."""

from collections.abc import Mapping
from dataclasses import dataclass

from allocator.explain.marginal.reached import Reached
from allocator.explain.marginal.steps import Steps
from allocator.explain.marginal.trial import Stand


@dataclass(frozen=True, slots=True)
class Worth:
    """A cell, the figures to try in it, and what is known of them."""

    reached: Reached
    steps: Steps
    base: Stand
    """What the aims come to with the cell's own figure."""
    stands: Mapping[int, Stand]
    """By figure, as far as they were tried or follow."""

    @property
    def complete(self) -> bool:
        """Nothing is left to try."""
        return len(self.stands) == len(self.steps.all)


@dataclass(frozen=True, slots=True)
class Marginals:
    """All that was found."""

    worths: tuple[Worth, ...]
    whole: bool
    """Every figure was solved whole; else areas around the plan were decided anew."""
    finished: bool
    """Everything was tried; false where a clock or the user ended the search."""
