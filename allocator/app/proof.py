"""The check no plan escapes: every family and every aim, from first principles."""

from allocator.domain.outcome import Solved
from allocator.domain.scenario import Scenario
from allocator.errors import VerificationError
from allocator.verify.aims import aim_violations
from allocator.verify.leximin import leximin_violations
from allocator.verify.verify import violations


def proven_plan(scenario: Scenario, outcome: Solved) -> None:
    """Raise VerificationError unless the plan holds every family and its aims and burdens are as
    claimed."""
    claimed = {aim.name: aim.value for aim in outcome.aims}
    found = (
        *violations(scenario, outcome.plan),
        *aim_violations(scenario, outcome.plan, claimed),
        *leximin_violations(scenario, outcome.plan, outcome.aims),
    )
    if found:
        raise VerificationError(found)
