"""One thing that must happen, and what hangs on it."""

from dataclasses import dataclass

from allocator.accounts.slips.slip import Slip
from allocator.report.view import View

UNIT = 48
"""Characters of a unit."""
KINDS = (
    "pool",
    "expansion",
    "order",
    "pool order",
    "crews",
    "delivery",
    "contribution",
)
"""In the order in which milestones of one month are listed: decisions, then what they lead to."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """A row of the sheet."""

    by: int
    """Month by which it must be decided or done, counted as `Period.start` is."""
    what: str
    """One of KINDS."""
    who: str
    item: str
    there: int
    """Month from which it counts."""
    period: str
    """In which it first counts; empty: after the horizon."""
    words: str
    capability: str
    quantity: int
    unit: str
    cumulative: int
    owner: str
    """State or outside host that answers for it."""
    tolerance: int
    """Months."""
    slip: Slip
    cell: str


def named(view: View, code: str) -> str:
    """A line or a pool by its name."""
    record = view.scenario.line_by_code.get(code) or view.scenario.pool_by_code[code]
    return record.name or code
