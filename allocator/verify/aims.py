"""What a plan claims of its aims, recomputed."""

from collections.abc import Mapping

from allocator.accounts.aims import AIM_VALUES
from allocator.accounts.ledger import Ledger
from allocator.domain.plan import Plan
from allocator.domain.policy import AimName
from allocator.domain.scenario import Scenario
from allocator.domain.violation import Violation
from allocator.verify.decisions import malformed_decisions


def aim_violations(
    scenario: Scenario, plan: Plan, claimed: Mapping[AimName, int]
) -> tuple[Violation, ...]:
    """Claimed values that differ from the plan's own.

    None for a plan whose decisions are malformed: `violations` answers that.
    """
    if malformed_decisions(scenario, plan):
        return ()
    ledger = Ledger(scenario, plan)
    found = []
    for aim, claim in claimed.items():
        value = AIM_VALUES[aim](ledger)
        if value != claim:
            found.append(
                Violation(
                    family="aims",
                    subject=(aim,),
                    message=f"claimed to be {claim:,}, but the plan's decisions come to {value:,}",
                )
            )
    return tuple(found)
