"""What a solve comes to: a plan with its proof, no plan at all, or no answer in time."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from allocator.domain.leximin import Leximin
from allocator.domain.plan import Plan
from allocator.domain.policy import AimName


def gap(value: int, bound: int) -> Fraction:
    """How far a value may still be from the least one, as a part of the value; 0 when proven."""
    return Fraction(max(0, value - bound), max(1, abs(value)))


@dataclass(frozen=True, slots=True)
class AimResult:
    """An aim's value in the plan, the least found, and the least proven possible."""

    name: AimName
    value: int
    least: int
    """Least value found in the aim's own turn; the plan's value is above it where later aims made
    use of the tolerance."""
    bound: int
    """Given the aims before it, no plan has less."""
    seconds: float
    leximin: Leximin | None = None
    """Of the spread alone: its rounds of burdens, the first of which is `least`."""

    @property
    def proven(self) -> bool:
        """The least value cannot be bettered."""
        return self.least == self.bound

    @property
    def gap(self) -> Fraction:
        """`gap` of the least value found."""
        return gap(self.least, self.bound)


@dataclass(frozen=True, slots=True)
class Solved:
    """A plan that holds every row. Optimal when every aim and every round of burdens is proven,
    feasible otherwise."""

    plan: Plan
    aims: tuple[AimResult, ...]
    """In the order in which they were improved."""
    reproducible: bool
    """False when a clock or the user stopped the search."""

    @property
    def verdict(self) -> Literal["optimal", "feasible"]:
        rounds = [aim.leximin for aim in self.aims if aim.leximin is not None]
        proven = all(aim.proven for aim in self.aims) and all(each.exact for each in rounds)
        return "optimal" if proven else "feasible"


@dataclass(frozen=True, slots=True)
class ElasticRow:
    """A row that may give way: family, codes, and by how much it does, in its own unit."""

    family: str
    subject: tuple[str, ...]
    amount: int
    """0 where it holds."""


@dataclass(frozen=True, slots=True)
class Infeasible:
    """Proven: no plan holds all pledges, floors, forced pools and contracted payments.

    `rows` are those that gave way in the least violation found. Others may conflict as well, and
    other rows might give way in their place.
    """

    rows: tuple[ElasticRow, ...]
    at_least: Fraction
    """Proven of every plan: what its rows give way by, each as a part of its own size, in sum."""
    binding: tuple[ElasticRow, ...] = ()
    """Rows that hold with nothing to spare and share a state or a capability with one of `rows`:
    what these may be in conflict with."""
    reproducible: bool = True
    """False when a clock or the user ended the search before the least violation was proven."""
    verdict: Literal["infeasible"] = "infeasible"


@dataclass(frozen=True, slots=True)
class Undecided:
    """Neither a plan nor a proof that there is none, within the effort allowed."""

    rows: tuple[ElasticRow, ...]
    reproducible: bool
    """False when a clock or the user stopped the search."""
    verdict: Literal["undecided"] = "undecided"


Outcome = Solved | Infeasible | Undecided
