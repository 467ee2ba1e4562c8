"""What the actuals fix of a plan: figures that stand, and those taken as planned.

The reading (docs/track.md): what is known of a past period stands; what is not known of it is taken
as planned, as far as known figures of the same series leave it; what is known of the running period
is the least of what never falls, and fixes nothing else.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from allocator.accounts.decisions import Codes
from allocator.domain.actuals import Actual, Actuals
from allocator.domain.in_force import LASTING, PERIODLESS, STEADY
from allocator.domain.period import Period
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.study.track.assumed import Row, as_planned, planned_crews, there

CREWS = "crews"


@dataclass(frozen=True)
class Past:
    """What of a plan's rows is settled at a date."""

    known: Mapping[Row, int]
    """Of past periods, and of `join` and `lead`: exactly so."""
    so_far: Mapping[Row, int]
    """Of the running period, of what never falls: at least so much."""
    planned: Mapping[Row, int]
    """Rows of past periods, in `STEADY`, that are not known: what they are taken as. Series that
    the plan does not have are not among them: they are taken as nothing."""
    crews: Mapping[tuple[str, str], int]
    """Extra posts filled, by state and past period: as known, else as planned."""
    unconfirmed: tuple[Row, ...]
    """Rows of past periods, planned above zero, of which nothing is known."""
    addresses: Mapping[Row, str]
    """Of what is known, where it stands."""
    as_of: int
    """The month that all of it is true of."""
    periods: tuple[str, ...]
    """Codes of the periods that are past."""

    @property
    def closed(self) -> int:
        """So many periods, from the first on, are past."""
        return len(self.periods)

    def value(self, decision: str, codes: Codes) -> int | None:
        """What a row of a past period is, or is taken as; None for one that is still open."""
        row = (decision, codes)
        ended = decision not in PERIODLESS and codes[-1] in self.periods
        return self.known.get(row, self.planned.get(row, 0 if ended else None))


def is_past(period: Period, as_of: int) -> bool:
    """Whether a period has ended by a month."""
    return period.start + period.months <= as_of


def is_running(period: Period, as_of: int) -> bool:
    """Whether it has begun and not ended."""
    return period.start < as_of < period.start + period.months


def past_of(scenario: Scenario, plan: Plan, actuals: Actuals) -> Past:
    """The past of `plan` as `actuals` have it; rows of the scenario's codes alone.

    Rows whose codes the scenario does not know any more are passed over: they decide nothing there.
    """
    as_of, periods = actuals.as_of, {period.code: period for period in scenario.periods}
    closed = sum(is_past(period, as_of) for period in scenario.periods)
    known: dict[Row, int] = {}
    so_far: dict[Row, int] = {}
    crews: dict[tuple[str, str], int] = {}
    for row in actuals.rows:
        if row.value is None:
            continue
        dated = row.decision not in PERIODLESS
        period = periods.get(row.codes[-1]) if dated else None
        if dated and (period is None or period.start >= as_of):
            continue
        if period is not None and not is_past(period, as_of):
            if row.decision in LASTING:
                so_far[row.decision, row.codes] = row.value
        elif row.decision == CREWS:
            crews[row.codes[0], row.codes[1]] = row.value
        else:
            known[row.decision, row.codes] = row.value
    return Past(
        known,
        {row: value for row, value in so_far.items() if row[0] != CREWS},
        there(scenario, known, dict(as_planned(scenario, plan, known, so_far, closed))),
        {**planned_crews(scenario, plan, known, closed), **crews},
        tuple(_unconfirmed(scenario, plan, known, crews, closed)),
        {(row.decision, row.codes): row.address for row in actuals.rows},
        as_of,
        tuple(scenario.periods[at].code for at in range(closed)),
    )


def within_crews(scenario: Scenario, past: Past) -> Scenario:
    """The scenario in which no past period has more posts filled than there were.

    Plans state the fewest crews that serve, so more than those need no row.
    """
    rows = tuple(
        row.model_copy(update={"posts_limit": _least(filled, row.posts_limit)})
        if (filled := past.crews.get((row.state, row.period))) is not None
        else row
        for row in scenario.personnel
    )
    return scenario.replaced(personnel=rows)


def _least(filled: int, limit: int | None) -> int:
    return filled if limit is None else min(filled, limit)


def _unconfirmed(
    scenario: Scenario,
    plan: Plan,
    known: Mapping[Row, int],
    crews: Mapping[tuple[str, str], int],
    closed: int,
) -> Iterator[Row]:
    past = {period.code for period in scenario.periods[:closed]}
    for decision in (*STEADY, CREWS):
        if decision in PERIODLESS:
            continue
        stated: Mapping[Any, int] = getattr(plan, decision)
        for codes in sorted(stated):
            told = codes in crews if decision == CREWS else (decision, codes) in known
            if codes[-1] in past and not told:
                yield decision, codes


def reported(actuals: Actuals) -> Mapping[Row, Actual]:
    """All rows by decision and key."""
    return {(row.decision, row.codes): row for row in actuals.rows}
