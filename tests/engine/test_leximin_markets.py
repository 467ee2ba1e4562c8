"""Burdens settled from the top against every plan of small markets, by both measures."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise, product
from random import Random
from typing import Literal, NamedTuple

import pytest

from allocator.domain.leximin import Leximin
from allocator.domain.outcome import Solved
from allocator.domain.quantity import ceil_div
from allocator.domain.scenario import Scenario
from allocator.engine.solve import solve
from allocator.model.build import build
from allocator.verify.leximin import leximin_violations
from allocator.verify.verify import violations
from tests.properties.levels import Burdens, Rounds, kept, levels
from tests.scenarios import MILLION, access, budget, line, policy, rates, state, tiny

Measure = Literal["new_money", "effort"]
MARKETS = 60
"""A shard of a measure; 120 for each, 240 in all."""


class Market(NamedTuple):
    """States that buy from lines, each at prices of its own; kEUR."""

    measure: Measure
    wealth: tuple[int, ...]
    baselines: tuple[int, ...]
    """A year."""
    prices: tuple[tuple[int, ...], ...]
    """By line and state."""
    rates: tuple[int, ...]
    required: int
    ceilings: tuple[int, ...]
    rounds: int
    tolerance: int


def market(random: Random, measure: Measure) -> Market:
    """In one of three all states are alike, so that burdens tie."""
    states, lines = random.choice((3, 4)), random.choice((1, 2))
    alike = random.random() < 1 / 3

    def each(values: tuple[int, ...]) -> tuple[int, ...]:
        if alike:
            return (random.choice(values),) * states
        return tuple(random.choice(values) for _ in range(states))

    return Market(
        measure=measure,
        wealth=each(tuple(MILLION * gdp for gdp in (100, 130, 210, 300))),
        baselines=each((0, 400, 1_000, 2_501, 6_000)),
        prices=tuple(each(tuple(range(600, 3_000, 50))) for _ in range(lines)),
        rates=tuple(random.randint(2, 4) for _ in range(lines)),
        required=random.randint(3, 6),
        ceilings=each(tuple(MILLION * most for most in (2, 5, 9, 20))),
        rounds=random.choice((0, 1, 2, 3)),
        tolerance=random.choice((0, 0, 500, 2_500)),
    )


def of_market(drawn: Market) -> Scenario:
    codes = "ABCD"[: len(drawn.wealth)]
    lines = tuple(line(f"L{n}", customers=tuple(codes)) for n, _ in enumerate(drawn.rates))
    return tiny(
        policy=policy(
            leximin_rounds=drawn.rounds,
            tolerances=(("spread", drawn.tolerance),),
            burden_measure=drawn.measure,
        ),
        states=tuple(
            state(code, gdp=gdp, baseline_effort=effort)
            for code, gdp, effort in zip(codes, drawn.wealth, drawn.baselines, strict=True)
        ),
        budgets=tuple(
            budget(code, ceiling=ceiling)
            for code, ceiling in zip(codes, drawn.ceilings, strict=True)
        ),
        required=drawn.required,
        lines=lines,
        line_rates=tuple(one for n, made in enumerate(drawn.rates) for one in rates(f"L{n}", made)),
        access=tuple(
            access(f"L{n}", code, price=price)
            for n, row in enumerate(drawn.prices)
            for code, price in zip(codes, row, strict=True)
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


def falling(drawn: Market, money: tuple[int, ...]) -> Burdens:
    """Burdens by the market's measure, from the largest."""
    baselines = drawn.baselines if drawn.measure == "effort" else (0,) * len(money)
    measured = [spent + own for spent, own in zip(money, baselines, strict=True)]
    pairs = zip(measured, drawn.wealth, strict=True)
    return tuple(sorted((ceil_div(spent * 10_000, gdp) for spent, gdp in pairs), reverse=True))


def settled(scenario: Scenario) -> tuple[Rounds, int]:
    """Rounds of the engine, all proven, and the cost of its plan, in EUR."""
    outcome = solve(build(scenario))
    assert isinstance(outcome, Solved)
    assert violations(scenario, outcome.plan) == ()
    assert leximin_violations(scenario, outcome.plan, outcome.aims) == ()
    aims = {aim.name: aim for aim in outcome.aims}
    leximin = aims["spread"].leximin
    assert isinstance(leximin, Leximin)
    assert leximin.exact
    assert aims["spread"].least == leximin.rounds[0].level
    rounds = tuple((one.level, one.states or 0) for one in leximin.rounds)
    return rounds, aims["cost"].least


def ties(rounds: Rounds) -> bool:
    """Whether a level above zero is borne by several states at once."""
    steps = pairwise(((0, 0), *rounds))
    return any(level and states > before + 1 for (_, before), (level, states) in steps)


@pytest.mark.parametrize("shard", range(2))
@pytest.mark.parametrize("measure", ["new_money", "effort"])
def test_rounds_are_those_of_every_plan(measure: Measure, shard: int) -> None:
    """Three or four states: rounds, and the cheapest plan that keeps them, by trying all."""
    random, seen = Random(f"{measure} {shard}"), Counter[str]()
    for number in range(MARKETS):
        drawn = market(random, measure)
        every = list(bills(drawn))
        most = max(found for found, _ in every)
        left = [money for found, money in every if found == most]
        rounds = levels([falling(drawn, money) for money in left], drawn.rounds)
        cheapest = min(
            sum(money) for money in left if kept(falling(drawn, money), rounds, drawn.tolerance)
        )
        assert settled(of_market(drawn)) == (rounds, 1_000 * cheapest), number
        seen["ties"] += ties(rounds)
        seen["three rounds"] += len(rounds) >= 3
        by_money = drawn._replace(measure="new_money")
        seen["the other way round"] += (
            levels([falling(by_money, money) for money in left], drawn.rounds) != rounds
        )
    assert seen["ties"] >= MARKETS // 6
    assert seen["three rounds"] >= MARKETS // 6
    assert measure == "new_money" or seen["the other way round"] >= MARKETS // 2
