"""What is asked of a joint program, with what means, and what is answered."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from allocator.domain.outcome import gap
from allocator.domain.plan import Plan
from allocator.engine.effort import BUDGETS, WHOLE_SIZE, Budget, Effort
from allocator.engine.joint.joint import Joint
from allocator.engine.watch import Watch
from allocator.engine.way import Way
from allocator.model.linear_form import LinearForm

JointAim = Literal["worst shortfall", "all shortfalls", "largest burden", "all money"]
JOINT_AIMS: tuple[JointAim, ...] = (
    "worst shortfall",
    "all shortfalls",
    "largest burden",
    "all money",
)
"""In their order. Nothing is given up of one for the sake of the next."""


def forms_of(joint: Joint) -> dict[JointAim, LinearForm]:
    """The aims as forms: the largest shortfall of any scenario, the shortfalls of all together, the
    largest burden of any scenario, the new money of all together."""
    return {
        "worst shortfall": joint.aims["shortfall"],
        "all shortfalls": joint.shortfall,
        "largest burden": joint.aims["spread"],
        "all money": joint.money,
    }


@dataclass(frozen=True, slots=True)
class Reached:
    """What an aim came to, and what is proven of it given the aims before it."""

    name: JointAim
    value: int
    bound: int

    @property
    def proven(self) -> bool:
        """The value cannot be bettered."""
        return self.value == self.bound

    @property
    def gap(self) -> Fraction:
        """How far the value may be from the least one, as a part of it."""
        return gap(self.value, self.bound)


@dataclass(frozen=True, slots=True)
class Together:
    """A plan for each scenario, the same in what is decided here and now."""

    plans: tuple[Plan, ...]
    shortfalls: tuple[int, ...]
    """Weighted, of each scenario."""
    aims: tuple[Reached, ...]


Verdict = Literal["infeasible", "undecided"]


@dataclass(frozen=True, slots=True)
class Means:
    """How to search, and with what."""

    effort: Effort
    watch: Watch
    seed: int = 0
    workers: int = 1
    way: Way = "auto"

    def whole(self, joint: Joint) -> bool:
        """Whether CP-SAT takes all of it at once."""
        if self.way != "auto":
            return self.way == "whole"
        return len(joint.program.variables) <= WHOLE_SIZE

    def budget(self, joint: Joint) -> Budget:
        """Deterministic seconds for a program of its size."""
        return BUDGETS[self.effort].sized(len(joint.program.index))
