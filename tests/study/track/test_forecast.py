"""What comes of a plan if nobody decides anew: by hand, and against every plan."""

from collections import Counter

import pytest

from allocator.accounts.aims import change_size, shortfall
from allocator.accounts.ledger import Ledger
from allocator.domain.actuals import Actual, Actuals
from allocator.domain.in_force import PERIODLESS, STEADY
from allocator.domain.outcome import Infeasible, Solved
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.engine.solve import solve
from allocator.model.build import build
from allocator.study.track.fixed import Impossible
from allocator.study.track.forecast import Forecast, forecast
from allocator.study.track.impossible import unheld
from allocator.study.track.means import Means
from allocator.study.track.past import past_of
from allocator.study.track.replan import replanned
from allocator.study.track.replan_asked import Asked, Replanned, steady
from allocator.study.track.search import in_force
from allocator.study.track.told import Tracked
from allocator.study.track.track import tracked
from allocator.verify.verify import violations
from tests import scenarios as make
from tests.scenarios import MILLION
from tests.study.track.oracle import happened
from tests.study.track.test_replan_enumeration import Case, cases

YEARS = make.years(3)
FIRST, SECOND, THIRD = (year.code for year in YEARS)
MISSING = 1_000_000 // 8
"""What one of the first two tanks that are missing in a year costs."""
EXAMPLES, FEW = 40, 8


def twin() -> Scenario:
    """A has 2 tanks and B 3, of 8 required; a line in B makes one a year, the deadline is 2027."""
    return make.tiny(
        policy=make.policy(deadline_period=SECOND),
        periods=YEARS,
        states=(make.state("A", gdp=100 * MILLION), make.state("B", gdp=300 * MILLION)),
        required=8,
        holdings=(make.holding("A", 2), make.holding("B", 3)),
        lines=(make.line("B1", host="B", unit_price=3 * MILLION),),
        line_rates=tuple(make.rate("B1", 1_000, year.code) for year in YEARS),
    )


PLANNED = Plan(
    delivered={("B", "B1", FIRST): 1, ("B", "B1", SECOND): 2, ("B", "B1", THIRD): 3},
    contribution={
        **{("A", "TANK", year.code): 2 for year in YEARS},
        ("B", "TANK", FIRST): 4,
        ("B", "TANK", SECOND): 5,
        ("B", "TANK", THIRD): 6,
    },
)


def told(as_of: int, *rows: tuple[str, tuple[str, ...], int]) -> Actuals:
    return Actuals(
        plan_digest="",
        scenario_digest="",
        as_of=as_of,
        rows=tuple(
            Actual(decision=name, codes=codes, value=value, address=f"actuals!I{number}")
            for number, (name, codes, value) in enumerate(rows, 2)
        ),
    )


def of_twin(actuals: Actuals) -> Tracked:
    found = tracked(twin(), PLANNED, actuals, Means())
    assert isinstance(found, Tracked)
    return found


def test_a_line_below_its_minimum_rate_did_run() -> None:
    """Two are the least that the line makes in a year, and both were planned for 2026; one came.
    The other comes in 2027, below the minimum again, and the report says so."""
    slow = twin().replaced(
        lines=(make.line("B1", host="B", unit_price=3 * MILLION, min_rate=2_000),),
        line_rates=tuple(make.rate("B1", 2_000, year.code) for year in YEARS),
    )
    planned = Plan(
        delivered={("B", "B1", year.code): 2 for year in YEARS},
        contribution={
            **{("A", "TANK", year.code): 2 for year in YEARS},
            **{("B", "TANK", year.code): 5 for year in YEARS},
        },
    )
    assert not violations(slow, planned)
    happened = told(
        2027 * 12, ("delivered", ("B", "B1", FIRST), 1), ("contribution", ("B", "TANK", FIRST), 4)
    )
    found = tracked(slow, planned, happened, Means())
    assert isinstance(found, Tracked)
    assert found.forecast.plan.delivered == {
        ("B", "B1", FIRST): 1,
        ("B", "B1", SECOND): 2,
        ("B", "B1", THIRD): 2,
    }
    assert {each.subject for each in found.forecast.broken} == {("B1", FIRST), ("B1", SECOND)}
    assert any("below its minimum rate of 2" in words for words in found.given)
    (problem,) = unheld(slow, past_of(slow, planned, happened))
    assert problem.address == "actuals!I2"
    assert "B1 delivers 1.000 units" in problem.message
    assert "min_rate" in problem.remedy


def test_a_line_a_year_late_as_reckoned_by_hand() -> None:
    """Nothing came in 2026. The line makes one a year and stores nothing, so each lot comes a year
    later and the third not at all: 3 tanks are missing in 2026, 2 in 2027, 1 in 2028."""
    outcome = solve(build(twin()))
    assert isinstance(outcome, Solved)
    assert outcome.plan == PLANNED
    found = of_twin(told(YEARS[1].start, ("delivered", ("B", "B1", FIRST), 0)))
    coming = found.forecast
    assert coming.plan.delivered == {("B", "B1", SECOND): 1, ("B", "B1", THIRD): 2}
    assert [coming.plan.contribution["B", "TANK", year.code] for year in YEARS] == [3, 4, 5]
    assert coming.proven
    assert not coming.as_planned
    plan_short, short = (shortfall(Ledger(twin(), each)) for each in (PLANNED, coming.plan))
    assert plan_short == (2 + 1 + 0) * MISSING
    assert short == (2 * MISSING + 2 * MISSING) + (2 + 1) * MISSING
    (chain,) = found.chains
    assert (chain.kind, chain.code) == ("line", "B1")
    assert [(each.buyer, each.period, each.lots, each.until) for each in chain.slipped] == [
        ("B", FIRST, 1, SECOND),
        ("B", SECOND, 1, THIRD),
        ("B", THIRD, 1, ""),
    ]
    assert [(each.period, each.planned, each.forecast) for each in chain.lacking] == [
        (SECOND, 1, 2),
        (THIRD, 0, 1),
    ]
    assert "B 0 of 1 lots by 2026 (actuals!I2)" in chain.sentence
    assert "at the deadline 2027 2 × unit of TANK are missing instead of 1" in chain.sentence
    behind = [row for row in found.variances if row.status == "behind"]
    assert [(row.decision, row.codes, row.planned, row.actual) for row in behind] == [
        ("delivered", ("B", "B1", FIRST), 1, 0)
    ]
    figures = found.figure(FIRST)
    assert figures.actual is not None
    assert (figures.plan.delivered, figures.actual.delivered) == (1, 0)
    assert found.figure(THIRD).actual is None
    assert (found.figure(THIRD).plan.delivered, found.figure(THIRD).forecast.delivered) == (3, 2)


def test_what_is_as_planned_goes_on_as_it_is() -> None:
    """Also where most of it is not confirmed."""
    rows = [("delivered", ("B", "B1", FIRST), 1)]
    found = of_twin(told(YEARS[1].start, *rows))
    assert found.as_planned
    assert found.forecast.plan == PLANNED
    assert found.chains == ()
    assert len(found.past.unconfirmed) == 2
    status = Counter(row.status for row in found.variances)
    assert status == {"as planned": 1, "not confirmed": 2, "to come": 6}


def test_what_is_there_in_the_running_year_is_the_least_of_it() -> None:
    """Half of 2026 is over: a lot more than planned is there already, and stays."""
    early = of_twin(told(YEARS[0].start + 6, ("delivered", ("B", "B1", FIRST), 1)))
    assert early.as_planned
    none_yet = of_twin(told(YEARS[0].start + 6, ("delivered", ("B", "B1", FIRST), 0)))
    assert none_yet.as_planned
    assert next(row for row in none_yet.variances if row.actual == 0).status == "under way"


def test_a_figure_that_no_plan_can_have_is_named() -> None:
    """The line makes one lot a year."""
    past = past_of(twin(), PLANNED, told(YEARS[1].start, ("delivered", ("B", "B1", FIRST), 2)))
    found = forecast(twin(), PLANNED, past, Means())
    assert isinstance(found, Impossible)
    assert [row.subject for row in found.rows] == [("delivered", "B", "B1", FIRST)]
    assert found.proven


def test_what_nobody_confirmed_and_cannot_have_been_as_planned_is_told() -> None:
    """The line makes one a year, and A says that it got that of 2026, which B was to have."""
    found = of_twin(
        told(
            YEARS[1].start,
            ("delivered", ("A", "B1", FIRST), 1),
            ("contribution", ("A", "TANK", FIRST), 3),
        )
    )
    assert ("delivered", ("B", "B1", FIRST)) in found.past.unconfirmed
    assert found.forecast.plan.delivered["A", "B1", FIRST] == 1
    assert ("B", "B1", FIRST) not in found.forecast.plan.delivered
    assert "delivered of B, B1, 2026, by 1" in found.unlike


def test_promises_give_way_to_the_past_in_a_forecast_and_never_in_a_re_plan() -> None:
    """B promised 5 tanks by 2027; with a line a year late it has 4."""
    row = make.pledge("contribution", "TANK", "at_least", 5, state="B", period=SECOND)
    promised = twin().replaced(pledges=(row,))
    late = told(YEARS[1].start, ("delivered", ("B", "B1", FIRST), 0))
    found = tracked(promised, PLANNED, late, Means())
    assert isinstance(found, Tracked)
    assert [each.family for each in found.forecast.given] == ["pledges"]
    assert found.given == ("B contributes at least 5 units of TANK by 2027 (pledges[2])",)
    steady_one = steady(promised.replaced(plan_in_force=in_force(PLANNED)))
    past = past_of(steady_one, PLANNED, late)
    again = replanned(Asked(steady_one, past, 3 * MISSING, PLANNED), Means())
    assert isinstance(again, Replanned)
    assert isinstance(again.outcome, Infeasible)
    assert [(each.family, each.amount) for each in again.outcome.rows] == [("pledges", 1)]


@pytest.mark.parametrize("shard", [310])
def test_a_forecast_is_the_nearest_of_every_plan(shard: int) -> None:
    """Past and orders held and nothing beyond the plan: least change in size, least shortfall."""
    seen: Counter[str] = Counter()
    for case in cases(shard, stopping=False):
        actual = happened(case.scenario, case.old, case.true, case.random)
        past = past_of(case.scenario, case.old, actual.actuals)
        found = forecast(case.scenario, case.old, past, Means())
        left = [plan for plan in case.going_on(actual) if within(case, plan)]
        if not left or not isinstance(found, Forecast):
            seen["other"] += 1
            continue
        assert violations(case.scenario, found.plan) == ()
        assert actual.had(found.plan)
        assert within(case, found.plan)
        if found.as_planned:
            assert found.plan == case.old
        else:
            assert measure(case, found.plan) == min(measure(case, plan) for plan in left)
        seen["all"] += 1
        seen["moved"] += not found.as_planned
        if seen["all"] == EXAMPLES:
            break
    assert seen["moved"] >= 0.3 * EXAMPLES, seen


def test_the_large_way_forecasts_plans_with_the_same_past() -> None:
    """Around the plan: past held, nothing beyond it, and no nearer than the nearest there is."""
    done = 0
    for case in cases(311, stopping=False):
        actual = happened(case.scenario, case.old, case.true, case.random)
        past = past_of(case.scenario, case.old, actual.actuals)
        found = forecast(case.scenario, case.old, past, Means("quick", way="large"))
        if isinstance(found, Impossible) or found.as_planned or found.broken:
            continue
        assert violations(case.scenario, found.plan) == ()
        assert actual.had(found.plan)
        assert within(case, found.plan)
        done += 1
        if done == FEW:
            break
    assert done == FEW


def within(case: Case, plan: Plan) -> bool:
    """Nothing beyond the old plan in the second year, but what the first has brought."""
    first, second = case.scenario.periods
    for name in STEADY:
        stated, old = getattr(plan, name), getattr(case.old, name)
        for codes, value in stated.items():
            if name in PERIODLESS:
                begun = (codes[1], first.code) in case.true.operating
                if value > old.get(codes, 0) and not begun:
                    return False
            elif codes[-1] == second.code:
                there = stated.get((*codes[:-1], first.code), 0)
                if value > max(old.get(codes, 0), there):
                    return False
    return True


def measure(case: Case, plan: Plan) -> tuple[int, int]:
    held = case.scenario.replaced(plan_in_force=in_force(case.old))
    return change_size(Ledger(held, plan)), shortfall(Ledger(case.scenario, plan))
