"""What the first page says in sentences."""

from collections.abc import Iterator
from fractions import Fraction

from allocator.accounts.ledger import Ledger
from allocator.accounts.shortfall import shortfalls
from allocator.report.names import capability_name, named
from allocator.report.numbers import amount, points, rounded
from allocator.report.prose import listing, number, opening, verb, whole_listing
from allocator.report.view import View
from allocator.study.track.state_sheet import tallies
from allocator.study.track.told import Tracked

FEW = 5
"""States and capabilities that a sentence names."""


def sentences(found: Tracked, view: View) -> Iterator[str]:
    """The forecast for the deadline, who is late, what was reported of money, what gives way."""
    yield from _forecast(found, view)
    yield from _late(found, view)
    yield from _money(found)
    yield from _listed(found)


def _listed(found: Tracked) -> Iterator[str]:
    """What the sheet of chains lists one by one."""
    parts = []
    if count := len(found.late):
        comes = verb(count, "comes", "come")
        parts.append(f"{number(count, 'signed order')} {comes} later than ordered")
    if count := len(found.unlike):
        rows = number(count, "row")
        parts.append(f"{rows} that nobody has confirmed cannot have been as planned")
    if count := len(found.given):
        rules = number(count, "promise or rule", "promises and rules")
        parts.append(f"{rules} {verb(count, 'gives', 'give')} way to what has happened")
    if parts:
        all_of_them = len(found.late) + len(found.unlike) + len(found.given)
        named_ones = "it" if all_of_them == 1 else "them"
        yield opening(whole_listing(parts)) + f"; the sheet chains names {named_ones}."


def _forecast(found: Tracked, view: View) -> Iterator[str]:
    if found.as_planned:
        yield "Nothing that is known differs from the plan: it goes on as it is."
        return
    there = found.figure(view.deadline)
    part = there.forecast.european - there.plan.european
    ended = view.deadline in found.past.periods
    side = f"{points(part)} points {'below' if part < 0 else 'above'} the plan"
    ends = ("was " if ended else "ends ") + (side if part else "as planned")
    worse = _worse(found, view)
    missing = there.forecast.missing - there.plan.missing
    grows = (
        f"; the weighted shortfall {_grew(missing, ended=ended)} by "
        f"{_beside(missing, there.plan.missing)}"
        if missing
        else ""
    )
    which = f", most of all of {listing(worse, FEW)}" if worse else ""
    begin = "The" if ended else "If nothing is decided anew, the"
    yield f"{begin} European share at the deadline ({view.deadline}) {ends}{grows}{which}."


def _grew(missing: int, *, ended: bool) -> str:
    if missing > 0:
        return "grew" if ended else "grows"
    return "fell" if ended else "falls"


def _beside(more: int, planned: int) -> str:
    if not planned:
        return f"{abs(more):,}, from nothing"
    return f"{rounded(Fraction(100 * abs(more), planned), 1)} %"


def _worse(found: Tracked, view: View) -> list[str]:
    """Capabilities of which more is missing at the deadline, by what that adds."""
    before = shortfalls(Ledger(found.scenario, found.plan))
    after = shortfalls(Ledger(found.scenario, found.forecast.plan))
    more = {
        code: after[code, view.deadline].value - before[code, view.deadline].value
        for code in view.capabilities
    }
    codes = sorted((code for code in more if more[code] > 0), key=lambda code: -more[code])
    return [
        f"{capability_name(view, code)} "
        f"({after[code, view.deadline].missing - before[code, view.deadline].missing:,} more)"
        for code in codes
    ]


def _late(found: Tracked, view: View) -> Iterator[str]:
    if not found.past.periods:
        return
    counted = tallies(found)
    late = sorted(
        (state for state in view.states if counted[state]["behind"]),
        key=lambda state: -counted[state]["behind"],
    )
    silent = [
        s
        for s in view.states
        if counted[s]["not confirmed"]
        and not counted[s]["behind"] + counted[s]["as planned"] + counted[s]["ahead"]
    ]
    if late:
        names = (f"{named(view, s)} ({number(counted[s]['behind'], 'row')})" for s in late)
        yield f"Behind plan: {listing(names, FEW)}."
    else:
        yield "No state is known to be behind plan."
    if silent:
        yield f"Nothing is known yet of {listing((named(view, s) for s in silent), FEW)}."


def _money(found: Tracked) -> Iterator[str]:
    past = [found.figure(period) for period in found.past.periods]
    reported = [each.reported_money for each in past if each.reported_money is not None]
    if reported:
        planned = sum(each.plan.money for each in past)
        yield (
            f"Reported of the periods that have ended are {amount(sum(reported))} of "
            f"{amount(planned)} that were to fall due."
        )


def beside(found: Tracked, most: int) -> str:
    """What the list of causes holds."""
    count = len(found.chains)
    if count > most:
        return f"the worst {most} of {count} chains of causes"
    return number(count, "chain of causes", "chains of causes")
