"""The plan in force as an assignment, and as the place from which a search goes on."""

from dataclasses import fields
from typing import Any

import pytest

from allocator.domain.outcome import Solved
from allocator.domain.plan import Plan
from allocator.domain.plan_in_force import PlanRow
from allocator.domain.policy import AIMS
from allocator.domain.scenario import Scenario
from allocator.engine.progress import FIRST_PHASE, Progress
from allocator.engine.solve import solve
from allocator.engine.way import Way
from allocator.model.build import build
from tests.model.test_steadiness import IN_FORCE, ROWS, over, steady
from tests.plans import plan
from tests.scenarios import holding, in_force, line, pledge, policy, rates, state, tiny

WAYS: tuple[Way, ...] = ("whole", "large")


def assignment(*rows: PlanRow, **records: Any) -> tuple[Plan, bool]:
    """What the model makes of rows in force, and whether it holds."""
    model = build(steady(*rows, **records))
    vector = model.in_force()
    assert vector is not None
    return model.plan(vector), model.program.holds(vector)


def test_the_plan_in_force_is_an_assignment() -> None:
    assert assignment() == (IN_FORCE, True)


def test_nothing_in_force_is_none() -> None:
    assert build(tiny()).in_force() is None


def test_what_is_always_zero_is_left_out() -> None:
    """Unknown codes, and a line that A may not buy from."""
    rows = (
        in_force("delivered", "A", "OLD", "2026", value=1),
        *over("delivered", "A", "M", values=(1, 1, 1)),
    )
    lines = (line("L"), line("M", host="B", customers=("B",)))
    assert assignment(*rows, lines=lines) == (plan(), True)


def test_bounds_are_kept() -> None:
    """L can make 9 lots a year, and no more."""
    rows = over("delivered", "A", "L", values=(10, 10, 10))
    lines = (line("L"), line("M", host="B"))
    assert assignment(*rows, lines=lines)[0].delivered["A", "L", "2026"] == 9


def test_what_breaks_a_row_is_said_all_the_same() -> None:
    """A is in a pool that is not open."""
    assert assignment(in_force("join", "A", "P", value=1)) == (plan(join={("A", "P"): 1}), False)


def test_who_must_be_in_is_in_where_the_pool_is_open() -> None:
    rows = (row for row in ROWS if row.codes != ("B", "P"))
    found, holds = assignment(*rows)
    assert holds
    assert ("B", "P") in found.join


@pytest.mark.parametrize("way", WAYS)
def test_the_search_starts_from_it_where_the_status_quo_does_not_hold(way: Way) -> None:
    """A pledge of two lots: no first phase is needed."""
    rows = [in_force("delivered", "B", "L", "2026", value=2)]
    heard: list[Progress] = []
    for held in ([], rows):
        heard.clear()
        scenario = tiny(
            lines=(line(),),
            line_rates=rates("L", 5),
            pledges=(pledge("order", "L", "at_least", 2, state="B"),),
            plan_in_force=tuple(held),
        )
        assert isinstance(solve(build(scenario), way=way, observer=heard.append), Solved)
        assert any(each.aim == FIRST_PHASE for each in heard) is not bool(held)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("tolerance", "kept"), [(0, False), (500, True)])
def test_it_is_gone_back_to_as_soon_as_tolerances_allow(
    way: Way, tolerance: int, kept: bool
) -> None:
    """In force are two lots from the dearer line; 105 instead of 100 lies within 5 %."""
    scenario = tiny(
        policy=policy(aims=AIMS, tolerances=(("cost", tolerance), ("spread", tolerance))),
        states=(state("A", gdp=100_000), state("B", gdp=100_000)),
        required=4,
        holdings=(holding("A", 2),),
        lines=(line("L", unit_price=1_000), line("M", unit_price=1_050)),
        line_rates=rates("L", 2) + rates("M", 2),
        plan_in_force=(
            in_force("contribution", "A", "TANK", "2026", value=3),
            in_force("contribution", "B", "TANK", "2026", value=1),
            in_force("delivered", "A", "M", "2026", value=1),
            in_force("delivered", "B", "M", "2026", value=1),
        ),
    )
    outcome = solve(build(scenario), way=way)
    assert isinstance(outcome, Solved)
    values = {aim.name: aim.value for aim in outcome.aims}
    assert values["shortfall"] == 0
    assert (values["changes"] == 0) is kept
    if kept:
        assert outcome.plan == _plan(scenario)


def _plan(scenario: Scenario) -> Plan:
    """The plan that is in force."""
    rows = scenario.plan_in_force
    return plan(
        **{
            decision.name: {row.codes: row.value for row in rows if row.decision == decision.name}
            for decision in fields(Plan)
        }
    )
