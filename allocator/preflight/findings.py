"""All findings about a scenario, in a fixed order."""

from allocator.accounts.ledger import Ledger
from allocator.domain.plan import Plan
from allocator.domain.problem import Finding
from allocator.domain.scenario import Scenario
from allocator.preflight.coverage import coverage_findings
from allocator.preflight.money import money_findings
from allocator.preflight.pools import pool_findings


def findings(scenario: Scenario) -> tuple[Finding, ...]:
    """What simple arithmetic shows to be out of reach, whatever the plan."""
    ledger = Ledger(scenario, Plan())
    return (
        *money_findings(scenario),
        *pool_findings(ledger),
        *coverage_findings(ledger),
    )
