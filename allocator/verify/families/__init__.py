"""The families in the order of docs/model.md, each a function from a ledger to what it breaks."""

from collections.abc import Callable, Mapping

from allocator.accounts.ledger import Ledger
from allocator.domain.violation import Violation
from allocator.verify.families.access import access
from allocator.verify.families.budget import budget
from allocator.verify.families.burden import burden
from allocator.verify.families.capacity import capacity
from allocator.verify.families.concentration import concentration
from allocator.verify.families.dependence import dependence
from allocator.verify.families.footprint import footprint
from allocator.verify.families.holdings import holdings
from allocator.verify.families.lead_time import lead_time
from allocator.verify.families.leadership import leadership
from allocator.verify.families.personnel import personnel
from allocator.verify.families.pledges import pledges
from allocator.verify.families.pooling import pooling
from allocator.verify.families.requirement import requirement

FAMILIES: Mapping[str, Callable[[Ledger], list[Violation]]] = {
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
