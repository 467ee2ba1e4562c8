"""Burdens settled from the top: by hand, against every plan, and what is said where it ends."""

from collections.abc import Iterator
from itertools import product
from random import Random
from typing import NamedTuple

import pytest

from allocator.domain.leximin import BurdenCap, BurdenRound, Leximin
from allocator.domain.outcome import AimResult, Solved
from allocator.domain.quantity import ceil_div
from allocator.domain.scenario import Scenario
from allocator.engine.progress import Progress
from allocator.engine.solve import Path, solve
from allocator.model.build import build
from allocator.verify.leximin import leximin_violations
from allocator.verify.verify import violations
from tests.properties.levels import kept, levels
from tests.scenarios import (
    MILLION,
    access,
    budget,
    capability,
    duo,
    line,
    policy,
    rates,
    requirement,
    state,
    tiny,
)


def solved(scenario: Scenario, path: Path = "auto") -> Solved:
    outcome = solve(build(scenario), path=path)
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


MARKETS = 60
"""A shard; 240 in all."""


class Market(NamedTuple):
    """States that buy from lines, each at prices of its own; kEUR."""

    wealth: tuple[int, ...]
    prices: tuple[tuple[int, ...], ...]
    """By line and state."""
    rates: tuple[int, ...]
    required: int
    ceilings: tuple[int, ...]
    rounds: int
    tolerance: int


def market(random: Random) -> Market:
    states, lines = random.choice((3, 4)), random.choice((1, 2))
    prices = tuple(
        tuple(random.randrange(600, 3_000, 50) for _ in range(states)) for _ in range(lines)
    )
    return Market(
        wealth=tuple(random.choice((100, 130, 210, 300)) * MILLION for _ in range(states)),
        prices=prices,
        rates=tuple(random.randint(2, 4) for _ in range(lines)),
        required=random.randint(3, 6),
        ceilings=tuple(random.choice((2, 5, 9, 20)) * MILLION for _ in range(states)),
        rounds=random.choice((0, 1, 2, 3)),
        tolerance=random.choice((0, 0, 500, 2_500)),
    )


def of_market(drawn: Market) -> Scenario:
    codes = "ABCD"[: len(drawn.wealth)]
    lines = tuple(line(f"L{n}", customers=tuple(codes)) for n, _ in enumerate(drawn.rates))
    return tiny(
        policy=policy(leximin_rounds=drawn.rounds, tolerances=(("spread", drawn.tolerance),)),
        states=tuple(state(c, gdp=gdp) for c, gdp in zip(codes, drawn.wealth, strict=True)),
        budgets=tuple(
            budget(c, ceiling=ceiling) for c, ceiling in zip(codes, drawn.ceilings, strict=True)
        ),
        required=drawn.required,
        lines=lines,
        line_rates=tuple(one for n, made in enumerate(drawn.rates) for one in rates(f"L{n}", made)),
        access=tuple(
            access(f"L{n}", c, price=price)
            for n, row in enumerate(drawn.prices)
            for c, price in zip(codes, row, strict=True)
        ),
    )


def bills(drawn: Market) -> Iterator[tuple[int, tuple[int, ...]]]:
    """(units found, money of each state) of everything the states could buy and pay."""
    states = range(len(drawn.wealth))
    splits = [
        [lots for lots in product(range(made + 1), repeat=len(states)) if sum(lots) <= made]
        for made in drawn.rates
    ]
    for bought in product(*splits):
        money = tuple(
            sum(row[s] * lots[s] for row, lots in zip(drawn.prices, bought, strict=True))
            for s in states
        )
        if all(spent <= most for spent, most in zip(money, drawn.ceilings, strict=True)):
            yield min(drawn.required, sum(map(sum, bought))), money


def falling(drawn: Market, money: tuple[int, ...]) -> tuple[int, ...]:
    pairs = zip(money, drawn.wealth, strict=True)
    return tuple(sorted((ceil_div(spent * 10_000, gdp) for spent, gdp in pairs), reverse=True))


@pytest.mark.parametrize("shard", range(4))
def test_rounds_are_those_of_every_plan(shard: int) -> None:
    """Three or four states: rounds, and the cheapest plan that keeps them, by trying all."""
    random = Random(f"markets {shard}")
    counts = []
    for number in range(MARKETS):
        drawn = market(random)
        every = list(bills(drawn))
        most = max(found for found, _ in every)
        left = [money for found, money in every if found == most]
        settled = levels([falling(drawn, money) for money in left], drawn.rounds)
        cheapest = min(
            sum(money) for money in left if kept(falling(drawn, money), settled, drawn.tolerance)
        )
        outcome = solved(of_market(drawn))
        assert found_rounds(outcome) == list(settled), number
        assert leximin(outcome).exact
        assert aim(outcome, "spread").least == settled[0][0]
        assert aim(outcome, "cost").least == 1_000 * cheapest
        counts.append(len(settled))
    assert max(counts) >= 3


def test_both_paths_agree_on_the_largest_burden() -> None:
    whole, large = solved(duo("ii")), solved(duo("ii"), "large")
    assert found_rounds(whole) == [(634, 1), (600, 2)]
    assert aim(large, "spread").least == 634
