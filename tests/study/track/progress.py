"""A plan of three years whose line is a lot behind after the first, by hand.

The line makes two lots a year. Planned are lots of A 1, 2, 3 and of B 1, 2, 2 by the end of each
year; each state gives its two tanks of today and what is delivered. A says that it got none in
2026; B says nothing, and counts as planned. So one lot is late at the deadline of 2027, and all
five are there by 2028, when the plan itself needed but one.
"""

from functools import cache

from allocator.domain.actuals import Actual, Actuals
from allocator.domain.digest import plan_digest, scenario_digest
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.report.view import View
from allocator.study.track.means import Means
from allocator.study.track.told import Tracked
from allocator.study.track.track import tracked
from tests.plans import over_years
from tests.plans import plan as decided
from tests.report.quartet import provenance
from tests.scenarios import (
    holding,
    line,
    policy,
    rates,
    requirement,
    state,
    tiny,
    years,
)

JANUARY_2027 = 2027 * 12
SOURCE = "=HYPERLINK(1)"
FALLEN_BEHIND = (
    Actual(
        decision="delivered",
        codes=("A", "L", "2026"),
        value=0,
        money=0,
        source=SOURCE,
        date="2027-01-15",
        address="actuals!I2",
    ),
    Actual(
        decision="contribution",
        codes=("A", "TANK", "2026"),
        value=2,
        address="actuals!I9",
    ),
)


def scenario() -> Scenario:
    return tiny(
        policy=policy(title="=1+1 plan", deadline_period="2027", classification="SECRET & MARKED"),
        periods=years(3),
        states=(state("A", name="@Alpha"), state("B", name="Beta")),
        requirements=(
            requirement(6, period="2026"),
            requirement(8, period="2027"),
            requirement(9, period="2028"),
        ),
        holdings=(holding("A", 2), holding("B", 2)),
        lines=(line("L", name="Main works", unit_price=1_000),),
        line_rates=rates("L", 2, 2, 2),
    )


def plan() -> Plan:
    return decided(
        delivered={
            **over_years(("A", "L"), 1, 2, 3),
            **over_years(("B", "L"), 1, 2, 2),
        },
        contribution={
            **over_years(("A", "TANK"), 3, 4, 5),
            **over_years(("B", "TANK"), 3, 4, 4),
        },
    )


@cache
def view() -> View:
    return View(scenario(), plan(), provenance(scenario(), plan()))


def actuals(*rows: Actual, as_of: int = JANUARY_2027) -> Actuals:
    """So much is known at a month."""
    return Actuals(
        plan_digest=plan_digest(plan()),
        scenario_digest=scenario_digest(scenario()),
        as_of=as_of,
        rows=rows,
    )


@cache
def progress(*rows: Actual, as_of: int = JANUARY_2027) -> Tracked:
    """What tracking then tells."""
    found = tracked(scenario(), plan(), actuals(*rows, as_of=as_of), Means())
    assert isinstance(found, Tracked)
    return found
