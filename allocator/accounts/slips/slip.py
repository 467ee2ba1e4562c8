"""What is at stake where something comes a period late, and how late it may come."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from allocator.accounts.decisions import Series
from allocator.accounts.ledger import Ledger
from allocator.accounts.slips.gaps import Added, Gaps
from allocator.domain.rule import PledgeObject

Lost = Callable[[int], Mapping[str, int]]
"""Units by capability that are not there in a period (its position) as long as it is late."""


@dataclass(frozen=True, slots=True)
class Slip:
    """Of something the plan has in a period."""

    stake: Added
    """Shortfall added in that period when it is there only in the next."""
    needed: int | None
    """Position of the first period that misses it, or in which it is pledged; None: none does."""


def slip(gaps: Gaps, since: int, lost: Lost, pledged: int | None = None) -> Slip:
    """Of what should be there from the position `since` on."""
    stake = gaps.added(since, lost(since))
    if stake.units or pledged == since:
        return Slip(stake, since)
    last = len(gaps.ledger.periods) if pledged is None else pledged
    later = range(since + 1, last)
    missed = (position for position in later if gaps.added(position, lost(position)).units)
    return Slip(stake, next(missed, pledged))


def first_pledge(
    ledger: Ledger,
    what: PledgeObject,
    codes: tuple[str, str | None],
    series: Series,
    new: int,
    since: int,
) -> int | None:
    """Position of the first period in which a pledge fails if `new` of a series is not there.

    None: no pledge rests on it. `codes` are the pledge's code and state, `series` is in its unit,
    and `since` is the position from which the new are part of it.
    """
    places = ledger.scenario.period_index
    if not ledger.scenario.policy.holds("pledges"):
        return None
    resting = (
        places[pledge.period]
        for pledge in ledger.scenario.pledges
        if (pledge.object, pledge.code, pledge.state) == (what, *codes)
        and pledge.relation != "at_most"
        and places[pledge.period] >= since
        and series[places[pledge.period]] - new < pledge.quantity <= series[places[pledge.period]]
    )
    return min(resting, default=None)


def tolerance(
    ledger: Ledger, since: int, needed: int | None, possible: Callable[[int], bool] | None = None
) -> int:
    """Months by which it may come late: to the last period by which it is needed and can come.

    Never needed: to the end of the horizon. `possible` says whether it can come in a later period.
    """
    periods = ledger.scenario.periods
    begin = periods[since].start
    if needed is None:
        return periods[-1].start + periods[-1].months - begin
    later = range(needed, since, -1)
    reached = next((at for at in later if possible is None or possible(at)), since)
    return periods[reached].start - begin
