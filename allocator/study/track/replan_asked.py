"""What a re-plan starts from, and what comes of it."""

from dataclasses import dataclass

from allocator.domain.outcome import ElasticRow, Outcome
from allocator.domain.plan import Plan
from allocator.domain.policy import STEADINESS, AimName
from allocator.domain.scenario import Scenario
from allocator.study.held.ordered import Least
from allocator.study.track.fixed import Fixed
from allocator.study.track.past import Past
from allocator.study.track.search import FIRST, with_aims
from allocator.study.track.signed import signed

STEADY_AIMS: tuple[AimName, ...] = ("changes", "change_size")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a re-plan starts from."""

    scenario: Scenario
    """With the old plan in force; what the new plan answers to."""
    past: Past
    agreed: int
    """Shortfall of the old plan in the scenario it was made of."""
    old: Plan
    """What of the old plan the scenario knows."""
    order: tuple[AimName, ...] = ()
    """The aims in the order of the workbook; empty: in that of the scenario."""
    free: bool = False
    """Whether nothing of the old plan is to be held beyond past and orders: then none is in
    force."""
    before: Scenario | None = None
    """The scenario that the old plan was made of, whose lead times say what is ordered by now;
    None: they are those of `scenario`."""
    keep: tuple[str, ...] = ()
    """States whose decisions stay as planned wherever that is possible."""

    @property
    def signed(self) -> Least:
        """What is ordered and decided by now."""
        return signed(self.before or self.scenario, self.old, self.past)


@dataclass(frozen=True, slots=True)
class Replanned:
    """What came of it; `outcome` answers to the scenario, its aims in the scenario's order."""

    scenario: Scenario
    outcome: Outcome
    stays: bool = False
    """The old plan goes on, row by row."""
    late: tuple[ElasticRow, ...] = ()
    """Of what is ordered, what does not come by when it was planned."""
    unlike: tuple[ElasticRow, ...] = ()
    """Of what is not confirmed, what cannot have been as planned."""
    unkept: tuple[ElasticRow, ...] = ()
    """Of what states that are to be kept had planned, what cannot be."""
    fixed: Fixed | None = None
    """The model with the past, states that are kept free in it; None where the old plan stays, or
    there is none with such a past."""


def steady(scenario: Scenario) -> Scenario:
    """The scenario with the aims of a re-plan: shortfall, changes, their size, then as it had them.

    Nothing of changes and their size is given up for what comes after them.
    """
    kept = tuple(pair for pair in scenario.policy.tolerances if pair[0] not in STEADINESS)
    return with_aims(scenario, (FIRST, *STEADY_AIMS), tolerances=kept)
