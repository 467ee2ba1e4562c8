"""All rows of the model, checked on a plan."""

from allocator.accounts.ledger import Ledger
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.domain.violation import Violation
from allocator.verify.decisions import malformed_decisions
from allocator.verify.families import FAMILIES


def violations(scenario: Scenario, plan: Plan) -> tuple[Violation, ...]:
    """Every row that the plan breaks, family by family; empty for a plan that may be sent out.

    A plan with unknown codes or values out of domain is answered by these alone (family
    `decisions`): nothing else can be said of it.
    """
    malformed = malformed_decisions(scenario, plan)
    if malformed:
        return malformed
    ledger = Ledger(scenario, plan)
    return tuple(violation for family in FAMILIES.values() for violation in family(ledger))
