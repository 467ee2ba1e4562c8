"""What a solve comes to: a plan with its proof, no plan at all, or no answer in time."""

from dataclasses import dataclass
from typing import Literal

from allocator.domain.leximin import Leximin
from allocator.domain.plan import Plan
from allocator.domain.policy import AimName


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
    def gap(self) -> float:
        """(least - bound) / least; 0 when proven."""
        return 0.0 if self.proven else (self.least - self.bound) / abs(self.least)


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
    """A row that had to give way: family, codes, and by how much at least one of them must."""

    family: str
    subject: tuple[str, ...]
    amount: int


@dataclass(frozen=True, slots=True)
class Infeasible:
    """Proven: no plan holds all pledges, floors, forced pools and contracted payments.

    `rows` are those that gave way in the least violation found.
    """

    rows: tuple[ElasticRow, ...]
    reproducible: bool = True
    verdict: Literal["infeasible"] = "infeasible"


@dataclass(frozen=True, slots=True)
class Undecided:
    """Neither a plan nor a proof that there is none, within the effort allowed."""

    rows: tuple[ElasticRow, ...]
    reproducible: bool
    """False when a clock or the user stopped the search."""
    verdict: Literal["undecided"] = "undecided"


Outcome = Solved | Infeasible | Undecided
