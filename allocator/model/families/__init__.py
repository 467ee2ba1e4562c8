"""The families of constraints, one file each; docs/model.md has a heading for every one.

A family speaks twice: to the domains, where it says what a single decision can be at most, and to
the draft, where it adds rows. Some do only one of the two.

Rows that may give way are named so that their cells can be found: budget (state, period) and
(state, first period, last period, "window"), both also followed by "floor"; burden (state,
"floor"); pledges (object, code, state or "", period, row) and ("rule", code, binds, on, state,
period where there is one).
"""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from allocator.model.domains import Domains
from allocator.model.draft import Draft
from allocator.model.families.access import access
from allocator.model.families.budget import budget, budget_domain
from allocator.model.families.burden import burden
from allocator.model.families.capacity import capacity, capacity_domain
from allocator.model.families.components import components, components_domain
from allocator.model.families.concentration import concentration, concentration_domain
from allocator.model.families.dependence import dependence, offers
from allocator.model.families.enablers import counted_is_there, enablers
from allocator.model.families.footprint import footprint
from allocator.model.families.holdings import holdings, holdings_domain
from allocator.model.families.lead_time import lead_time
from allocator.model.families.leadership import leadership, leadership_domain
from allocator.model.families.origin import amounts, origin
from allocator.model.families.personnel import personnel
from allocator.model.families.pledges import pledges
from allocator.model.families.pooling import owned_lots, owned_lots_domain, pooling, pooling_domain
from allocator.model.families.requirement import requirement, requirement_domain

DomainFamily = Callable[[Domains], None]
RowFamily = Callable[[Draft], None]

DOMAINS: Mapping[str, DomainFamily] = {
    "requirement": requirement_domain,
    "access": access,
    "lead_time": lead_time,
    "capacity": capacity_domain,
    "components": components_domain,
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
    "components": components,
    "budget": budget,
    "personnel": personnel,
    "pooling": pooling,
    "leadership": leadership,
    "footprint": footprint,
    "origin": origin,
    "concentration": concentration,
    "enablers": enablers,
    "pledges": pledges,
    "burden": burden,
}
"""In the order in which they add their rows."""

DOMAIN_FACTS: Mapping[str, DomainFamily] = {"pooling": owned_lots_domain, "dependence": offers}
FACTS: Mapping[str, RowFamily] = {
    "pooling": owned_lots,
    "origin": amounts,
    "enablers": counted_is_there,
}
"""What stays of a family that a what-if leaves out: facts, where the rest are rules."""

F = TypeVar("F")


def kept(
    families: Mapping[str, F], facts: Mapping[str, F], holds: Callable[[str], bool]
) -> Iterator[F]:
    """Every family that holds, and of the others the facts alone."""
    for name, family in families.items():
        if holds(name):
            yield family
        elif name in facts:
            yield facts[name]


FAMILIES: Mapping[str, DomainFamily | RowFamily] = {
    "requirement": requirement,
    "holdings": holdings,
    "capacity": capacity,
    "components": components,
    "lead_time": lead_time,
    "budget": budget,
    "personnel": personnel,
    "pooling": pooling,
    "leadership": leadership,
    "footprint": footprint,
    "origin": origin,
    "access": access,
    "concentration": concentration,
    "dependence": dependence,
    "enablers": enablers,
    "pledges": pledges,
    "burden": burden,
}
"""Every family by name, in the order of docs/model.md."""
