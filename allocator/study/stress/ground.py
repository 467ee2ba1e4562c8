"""What all losses of a stress test share."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property

from allocator.accounts.aims import AIM_VALUES
from allocator.accounts.ledger import Ledger
from allocator.domain.plan import Plan
from allocator.domain.policy import AimName
from allocator.domain.provenance import Provenance
from allocator.domain.scenario import Scenario
from allocator.engine.effort import Effort
from allocator.engine.way import Way
from allocator.study.held.ordered import ordered

FIRST: AimName = "shortfall"
STAYING: tuple[AimName, ...] = ("spread", "cost", "reliance")
"""Aims that a search around the plan is not to throw away."""
BASE = "nothing"
"""The key of the plan re-optimised with nothing lost."""
PRECIOUS = 200
"""While rows are mended the shortfall weighs so many times more than an aim usually does then: a
loss breaks many orders, and each is worth much less than all there is."""


@dataclass(frozen=True)
class Common:
    """What all losses share; it travels to each process once."""

    scenario: Scenario
    plan: Plan
    provenance: Provenance
    """Of the plan."""
    before: int
    """What is ordered before this month stays ordered."""
    effort: Effort
    time_limit: float | None = None
    seed: int = 0
    way: Way = "auto"
    """Forces how programs are taken, for tests."""
    repaired: bool = True
    """Whether a large program is searched from what is left of the plan, not from the status quo;
    otherwise for measurements."""

    @cached_property
    def ordered(self) -> Plan:
        """What of the plan stays, where nothing is lost."""
        return ordered(Ledger(self.scenario, self.plan), self.before)

    @cached_property
    def worth(self) -> Mapping[AimName, int]:
        """What a search stays near: other aims of the plan, and little enough of the shortfall that
        it is never enough, and weighs while rows are mended."""
        ledger = Ledger(self.scenario, self.plan)
        found = {aim: AIM_VALUES[aim](ledger) for aim in STAYING if aim in self.scenario.aims}
        proven = next((aim.bound for aim in self.provenance.aims if aim.name == FIRST), 0)
        if 2 * proven > self.shortfall:
            found[FIRST] = proven // PRECIOUS
        return found

    @cached_property
    def shortfall(self) -> int:
        """Of the plan."""
        return AIM_VALUES[FIRST](Ledger(self.scenario, self.plan))

    def __getstate__(self) -> dict[str, object]:
        """Without what each process finds for itself."""
        return {each.name: getattr(self, each.name) for each in fields(self)}


def unyielding(scenario: Scenario) -> Scenario:
    """The scenario in which nothing of the shortfall is given up for later aims."""
    policy = scenario.policy
    kept = tuple((aim, part) for aim, part in policy.tolerances if aim != FIRST)
    return scenario.replaced(policy=policy.model_copy(update={"tolerances": kept}))
