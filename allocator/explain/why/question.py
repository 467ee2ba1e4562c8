"""What is asked of a plan: that a state gives less of a capability, or more, or another instead."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from allocator.accounts.ledger import Ledger
from allocator.errors import RequestError
from allocator.explain.given import asked_anew, given
from allocator.explain.known_code import known_code
from allocator.report.numbers import units as in_units

Way = Literal["less", "more"]
MOST_UNITS = 10**9
"""No question is about more."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A question as it is put."""

    state: str
    capability: str
    other: str | None = None
    """State that makes up for it: it gives more where the first gives less, and the reverse."""
    units: int | None = None
    """By how much; None: all that the plan newly asks of the state, or a lot more."""
    more: bool = False
    period: str | None = None
    """None: the last period in which the state gives anything."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a state is to give; `less` is at most, `more` is at least."""

    state: str
    way: Way
    before: Fraction
    """Units that the plan has it give."""
    units: Fraction
    """Units that it is to give."""


@dataclass(frozen=True, slots=True)
class Question:
    """A wish, held against the plan that it doubts."""

    capability: str
    period: str
    by: Fraction
    """Units that are to move."""
    targets: tuple[Target, ...]
    """Of the state that is asked about, then of the other."""

    @property
    def state(self) -> str:
        """Whom it is asked about."""
        return self.targets[0].state

    @property
    def other(self) -> str | None:
        """Who makes up for it."""
        return self.targets[1].state if len(self.targets) > 1 else None

    @property
    def way(self) -> Way:
        """Whether the state is to give less or more."""
        return self.targets[0].way

    @property
    def idle(self) -> bool:
        """Whether the plan has the state give nothing at all."""
        return not self.targets[0].before


def question(ledger: Ledger, wish: Wish) -> Question:
    """The wish in figures.

    A state that gives nothing is asked for more. By default it is asked to give less by all that
    the plan asks of it anew (beyond today's force, and in shares it buys), by everything it gives
    where the plan asks for nothing anew, and more by a lot. RequestError for unknown codes, and for
    units that are not there to move.
    """
    scenario = ledger.scenario
    state = known_code("member state", wish.state, scenario.state_by_code)
    capability = known_code("capability", wish.capability, scenario.capability_by_code)
    others = [] if wish.other is None else [_other(ledger, wish.other, state)]
    period = _period(ledger, wish, state, capability)
    gives = given(ledger)
    has = gives.get((state, capability, period), Fraction(0))
    more = wish.more or not has
    if others and not has and not wish.more:
        raise RequestError(
            f"{state} gives nothing of {capability} in {period} that {others[0]} could give "
            f"instead; ask about {others[0]}, or with --more"
        )
    if wish.units is not None:
        if wish.units > MOST_UNITS:
            raise RequestError(f"--units {wish.units:,} is more than can be counted exactly")
        by = Fraction(wish.units)
    elif more:
        by = Fraction(scenario.capability_by_code[capability].lot)
    else:
        by = asked_anew(ledger, state, capability, period) or has
    ways: tuple[Way, Way] = ("more", "less") if more else ("less", "more")
    targets = tuple(
        _target(each, way, gives.get((each, capability, period), Fraction(0)), by, capability)
        for each, way in zip((state, *others), ways, strict=False)
    )
    return Question(capability, period, by, targets)


def _other(ledger: Ledger, code: str, state: str) -> str:
    other = known_code("member state", code, ledger.scenario.state_by_code)
    if other == state:
        raise RequestError(f"{state} cannot give anything instead of itself; name another state")
    return other


def _period(ledger: Ledger, wish: Wish, state: str, capability: str) -> str:
    periods = [period.code for period in ledger.scenario.periods]
    if wish.period is not None:
        return known_code("period", wish.period, periods)
    gives = given(ledger)
    giving = [code for code in periods if gives.get((state, capability, code))]
    return giving[-1] if giving else periods[-1]


def _target(state: str, way: Way, before: Fraction, by: Fraction, capability: str) -> Target:
    units = before - by if way == "less" else before + by
    if units < 0:
        raise RequestError(
            f"{state} gives {in_units(before)} of {capability}, which is less than {in_units(by)}: "
            "give fewer --units"
        )
    return Target(state, way, before, units)
