"""Tiny scenarios without any plan: drawn ones into which a contradiction is planted."""

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from allocator.domain.scenario import Scenario
from tests import scenarios as make
from tests.properties.drawing import drawn
from tests.properties.trait_pooling import drawn_with_pool_rules

MILLION = make.MILLION
Records = dict[str, Any]
Plant = Callable[[Scenario, Random], Records]


def infeasible(seed: int) -> tuple[str, Scenario]:
    """The name of what was planted, and the scenario."""
    random = Random(f"{seed}|conflict")
    name = random.choice(sorted(PLANTS))
    pooled = name.startswith("pool")
    scenario = drawn(seed)
    while pooled and not scenario.pools:
        seed += 1_000_003
        scenario = drawn(seed)
    if pooled and random.random() < 0.5:
        scenario = drawn_with_pool_rules(seed)
    if random.random() < 0.85:
        # Ways to pay for an expansion are what most of the time of trying all plans goes into.
        lines = tuple(line.model_copy(update={"max_steps": 0}) for line in scenario.lines)
        scenario = scenario.replaced(lines=lines)
    return name, scenario.replaced(**PLANTS[name](scenario, random))


def _last(scenario: Scenario) -> str:
    return scenario.periods[-1].code


def _pledged(scenario: Scenario, *pledges: tuple[Any, ...]) -> Records:
    """(object, code, relation, quantity, state) by the end of the horizon."""
    made = tuple(
        make.pledge(*pledge, state=state, period=_last(scenario), row=row)
        for row, (*pledge, state) in enumerate(pledges, 50)
    )
    return {"pledges": (*scenario.pledges, *made)}


def _rated(scenario: Scenario, units: int) -> Records:
    """Every line delivers so much in each period and cannot grow."""
    return {
        "line_rates": tuple(
            row.model_copy(update={"units": 1_000 * units}) for row in scenario.line_rates
        ),
        "lines": tuple(line.model_copy(update={"max_steps": 0}) for line in scenario.lines),
    }


def _pledges_against_each_other(scenario: Scenario, random: Random) -> Records:
    what = random.choice((("contribution", "TANK"), ("order", "L")))
    return _pledged(
        scenario,
        (*what, "at_least", random.randint(2, 4), "B"),
        (*what, "at_most", random.randint(0, 1), "B"),
    )


def _more_than_lines_make(scenario: Scenario, random: Random) -> Records:
    lot = scenario.capabilities[-1].lot
    pledged = _pledged(scenario, ("order", "L", "at_least", lot * random.randint(7, 9), "B"))
    return {**_rated(scenario, lot), **pledged}


def _sooner_than_lines_deliver(scenario: Scenario, _: Random) -> Records:
    late = tuple(line.model_copy(update={"lead_months": 60}) for line in scenario.lines)
    return {**_pledged(scenario, ("order", "L", "at_least", 1, "B")), "lines": late}


def _against_the_law(scenario: Scenario, random: Random) -> Records:
    on = random.choice((("contribution", "TANK"), ("order", "L")))
    ban = make.rule("BAN", "forbid", states=("B",), binds="B", legal_basis="treaty")
    return {
        **_pledged(scenario, (*on, "at_least", 1, "B")),
        "rules": (*scenario.rules, ban),
    }


def _without_a_licence(scenario: Scenario, _: Random) -> Records:
    other = tuple(row for row in scenario.access if (row.line, row.state) != ("L", "B"))
    barred = make.access("L", "B", permitted=False, legal_basis="export law")
    return {
        **_pledged(scenario, ("order", "L", "at_least", 1, "B")),
        "access": (*other, barred),
    }


def _above_a_cap_of_law(scenario: Scenario, random: Random) -> Records:
    legal = random.choice(("statute", ""))
    floor = make.rule(
        "FLOOR", "floor", states=("B",), binds="B", value=random.choice((2_000, 2_500))
    )
    cap = make.rule("CAP", "cap", states=("B",), binds="B", value=1_500, legal_basis=legal)
    return {"rules": (*scenario.rules, floor, cap)}


def _pool_of_states_that_exclude_each_other(scenario: Scenario, _: Random) -> Records:
    both = [("pool_join", "P", "exactly", 1, state) for state in "AB"]
    return {
        **_pledged(scenario, *both),
        "exclusions": (make.exclusion("A", "B", "TANK"),),
    }


def _pool_that_bars(scenario: Scenario, _: Random) -> Records:
    rows = tuple(
        row.model_copy(update={"role": "barred"}) if row.state == "A" else row
        for row in scenario.pool_members
    )
    return {**_pledged(scenario, ("pool_join", "P", "at_least", 1, "A")), "pool_members": rows}


def _pool_without_enough_members(scenario: Scenario, _: Random) -> Records:
    pools = tuple(
        pool.model_copy(update={"min_members": 3}) if pool.code == "P" else pool
        for pool in scenario.pools
    )
    return {**_pledged(scenario, ("pool_open", "P", "at_least", 1, None)), "pools": pools}


def _floor_above_what_can_be_bought(scenario: Scenario, random: Random) -> Records:
    floor = random.choice((6, 9)) * MILLION
    return {
        **_rated(scenario, 1),
        "budgets": tuple(
            row.model_copy(update={"floor": floor, "ceiling": 2 * floor})
            if row.state == "B" and row.period == _last(scenario)
            else row
            for row in scenario.budgets
        ),
    }


def _contract_above_the_ceiling(scenario: Scenario, random: Random) -> Records:
    owed = random.choice((5, 7)) * MILLION
    contract = make.contract("B", 1, period=_last(scenario), unpaid=owed, row=60)
    window = make.window("B", scenario.periods[0].code, _last(scenario), ceiling=3 * MILLION)
    windows = (window,) if random.random() < 0.5 else ()
    return {"order_book": (*scenario.order_book, contract), "budget_windows": windows}


def _burden_floor_above_the_ceilings(scenario: Scenario, random: Random) -> Records:
    asked = random.choice((1_200, 900))
    return {
        "states": tuple(
            state.model_copy(update={"burden_floor": asked, "burden_ceiling": None})
            if state.code == "B"
            else state
            for state in scenario.states
        )
    }


def _more_than_people_man(scenario: Scenario, random: Random) -> Records:
    posts = tuple(
        make.personnel("B", period.code, posts_free=random.choice((0, 2)), pipeline=1)
        for period in scenario.periods
    )
    return {
        **_pledged(scenario, ("contribution", "TANK", "at_least", 2, "B")),
        "holdings": (),
        "capabilities": tuple(row.model_copy(update={"posts": 9}) for row in scenario.capabilities),
        "personnel": posts,
        "access": (),
    }


PLANTS: Mapping[str, Plant] = {
    "pledges": _pledges_against_each_other,
    "rates": _more_than_lines_make,
    "lead time": _sooner_than_lines_deliver,
    "law": _against_the_law,
    "licence": _without_a_licence,
    "cap": _above_a_cap_of_law,
    "pool exclusion": _pool_of_states_that_exclude_each_other,
    "pool role": _pool_that_bars,
    "pool members": _pool_without_enough_members,
    "floor": _floor_above_what_can_be_bought,
    "contract": _contract_above_the_ceiling,
    "burden": _burden_floor_above_the_ceilings,
    "posts": _more_than_people_man,
}
"""By name; those of pools need a pool."""
