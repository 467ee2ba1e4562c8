"""All findings about a scenario, in a fixed order."""

from allocator.accounts.ledger import Ledger
from allocator.domain.plan import Plan
from allocator.domain.problem import Finding
from allocator.domain.scenario import Scenario
from allocator.preflight.burdens import burden_findings
from allocator.preflight.carriers import carrier_findings
from allocator.preflight.components import component_findings
from allocator.preflight.contradictions import contradiction_findings
from allocator.preflight.coverage import coverage_findings
from allocator.preflight.crews import crew_findings
from allocator.preflight.doubts import doubt_findings
from allocator.preflight.enablers import enabler_findings
from allocator.preflight.floors import floor_findings
from allocator.preflight.funds import fund_findings
from allocator.preflight.money import money_findings
from allocator.preflight.pledges import pledge_findings
from allocator.preflight.pools import pool_findings
from allocator.preflight.price_bands import price_band_findings
from allocator.preflight.reach import Reach
from allocator.preflight.sums import sum_findings


def findings(scenario: Scenario) -> tuple[Finding, ...]:
    """What simple arithmetic shows to be out of reach, whatever the plan; hopeless rows first.

    Families that a what-if leaves out put nothing out of reach.
    """
    reach, holds = Reach(Ledger(scenario, Plan())), scenario.policy.holds
    unkept = pledge_findings(reach)
    found = (
        *(money_findings(reach) if holds("budget") else ()),
        *floor_findings(reach),
        *unkept.values(),
        *contradiction_findings(reach, unkept),
        *sum_findings(reach, unkept),
        *crew_findings(reach, unkept),
        *(burden_findings(reach) if holds("burden") else ()),
        *(pool_findings(reach) if holds("pooling") else ()),
        *(component_findings(reach.ledger) if holds("components") else ()),
        *coverage_findings(reach),
        *carrier_findings(reach),
        *(enabler_findings(reach) if holds("enablers") else ()),
        *price_band_findings(reach),
        *(fund_findings(reach.ledger) if holds("origin") and holds("budget") else ()),
        *doubt_findings(reach),
    )
    return tuple(sorted(found, key=lambda finding: not finding.hopeless))
