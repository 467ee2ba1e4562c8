"""Units that states assign to the alliance, and crews that they train for them."""

from collections.abc import Iterator
from functools import partial

from allocator.accounts.decisions import Series, increases
from allocator.accounts.slips.crews import without_posts
from allocator.accounts.slips.gaps import Added, Gaps
from allocator.accounts.slips.slip import Slip, first_pledge, slip, tolerance
from allocator.report.milestones.milestone import UNIT, Milestone
from allocator.report.prose import number, readable
from allocator.report.view import View

POSTS = "posts"


def contributions(view: View, gaps: Gaps) -> Iterator[Milestone]:
    """Units assigned that were not assigned before, by state, capability and period."""
    scenario = view.scenario
    for (state, code), series in view.ledger.decisions.contribution.items():
        capability = scenario.capability_by_code[code]
        for at, new in enumerate(increases(series)):
            if new <= 0:
                continue
            pledged = first_pledge(view.ledger, "contribution", (code, state), series, new, at)
            lost = partial(_unassigned, code, series, new)
            late = slip(gaps, at, lost, pledged)
            period, more = scenario.periods[at], " more" if series[at] > new else ""
            yield Milestone(
                period.start,
                "contribution",
                state,
                code,
                period.start,
                period.code,
                f"{view.state_name(state)} assigns {new:,} × {readable(capability.unit, UNIT)}"
                f"{more} of {view.short_capability(code)}.",
                code,
                new,
                capability.unit,
                series[at],
                state,
                tolerance(view.ledger, at, late.needed),
                late,
                _cell(view, state, code, period.code),
            )


def _unassigned(capability: str, series: Series, new: int, position: int) -> dict[str, int]:
    return {capability: min(new, series[position])}


def _cell(view: View, state: str, capability: str, period: str) -> str:
    """Of the holding; where there is none, of the requirement that it serves."""
    if (state, capability) in view.scenario.holding_by_key:
        return view.scenario.book.address("holdings", (state, capability))
    return view.scenario.book.address("requirements", (capability, period))


def crews(view: View, gaps: Gaps) -> Iterator[Milestone]:
    """Extra posts to be filled within a period, by state."""
    for (state,), series in view.ledger.decisions.crews.items():
        for at, new in enumerate(increases(series)):
            if new > 0:
                period = view.scenario.periods[at]
                limited = (state, period.code) in view.crews
                lost = partial(_unmanned, view, gaps, state, new)
                late = slip(gaps, at, lost) if limited else Slip(Added((), 0), None)
                yield Milestone(
                    period.start,
                    "crews",
                    state,
                    POSTS,
                    period.start,
                    period.code,
                    f"{view.state_name(state)} fills {number(new, 'more post')}.",
                    "",
                    new,
                    POSTS,
                    series[at],
                    state,
                    tolerance(view.ledger, at, late.needed),
                    late,
                    view.scenario.book.address("personnel", (state, period.code)),
                )


def _unmanned(view: View, gaps: Gaps, state: str, posts: int, position: int) -> dict[str, int]:
    return without_posts(gaps, view.crews[state, view.periods[position]], posts)
