"""Drawn scenarios whose pool must answer calls, whose states may exclude each other in it, or in
which a second pool wants the same capability and the same line."""

from random import Random
from typing import Any

from allocator.domain.pool import Call, Exclusion
from allocator.domain.scenario import Scenario
from tests import scenarios as make
from tests.properties.drawing import drawn

Records = dict[str, Any]


def drawn_with_pool_rules(seed: int) -> Scenario:
    """The first scenario with a pool from `seed` on, with such rules."""
    scenario = drawn(seed)
    while not scenario.pools:
        seed += 1_000_003
        scenario = drawn(seed)
    random = Random(f"{seed}|pooling")
    records: Records = {name: getattr(scenario, name) for name in Scenario.model_fields}
    records["pools"] = tuple(
        pool.model_copy(
            update={
                "availability": random.choice((10_000, 10_000, 7_500, 5_000)),
                "min_members": 1,
                "min_lots": 0,
            }
        )
        for pool in scenario.pools
    )
    apart = random.random() < 0.5
    if apart:
        records["exclusions"] = _exclusions(random)
        willing = {"role": "candidate", "framework_eligible": True, "least_share": 0}
        # A lot has two shares: where nobody may have both, it takes the two of them.
        most = random.choice((1, 1, 4))
        records["pool_members"] = tuple(
            row.model_copy(update={**willing, "shares_today": 0, "most_share": most})
            for row in scenario.pool_members
        )
    if not apart or random.random() < 0.3:
        records["calls"] = _calls(random)
    if random.random() < 0.4:
        _second_pool(random, records, scenario)
    return Scenario.make(**records)


def _exclusions(random: Random) -> tuple[Exclusion, ...]:
    pair = random.choice((("A", "B"), ("B", "A")))
    return (make.exclusion(*pair, *random.choice(((), (), ("TANK", "SHIP")))),)


def _calls(random: Random) -> tuple[Call, ...]:
    """One contingency, or one for each state."""
    return tuple(
        make.call("P", state, random.choice((0, 1, 1, 2)), random.choice(("NORTH", f"OF_{state}")))
        for state in "AB"
    )


def _second_pool(random: Random, records: Records, scenario: Scenario) -> None:
    """It may own one lot of what P owns, from the first line of P."""
    (first,) = scenario.pools
    second = make.pool(
        "Q",
        lines=first.lines,
        start=first.start,
        startup_cost=random.choice((0, 50)),
        max_lots=1,
        price_factor=random.choice((600, 900)),
    )
    members = tuple(make.member("Q", state, most_share=2) for state in random.choice(("A", "AB")))
    records["pools"] = (*records["pools"], second)
    records["pool_members"] = (*records["pool_members"], *members)
    records["lines"] = tuple(r.model_copy(update={"max_steps": 0}) for r in scenario.lines)
    if random.random() < 0.5:
        records["calls"] = (*records["calls"], make.call("Q", "A", 1))
    if random.random() < 0.6:
        last = scenario.periods[-1].code
        opened = make.pledge("pool_open", "Q", "at_least", 1, period=last, row=3)
        records["pledges"] = (*records["pledges"], opened)


def unbound(scenario: Scenario) -> Scenario:
    """The scenario without exclusions and calls."""
    return scenario.replaced(exclusions=(), calls=())
