"""What tracking tells, as records: rows, chains of causes, figures by period.

    Tracked = Variances (row by row) + Chains (why) + Figures (period by period) + the forecast plan

Everything is computed from plans and actuals alone; nothing here is a claim of a search but what
`Forecast` says of itself. Money is kEUR, quantities are in the decision's own unit unless a field
says units of the capability. Thresholds are the constants of this module.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from allocator.accounts.decisions import Codes
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.study.track.forecast import Forecast
from allocator.study.track.past import Past

Status = Literal["as planned", "ahead", "behind", "not confirmed", "under way", "to come"]
"""Of a row: `ahead` and `behind` are more and less than planned at the end of a past period;
`under way` is a figure of the running period that is below its end; `not confirmed` is past, and
nothing is known of it."""
ChainKind = Literal["line", "component", "contribution", "pool", "crews"]
"""What a chain began with: a line, makers of a component, a pool, or a state that gives less or has
fewer crews."""
Light = Literal["green", "amber", "red", "grey"]
"""`grey`: there is nothing to judge yet."""
WORST_FIRST: tuple[Light, ...] = ("red", "amber", "green", "grey")
GREEN = Fraction(95, 100)
"""At least this part of what was planned is there, or forecast: green."""
AMBER = Fraction(80, 100)
"""At least this part, but less than `GREEN`: amber; below it red."""


def light(planned: int, there: int | None) -> Light:
    """The light of a quantity of which more is better; grey where it is not known, or nothing was
    planned and nothing is there."""
    if there is None or (planned == 0 and there == 0):
        return "grey"
    if planned <= 0 or Fraction(there, planned) >= GREEN:
        return "green"
    return "amber" if Fraction(there, planned) >= AMBER else "red"


@dataclass(frozen=True, slots=True)
class Variance:
    """One row of the plan beside what happened and what is forecast."""

    decision: str
    codes: Codes
    """Its key in the plan; the period last, where it has one."""
    state: str
    """Whose it is; empty for rows of pools, lines and makers of components."""
    period: str
    """Empty for `join` and `lead`."""
    planned: int
    actual: int | None
    """None: not yet known."""
    forecast: int
    """What is known, or taken as planned, in past periods; what comes of it in open ones."""
    status: Status
    light: Light
    """Of the actual in a past period, of the forecast in an open one."""
    planned_money: int | None
    """None where nobody pays for the decision."""
    money: int | None
    """As reported."""
    source: str = ""
    date: str = ""
    address: str = ""
    """`sheet!cell` of the actual."""

    @property
    def difference(self) -> int | None:
        """Actual less planned."""
        return None if self.actual is None else self.actual - self.planned


@dataclass(frozen=True, slots=True)
class Slipped:
    """Lots of a buyer that come later than planned, or do not come within the horizon."""

    buyer: str
    """State or pool."""
    line: str
    capability: str
    period: str
    """By which they were planned."""
    lots: int
    """Planned to be there by then, and not."""
    units: int
    until: str
    """First period by which all that was planned by `period` is forecast to be there; empty: none
    within the horizon."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """What is missing of a capability in a period."""

    capability: str
    period: str
    planned: int
    """Units missing in the plan."""
    forecast: int
    """Units missing in the forecast."""
    planned_value: int
    """The same, as the aim shortfall counts it."""
    forecast_value: int

    @property
    def more(self) -> int:
        """Units that are missing beyond the plan."""
        return self.forecast - self.planned

    @property
    def added(self) -> int:
        """The same, as the aim shortfall counts it."""
        return self.forecast_value - self.planned_value


@dataclass(frozen=True, slots=True)
class Chain:
    """A cause with what follows: line late, deliveries late, shortfall at the deadline."""

    kind: ChainKind
    code: str
    """Of the line, the component, the pool, or the state that gives less."""
    behind: tuple[Variance, ...]
    """Rows of past periods that are behind plan: where it began."""
    slipped: tuple[Slipped, ...]
    """Deliveries that follow, by buyer and planned period."""
    lacking: tuple[Lacking, ...]
    """Capabilities concerned, at the deadline and in the last period; also where nothing more is
    missing. Where several chains concern one capability each tells the whole of it."""
    sentence: str
    """The same in words, cells included."""

    def added(self, period: str) -> int:
        """Weighted shortfall of a period beyond the plan's, of all capabilities concerned."""
        return sum(each.added for each in self.lacking if each.period == period)


@dataclass(frozen=True, slots=True)
class Amounts:
    """What there is of one plan at the end of a period, of the alliance or of a state."""

    delivered: int
    """Units delivered to states and, for the alliance, to pools, cumulative; of a state the units
    of its own lots."""
    shares: int
    """Shares in lots of pools, cumulative."""
    contributed: int
    """Units of national holdings assigned to the alliance."""
    crews: int
    """Extra posts filled, cumulative."""
    steps: int
    """Steps of lines and of makers of components decided, cumulative; of a state those it hosts."""
    money: int
    """kEUR of new money that falls due in the period."""
    missing: int
    """Weighted shortfall of the period (the aim's own measure); of a state 0."""
    european: Fraction
    """Part of what is required in the period that allies meet, weighted by priority; of a state
    0."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Plan, actual and forecast of a period."""

    subject: str
    """Code of the state; empty for the alliance."""
    period: str
    plan: Amounts
    actual: Amounts | None
    """Of past periods: what is known, and what is not confirmed as planned; None in open ones."""
    forecast: Amounts
    reported_money: int | None
    """kEUR that states report of the period; None where none does."""
    unconfirmed: int
    """Rows of the period that nobody has confirmed."""


@dataclass(frozen=True, slots=True)
class Tracked:
    """A plan held against what happened, and what comes of it."""

    scenario: Scenario
    plan: Plan
    past: Past
    forecast: Forecast
    variances: tuple[Variance, ...]
    """In the order of decisions, codes and time."""
    chains: tuple[Chain, ...]
    """The one that adds most to the shortfall first."""
    figures: tuple[Figures, ...]
    """The alliance, then each state by its code, over all periods."""
    given: tuple[str, ...] = ()
    """Promises and rules that give way to what happened, in words."""
    late: tuple[str, ...] = ()
    """What of signed orders comes later than ordered, in words."""
    unlike: tuple[str, ...] = ()
    """Rows taken as planned for want of a report that cannot have been so, and by how much."""

    @property
    def as_planned(self) -> bool:
        """Whether nothing is known that differs from the plan."""
        return self.forecast.as_planned

    def figure(self, period: str, state: str = "") -> Figures:
        """Of a period and a state, or of the alliance."""
        return next(f for f in self.figures if (f.subject, f.period) == (state, period))
