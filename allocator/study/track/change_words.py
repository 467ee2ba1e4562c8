"""What a re-plan changes of the old plan, in words, each change with its cause."""

from collections.abc import Sequence
from dataclasses import replace

from allocator.accounts.ledger import Ledger
from allocator.accounts.steadiness import ChangedSeries, changed_series
from allocator.domain.in_force import PERIODLESS, compared_periods
from allocator.domain.plan import NAMES, Plan
from allocator.domain.scenario import Scenario
from allocator.study.track.change_causes import FOLLOWS, ChangeCauses
from allocator.study.track.moves import words
from allocator.study.track.names import name_of
from allocator.study.track.past import Past
from allocator.study.track.replan_told import Changed


def changed(
    scenario: Scenario, before: Scenario, old: Plan, new: Plan, past: Past
) -> tuple[Changed, ...]:
    """Every series that differs, in the order of decisions and codes.

    `scenario` has the old plan in force; `before` is what the old plan was made of.
    """
    causes = ChangeCauses(scenario, before, old, past)
    told = [_told(causes, series, new) for series in changed_series(Ledger(scenario, new))]
    return tuple(_with_room(scenario, each, told) for each in told)


def _told(causes: ChangeCauses, series: ChangedSeries, new: Plan) -> Changed:
    """A series with its cause, over the periods that the old plan speaks of."""
    name, head, scenario = series.decision, series.codes, causes.scenario
    spoken_of = scenario.periods[: compared_periods(scenario)]
    ends = [""] if name in PERIODLESS else [period.code for period in spoken_of]
    keys = {end: (*head, end) if end else head for end in ends}
    was = {end: getattr(causes.old, name).get(key, 0) for end, key in keys.items()}
    now = {end: getattr(new, name).get(key, 0) for end, key in keys.items()}
    cause, because = causes.of(name, head, grows=sum(now.values()) > sum(was.values()))
    return Changed(
        name,
        head,
        was,
        now,
        series.announced,
        all(each.period in causes.past.periods for each in series.changes),
        sum(each.size for each in series.changes),
        cause,
        f"{words(scenario, name, head, was, now)}, {because}.",
    )


def _with_room(scenario: Scenario, each: Changed, told: Sequence[Changed]) -> Changed:
    """What follows from other changes, where the same state does more of something else."""
    if each.cause != "follows" or NAMES[each.decision][0] != "state" or _growth(each) > 0:
        return each
    more = [
        other
        for other in told
        if NAMES[other.decision][0] == "state"
        and other.codes[0] == each.codes[0]
        and other.cause == "shortfall elsewhere"
        and _growth(other) > 0
    ]
    if not more:
        return each
    what = name_of(scenario, NAMES[more[0].decision][1], more[0].codes[1])
    sentence = each.sentence.removesuffix(f"{FOLLOWS}.") + f"to make room for more of {what}."
    return replace(each, cause="shortfall elsewhere", sentence=sentence)


def _growth(each: Changed) -> int:
    return sum(each.after.values()) - sum(each.before.values())
