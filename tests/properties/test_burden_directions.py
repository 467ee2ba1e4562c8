"""Which way plans move when burdens are measured or limited otherwise."""

from itertools import pairwise
from typing import Any

from allocator.accounts.burden import burdens
from allocator.accounts.ledger import Ledger
from allocator.domain.outcome import Solved
from allocator.domain.policy import AIMS, STEADINESS
from allocator.domain.scenario import Scenario
from allocator.engine.solve import solve
from allocator.model.build import build
from tests.scenarios import MILLION, in_force, line, policy, rates, state, tiny


def eight_tanks(baseline: int = 0, before: int = 0, *, rate: int = 9, **settings: Any) -> Scenario:
    """A and B alike find eight tanks; A spends `baseline` kEUR a year, and each has `before` tanks
    in the plan in force, which no aim holds on to."""
    aims = tuple(aim for aim in AIMS if aim not in STEADINESS)
    return tiny(
        policy=policy(aims=aims, **settings),
        states=(
            state("A", gdp=100 * MILLION, baseline_effort=baseline),
            state("B", gdp=100 * MILLION),
        ),
        required=8,
        lines=(line(), line("DEAR", unit_price=3 * MILLION)),
        line_rates=rates("L", rate) + rates("DEAR", 8),
        plan_in_force=tuple(
            in_force("delivered", code, "L", "2026", value=before) for code in "AB" if before
        ),
    )


def solved(scenario: Scenario) -> tuple[Ledger, dict[str, int]]:
    """The plan's accounts and its aims."""
    outcome = solve(build(scenario))
    assert isinstance(outcome, Solved)
    return Ledger(scenario, outcome.plan), {aim.name: aim.least for aim in outcome.aims}


def test_who_spends_more_already_is_asked_for_less() -> None:
    paid = []
    for baseline in (0, 1_000, 2_000, 4_000, 9_000):
        ledger, _ = solved(eight_tanks(baseline, burden_measure="effort"))
        accounts = burdens(ledger)
        assert accounts["A"].new_money + accounts["B"].new_money == 8_000
        paid.append(accounts["A"].new_money)
    assert paid[0] == 4_000
    assert paid[-1] == 0
    assert all(more >= less for more, less in pairwise(paid))
    by_money, _ = solved(eight_tanks(9_000))
    assert by_money.new_money["A"] == 4_000


def test_the_more_the_plan_in_force_asks_for_the_less_is_missing() -> None:
    short = [
        solved(eight_tanks(before=before, burden_limit_in_force=True))[1]["shortfall"]
        for before in (1, 2, 3, 4, 5)
    ]
    assert all(more > less for more, less in pairwise(short[:4]))
    assert short[3:] == [0, 0]
    assert solved(eight_tanks(before=1))[1]["shortfall"] == 0


def test_a_stand_alone_limit_never_helps_the_alliance_and_binds_while_going_alone_is_cheap() -> (
    None
):
    """Alone each could have four of the cheap tanks while the line makes four; together they need
    four dear ones as well. With fewer cheap ones, going alone costs more, and so may a plan."""
    short = []
    for rate in (4, 3, 2, 1):
        free = solved(eight_tanks(rate=rate))[1]["shortfall"]
        limited = solved(eight_tanks(rate=rate, stand_alone_limit=True))[1]["shortfall"]
        assert free == 0
        assert limited >= free
        short.append(limited)
    assert short[0] > short[-1]
    assert all(more >= less for more, less in pairwise(short))
