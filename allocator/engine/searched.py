"""What rounds of neighbourhoods search: a program, and what follows from its decisions."""

from collections.abc import Mapping
from typing import Protocol

from allocator.domain.policy import AimName
from allocator.model.linear_form import IntArray, LinearForm
from allocator.model.program import Program


class Searched(Protocol):
    """A model of one scenario, or of several that decide some things together."""

    @property
    def program(self) -> Program:
        """All variables and rows."""
        ...

    @property
    def aims(self) -> Mapping[AimName, LinearForm]:
        """Among them `spread`, the single variable of the largest burden."""
        ...

    def settled(self, vector: IntArray) -> IntArray:
        """The assignment with what follows from its decisions computed anew."""
        ...
