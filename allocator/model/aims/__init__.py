"""The aims, one file each, in their usual order."""

from collections.abc import Callable, Mapping

from allocator.domain.policy import AimName
from allocator.model.aims.change_size import change_size
from allocator.model.aims.changes import changes
from allocator.model.aims.cost import cost
from allocator.model.aims.even_call import even_call
from allocator.model.aims.reliance import reliance
from allocator.model.aims.shortfall import shortfall
from allocator.model.aims.spread import spread
from allocator.model.aims.tie_break import tie_break
from allocator.model.draft import Draft
from allocator.model.linear_form import Terms

Aim = Callable[[Draft], Terms]

AIMS: Mapping[AimName, Aim] = {
    "shortfall": shortfall,
    "spread": spread,
    "cost": cost,
    "reliance": reliance,
    "even_call": even_call,
    "changes": changes,
    "change_size": change_size,
    "tie_break": tie_break,
}
