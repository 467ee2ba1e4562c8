"""The families of constraints, one file each; docs/model.md has a heading for every one.

A family speaks twice: to the domains, where it says what a single decision can be at most, and to
the draft, where it adds rows. Some do only one of the two.

Rows that may give way are named so that their cells can be found: budget (state, period) and
(state, period, "floor"); burden (state, "floor"); pledges (object, code, state or "", period, row)
and ("rule", code, binds, on, state, period where there is one).
"""

from collections.abc import Callable, Mapping

from allocator.model.domains import Domains
from allocator.model.draft import Draft
from allocator.model.families.access import access
from allocator.model.families.budget import budget, budget_domain
from allocator.model.families.burden import burden
from allocator.model.families.capacity import capacity, capacity_domain
from allocator.model.families.concentration import concentration, concentration_domain
from allocator.model.families.dependence import dependence
from allocator.model.families.footprint import footprint
from allocator.model.families.holdings import holdings, holdings_domain
from allocator.model.families.lead_time import lead_time
from allocator.model.families.leadership import leadership, leadership_domain
from allocator.model.families.personnel import personnel
from allocator.model.families.pledges import pledges
from allocator.model.families.pooling import pooling, pooling_domain
from allocator.model.families.requirement import requirement

DomainFamily = Callable[[Domains], None]
RowFamily = Callable[[Draft], None]

DOMAINS: Mapping[str, DomainFamily] = {
    "access": access,
    "lead_time": lead_time,
    "capacity": capacity_domain,
    "budget": budget_domain,
    "concentration": concentration_domain,
    "pooling": pooling_domain,
    "leadership": leadership_domain,
    "holdings": holdings_domain,
    "dependence": dependence,
}
"""In the order in which they narrow: each builds on what is left by those before it."""

ROWS: Mapping[str, RowFamily] = {
    "requirement": requirement,
    "holdings": holdings,
    "capacity": capacity,
    "budget": budget,
    "personnel": personnel,
    "pooling": pooling,
    "leadership": leadership,
    "footprint": footprint,
    "concentration": concentration,
    "pledges": pledges,
    "burden": burden,
}
"""In the order in which they add their rows."""

FAMILIES: Mapping[str, DomainFamily | RowFamily] = {
    "requirement": requirement,
    "holdings": holdings,
    "capacity": capacity,
    "lead_time": lead_time,
    "budget": budget,
    "personnel": personnel,
    "pooling": pooling,
    "leadership": leadership,
    "footprint": footprint,
    "access": access,
    "concentration": concentration,
    "dependence": dependence,
    "pledges": pledges,
    "burden": burden,
}
"""Every family by name, in the order of docs/model.md."""
