"""The families in the order of docs/model.md, each a function from a ledger to what it breaks."""

from collections.abc import Callable, Mapping

from allocator.accounts.ledger import Ledger
from allocator.domain.violation import Violation
from allocator.verify.families.access import access
from allocator.verify.families.budget import budget
from allocator.verify.families.burden import burden
from allocator.verify.families.capacity import capacity
from allocator.verify.families.components import components
from allocator.verify.families.concentration import concentration
from allocator.verify.families.dependence import dependence, offers
from allocator.verify.families.enablers import counted_is_there, enablers
from allocator.verify.families.footprint import footprint
from allocator.verify.families.holdings import holdings
from allocator.verify.families.lead_time import lead_time
from allocator.verify.families.leadership import leadership
from allocator.verify.families.origin import amounts, origin
from allocator.verify.families.personnel import personnel
from allocator.verify.families.pledges import pledges
from allocator.verify.families.pooling import owned_lots, pooling
from allocator.verify.families.requirement import requirement

Family = Callable[[Ledger], list[Violation]]

FAMILIES: Mapping[str, Family] = {
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

FACTS: Mapping[str, Family] = {
    "pooling": owned_lots,
    "origin": amounts,
    "dependence": offers,
    "enablers": counted_is_there,
}
"""What stays of a family that a what-if leaves out: facts, where the rest are rules."""
