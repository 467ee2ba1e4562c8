"""Burdens settled from the top: by hand, and what is said where it ends."""

import pytest

from allocator.domain.leximin import BurdenCap, BurdenRound, Leximin
from allocator.domain.outcome import AimResult, Solved
from allocator.domain.scenario import Scenario
from allocator.engine.progress import Progress
from allocator.engine.solve import solve
from allocator.engine.way import Way
from allocator.model.build import build
from allocator.verify.leximin import leximin_violations
from allocator.verify.verify import violations
from tests.scenarios import (
    MILLION,
    access,
    capability,
    duo,
    line,
    policy,
    rates,
    requirement,
    state,
    tiny,
)


def solved(scenario: Scenario, way: Way = "auto") -> Solved:
    outcome = solve(build(scenario), way=way)
    assert isinstance(outcome, Solved)
    assert violations(scenario, outcome.plan) == ()
    assert leximin_violations(scenario, outcome.plan, outcome.aims) == ()
    return outcome


def aim(outcome: Solved, name: str) -> AimResult:
    return next(one for one in outcome.aims if one.name == name)


def leximin(outcome: Solved) -> Leximin:
    found = aim(outcome, "spread").leximin
    assert found is not None
    return found


def found_rounds(outcome: Solved) -> list[tuple[int, int | None]]:
    return [(one.level, one.states) for one in leximin(outcome).rounds]


def three(rounds: int = 3, tolerance: int = 0) -> Scenario:
    """A ship that only A can buy, for 600 basis points; four tanks for B, at 100 each, and C, at
    150 each.

    The largest burden is 600 whoever buys the tanks, and cheapest is B alone: 600, 400, 0 at EUR
    10 m. From the top, by tanks of B: 4: 600, 400, 0; 3: 600, 300, 150; 2: 600, 300, 200; 1: 600,
    450, 100; 0: 600 twice. So level 600 is borne by one state, level 300 by two, and the third
    stands at 150: B buys three, at EUR 10.5 m.
    """
    gdp = 100 * MILLION
    return tiny(
        policy=policy(leximin_rounds=rounds, tolerances=(("spread", tolerance),)),
        states=(state("A", gdp=gdp), state("B", gdp=gdp), state("C", gdp=gdp)),
        capabilities=(capability("SHIP"), capability("TANK")),
        requirements=(requirement(1, "SHIP"), requirement(4, "TANK")),
        lines=(
            line("S", capability="SHIP", customers=("A",), unit_price=6 * MILLION),
            line("T", customers=("B", "C")),
        ),
        line_rates=rates("S", 1) + rates("T", 4),
        access=(access("T", "C", price=1_500),),
    )


def tanks(outcome: Solved) -> tuple[int, int]:
    """Of B and C."""
    delivered = outcome.plan.delivered
    return delivered.get(("B", "T", "2026"), 0), delivered.get(("C", "T", "2026"), 0)


@pytest.mark.parametrize("limit", [3, 4, 0])
def test_three_states_by_hand(limit: int) -> None:
    """After three rounds every state is counted: nothing is left for a fourth."""
    outcome = solved(three(limit))
    assert found_rounds(outcome) == [(600, 1), (300, 2), (150, 3)]
    assert leximin(outcome).exact
    assert tanks(outcome) == (3, 1)
    assert aim(outcome, "cost").value == 10_500_000
    assert outcome.verdict == "optimal"


def test_one_round_settles_the_largest_burden_and_who_else_bears_it() -> None:
    outcome = solved(three(1))
    assert found_rounds(outcome) == [(600, 1)]
    assert leximin(outcome).exact
    assert tanks(outcome) == (4, 0)
    assert aim(outcome, "cost").value == 10_000_000


def test_two_rounds_leave_the_third_state_open() -> None:
    outcome = solved(three(2))
    assert found_rounds(outcome) == [(600, 1), (300, 2)]
    assert leximin(outcome).caps(three(2).policy) == ((600, 0), (300, 1), (299, 2))


@pytest.mark.parametrize(("tolerance", "bought"), [(3_333, (3, 1)), (3_334, (4, 0))])
def test_each_level_may_be_given_up_by_the_tolerance(
    tolerance: int, bought: tuple[int, int]
) -> None:
    """The rounds know no tolerance; for a cheaper plan the second burden may reach 400 at a third
    of 300 more, and not a hair before."""
    outcome = solved(three(3, tolerance))
    assert found_rounds(outcome) == [(600, 1), (300, 2), (150, 3)]
    assert tanks(outcome) == bought
    assert aim(outcome, "spread").value == 600


def test_nothing_to_settle_is_settled() -> None:
    outcome = solved(tiny(required=4))
    assert found_rounds(outcome) == [(0, 2)]
    assert leximin(outcome).exact


def test_a_state_without_a_key_has_no_burden() -> None:
    """B pays nothing and is not counted, so the first round counts every state there is."""
    scenario = tiny(
        states=(state("A", gdp=100 * MILLION), state("B", gdp=0)),
        required=1,
        lines=(line(),),
        line_rates=rates("L", 1),
    )
    outcome = solved(scenario)
    assert found_rounds(outcome) == [(100, 1)]
    assert leximin(outcome).exact


def test_an_early_end_claims_nothing_it_did_not_search() -> None:
    """Stopped as soon as the largest burden is proven: what is there is kept, and told as open."""
    heard: list[Progress] = []
    outcome = solve(
        build(three()),
        observer=heard.append,
        stop=lambda: any((one.aim, one.phase) == ("spread", "burdens") for one in heard),
    )
    assert isinstance(outcome, Solved)
    assert leximin_violations(three(), outcome.plan, outcome.aims) == ()
    assert aim(outcome, "spread").proven
    last = leximin(outcome).rounds[-1]
    assert not last.proven
    assert not leximin(outcome).exact
    assert outcome.verdict == "feasible"


def test_a_large_program_says_that_only_the_largest_burden_was_searched() -> None:
    outcome = solved(three(), "large")
    (only,) = leximin(outcome).rounds
    assert (only.level, only.states, only.states_bound) == (600, None, None)
    assert not leximin(outcome).finished
    assert outcome.verdict == "feasible"
    assert leximin(outcome).caps(three().policy) == ((600, 0),)


def test_rounds_count_only_if_all_of_them_are_proven() -> None:
    sure = BurdenRound(9, 9, 1, 1)
    assert Leximin((sure,), finished=True).exact
    for open_one in (
        BurdenRound(9, 8, 1, 1),
        BurdenRound(9, 9, 2, 1),
        BurdenRound(9, 9),
    ):
        assert not Leximin((sure, open_one), finished=True).exact
    assert not Leximin((sure,), finished=False).exact
    caps = Leximin((sure, BurdenRound(5, 5, 3, 3)), finished=True).caps(policy())
    assert caps == (BurdenCap(9, 0), BurdenCap(5, 1), BurdenCap(4, 3))


def test_both_ways_agree_on_the_largest_burden() -> None:
    whole, large = solved(duo("ii")), solved(duo("ii"), "large")
    assert found_rounds(whole) == [(634, 1), (600, 2)]
    assert aim(large, "spread").least == 634
