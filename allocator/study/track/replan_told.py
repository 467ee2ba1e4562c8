"""What a re-plan tells, as records: changes with their causes, and what holding on costs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from allocator.accounts.decisions import Codes
from allocator.domain.policy import AimName

CauseKind = Literal[
    "its own past", "line late", "workbook", "pool", "shortfall elsewhere", "money", "follows"
]


@dataclass(frozen=True, slots=True)
class Changed:
    """A decision over its periods that a re-plan makes otherwise, and why."""

    decision: str
    codes: Codes
    """Without the period."""
    before: Mapping[str, int]
    """By period that the old plan speaks of, in force; with the empty one for `join`, `lead`."""
    after: Mapping[str, int]
    announced: bool
    settled: bool
    """Only past periods differ: nothing is decided anew in it."""
    size: int
    """kEUR, weighted: what the aim change_size counts."""
    cause: CauseKind
    sentence: str
    """`B gets 2 lots from B1 in 2028 instead of 2027, because ...`"""


@dataclass(frozen=True, slots=True)
class SteadyAndFree:
    """A figure of the re-plan beside that of a plan that is free to change."""

    steady: int
    free: int

    @property
    def price(self) -> int:
        """What it costs to keep."""
        return self.steady - self.free


@dataclass(frozen=True, slots=True)
class PriceOfKeeping:
    """What it costs to hold on to the old plan; no plan that is free is worse in the order of the
    aims, so the shortfall's price is never below nothing."""

    shortfall: SteadyAndFree
    """Weighted."""
    largest: SteadyAndFree
    """Basis points of the key money."""
    money: SteadyAndFree
    """kEUR of new money."""
    searched: tuple[AimName, ...]
    """Aims that the free plan was improved by; figures of others just came out so."""
    free_bound: int
    """No plan with the same past has a smaller shortfall than this."""
    proven: bool
    """Whether no free plan is better, aim by aim up to the cost."""
