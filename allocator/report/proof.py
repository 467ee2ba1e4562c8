"""How near a plan is to the best there can be, as the briefing, the page and the slides say it.

The gap of an aim is that of the least value found in its own turn. Where the plan's value is above
that, later aims made use of the tolerance, which is no doubt about the bound.
"""

from collections.abc import Mapping, Sequence

from allocator.domain.outcome import AimResult
from allocator.domain.policy import AimName
from allocator.report.numbers import part_of
from allocator.report.view import View

GAP = "Gap to the proven bound"
HEADLINES: Mapping[AimName, str] = {
    "shortfall": "shortfall",
    "spread": "largest burden",
    "cost": "money",
}
"""Aims of which a headline tells the gap."""
AIMS: Mapping[AimName, str] = {
    "shortfall": "the shortfall",
    "spread": "the largest burden",
    "cost": "the cost",
    "reliance": "outside support",
    "even_call": "uneven calls",
    "changes": "the number of changes",
    "change_size": "the size of changes",
    "tie_break": "the choice among equals",
}
"""What a plan has as little of as it can, in the words of a sentence."""


def headline_aims(view: View) -> tuple[AimResult, ...]:
    """In their order."""
    return tuple(aim for aim in view.provenance.aims if aim.name in HEADLINES)


def gap_note(aims: Sequence[AimResult]) -> str:
    """What stands below the gap of the first of the headline aims."""
    if not aims:
        return "nothing is proven of this plan"
    first, *others = aims
    gaps = (f"{HEADLINES[aim.name]} {part_of(aim.gap)}" for aim in others)
    return "; ".join((f"of the {HEADLINES[first.name]} (0 % = proven the least possible)", *gaps))
