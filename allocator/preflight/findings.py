"""All findings about a scenario, in a fixed order."""

from allocator.accounts.ledger import Ledger
from allocator.domain.plan import Plan
from allocator.domain.problem import Finding
from allocator.domain.scenario import Scenario
from allocator.preflight.burdens import burden_findings
from allocator.preflight.components import component_findings
from allocator.preflight.coverage import coverage_findings
from allocator.preflight.enablers import enabler_findings
from allocator.preflight.funds import fund_findings
from allocator.preflight.money import money_findings
from allocator.preflight.pools import pool_findings
from allocator.preflight.price_bands import price_band_findings


def findings(scenario: Scenario) -> tuple[Finding, ...]:
    """What simple arithmetic shows to be out of reach, whatever the plan.

    Families that a what-if leaves out put nothing out of reach.
    """
    ledger, holds = Ledger(scenario, Plan()), scenario.policy.holds
    return (
        *(money_findings(scenario) if holds("budget") else ()),
        *(burden_findings(ledger) if holds("burden") else ()),
        *(pool_findings(ledger) if holds("pooling") else ()),
        *(component_findings(ledger) if holds("components") else ()),
        *coverage_findings(ledger),
        *(enabler_findings(ledger) if holds("enablers") else ()),
        *price_band_findings(ledger),
        *(fund_findings(ledger) if holds("origin") and holds("budget") else ()),
    )
