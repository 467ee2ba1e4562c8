"""Slide on what is missing, and what stands in the way."""

from allocator.report.limits.limit import Limit
from allocator.report.names import capability_name
from allocator.report.numbers import part_of
from allocator.report.prose import listing, number, of_all, opening, readable, verb
from allocator.report.requirements import needed, short
from allocator.report.view import View
from allocator.tables.slide import Slide, SlideTable

REASONS = {
    "lead time": "new orders arrive too late",
    "no line": "no line makes it",
    "line capacity": "lines are full",
    "component": "components are short",
    "buyers": "possible buyers lack money or posts",
    "enabler": "enablers are missing",
    "pool size": "a pool is at its size",
    "concentration": "a state is at its cap",
    "dependence cap": "outside support is at its cap",
    "outside support": "all outside support is used",
    "access": "some states may not buy",
    "rule": "rules keep some states out",
}
"""What stands in the way, by kind of limit; what holds everybody back comes first."""
SHORTAGES = 14
"""Rows of the table of what is missing."""


def missing_title(view: View, limits: tuple[Limit, ...]) -> str:
    """How many requirements the deadline leaves unmet, and what most of them wait for."""
    missed, wanted = short(view, view.deadline), needed(view, view.deadline)
    if not missed:
        later = len({code for code, _ in view.short})
        if not later:
            return "No requirement is left unmet in any period"
        capabilities = number(later, "capability is", "capabilities are")
        return (
            f"No requirement of {view.deadline} is left unmet; {capabilities} short at other times"
        )
    stay = verb(len(missed), "stays", "stay")
    start = (
        f"{opening(of_all(len(missed), len(wanted)))} requirements {stay} unmet by {view.deadline}"
    )
    if len(wanted) == 1:
        start = f"The one requirement of {view.deadline} stays unmet"
    late = [c for c in missed if "lead time" in reasons(limits, c, view.deadline)]
    if not late:
        return start
    if len(late) == len(missed):
        return f"{start}: new orders arrive too late"
    return f"{start}; for {len(late)} of them new orders arrive too late"


def reasons(limits: tuple[Limit, ...], capability: str, period: str) -> tuple[str, ...]:
    """Kinds of limits that keep a capability short in a period, in the order of `REASONS`."""
    kinds = {
        limit.kind for limit in limits if (limit.capability, limit.period) == (capability, period)
    }
    return tuple(kind for kind in REASONS if kind in kinds)


def missing_slide(view: View, limits: tuple[Limit, ...]) -> Slide:
    """What is missing at the deadline; where nothing is, in the period that lacks most."""
    period = _looked_at(view)
    missed = sorted(
        short(view, period), key=lambda code: (-view.shortfalls[code, period].part, code)
    )
    rows = tuple(_row(view, limits, code, period) for code in missed)
    title = f"Missing in {period}, and what stands in the way"
    table = SlideTable(
        title,
        ("Capability", "Unit", "Missing", "Of", "Part", "What stands in the way"),
        rows[:SHORTAGES],
        (29, 12, 7, 7, 7, 44),
        frozenset((2, 3, 4)),
    )
    more = f"; the {SHORTAGES} largest of {len(rows)}" if len(rows) > SHORTAGES else ""
    return Slide(
        missing_title(view, limits),
        f"Units that are missing after all contributions, pools and outside support{more}",
        panels=(table,) if rows else (),
        sentences=tuple(filter(None, (_behind(limits, missed, period),))),
        sources=("shortfalls", "limits"),
    )


def _looked_at(view: View) -> str:
    """The deadline; where it lacks nothing, the first period with most shortages."""
    if short(view, view.deadline):
        return view.deadline
    return max(view.periods, key=lambda period: len(short(view, period)))


def _row(view: View, limits: tuple[Limit, ...], code: str, period: str) -> tuple[str, ...]:
    account = view.shortfalls[code, period]
    stands = [REASONS[kind] for kind in reasons(limits, code, period)]
    if len(stands) > 1 and "rule" in reasons(limits, code, period):
        # Some rule keeps some state out of nearly everything: it tells where nothing else does.
        stands.remove(REASONS["rule"])
    return (
        capability_name(view, code),
        readable(view.scenario.capability_by_code[code].unit, 24),
        f"{account.missing:,}",
        f"{account.required:,}",
        part_of(account.part),
        opening("; ".join(stands)) if stands else "No listed limit: later aims or the search",
    )


def _behind(limits: tuple[Limit, ...], missed: list[str], period: str) -> str:
    """What would still be there outside, where a reason other than time is the most frequent."""
    counts = {
        kind: sum(kind in reasons(limits, code, period) for code in missed)
        for kind in ("dependence cap", "line capacity", "component", "buyers", "enabler", "no line")
    }
    told = [(count, kind) for kind, count in counts.items() if count]
    if not told:
        return ""
    parts = (f"in {number(count, 'case')} {REASONS[kind]}" for count, kind in sorted(told)[::-1])
    return f"{opening(listing(parts, 4))}."
