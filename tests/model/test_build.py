from dataclasses import fields
from typing import Any

import numpy as np
import pytest

from allocator.domain.plan import Plan
from allocator.errors import ModelError
from allocator.model.build import build
from allocator.model.model import Model
from tests.model.busy import BUSY_PLAN, busy
from tests.plans import broken, plan
from tests.scenarios import MILLION, duo, line, policy, rates, tiny


def completed(model: Model, candidate: Plan) -> Plan:
    """With its crews and carry."""
    return model.plan(model.vector(candidate))


def test_a_plan_and_its_assignment_are_the_same() -> None:
    scenario = busy()
    model = build(scenario)
    vector = model.vector(BUSY_PLAN)
    assert model.program.holds(vector)
    back = model.plan(vector)
    assert broken(scenario, back) == set()
    for decision in fields(Plan):
        if decision.name not in {"crews", "carry"}:
            assert getattr(back, decision.name) == getattr(BUSY_PLAN, decision.name)
    assert np.array_equal(model.vector(back), model.vector(completed(model, back)))


def test_every_kind_of_auxiliary_variable_is_at_work() -> None:
    model = build(busy())
    vector = model.vector(BUSY_PLAN)
    kinds = {model.program.variables[number].kind for number in model.completions if vector[number]}
    assert kinds == {
        "new_lots",
        "new_money",
        "shortfall",
        "runs",
        "posts",
        "beyond_today",
        "manned",
        "money_in_lines",
        "paid_to_line",
        "missing_return",
        "second_source",
        "delivers",
        "largest_burden",
        "beyond_fair_call",
        "buys",
        "joint",
        "joint_money",
    }


LEAST = {
    "shortfall",
    "runs",
    "posts",
    "beyond_today",
    "missing_return",
    "second_source",
    "largest_burden",
    "beyond_fair_call",
}
EXACT = {"new_lots", "new_money", "money_in_lines", "paid_to_line"}
MOST = {"delivers", "manned", "buys", "joint", "joint_money"}


def test_no_auxiliary_variable_can_be_better_than_the_plan_is() -> None:
    """Rows bind each at its value, so that no solver gains by stating it otherwise."""
    model = build(busy())
    vector = model.vector(BUSY_PLAN)
    tried = set()
    for number in model.completions:
        kind = model.program.variables[number].kind
        for kinds, change in ((LEAST | EXACT, -1), (MOST | EXACT, 1)):
            if kind in kinds and (change > 0 or vector[number] > 0):
                other = vector.copy()
                other[number] += change
                assert not model.program.holds(other), model.program.variables[number]
                tried.add(kind)
    assert tried == LEAST | EXACT | MOST


def test_variables_say_what_they_are_about() -> None:
    model = build(busy())
    program, places = model.program, {}
    for number, name in enumerate(program.variables):
        places[name.kind, *name.codes] = {
            label: int(column[number])
            for label, column in program.labels.items()
            if column[number] >= 0
        }
    assert places["delivered", "B", "LB", "2027"] == {
        "state": 1,
        "line": 1,
        "capability": 0,
        "period": 1,
    }
    assert places["pool_shares", "S", "P", "LA", "2027"] == {
        "state": 2,
        "pool": 0,
        "line": 0,
        "capability": 0,
        "period": 1,
    }
    assert places["funding", "A", "LA", "2026"] == {
        "state": 0,
        "line": 0,
        "capability": 0,
        "period": 0,
    }
    assert places["carry", "A", "2026"] == {"state": 0, "period": 0}
    assert places["support", "TANK", "2027"] == {"capability": 0, "period": 1}
    assert places["new_money", "S", "2027"] == {"state": 2, "period": 1}
    assert places["join", "S", "P"] == {"state": 2, "pool": 0, "capability": 0}
    assert places["largest_burden",] == {}


def test_what_can_only_be_zero_is_no_variable() -> None:
    """LB does not sell to S, A is not in the pool, LA reaches B in 2027, steps come late."""
    names = {(name.kind, *name.codes) for name in build(busy()).program.variables}
    assert ("delivered", "S", "LB", "2026") not in names
    assert ("pool_shares", "A", "P", "LA", "2027") not in names
    assert ("delivered", "B", "LA", "2026") not in names
    assert ("delivered", "B", "LA", "2027") in names
    assert ("expansion", "LA", "2027") not in names
    assert ("carry", "A", "2027") not in names
    assert ("carry", "B", "2026") not in names


def test_bounds_are_as_tight_as_single_decisions_allow() -> None:
    """LA makes 2, then 3 and a half more with each of two steps; B waits for it until 2027."""
    program = build(busy()).program
    upper = {
        (name.kind, *name.codes): int(most)
        for name, most in zip(program.variables, program.upper, strict=True)
    }
    assert upper["delivered", "A", "LA", "2026"] == 2
    assert upper["delivered", "A", "LA", "2027"] == 6
    assert upper["delivered", "B", "LA", "2027"] == 4
    assert upper["contribution", "A", "TANK", "2026"] == 8
    assert upper["contribution", "S", "TANK", "2026"] == 2
    assert upper["contribution", "S", "TANK", "2027"] == 6
    assert upper["carry", "A", "2026"] == 3 * MILLION
    assert not np.any(program.upper == 0)


def test_crews_are_filled_as_late_as_training_allows() -> None:
    """In 2027 B gives one unit of LB (4 posts) and has 8 shares (a post each); 5 are free."""
    crews = completed(build(busy()), BUSY_PLAN).crews
    assert crews == {("B", "2026"): 2, ("B", "2027"): 7}


@pytest.mark.parametrize(
    ("decisions", "message"),
    [
        ({"delivered": {("S", "LB", "2026"): 1}}, r"delivered\[S,LB,2026\] is always zero"),
        ({"expansion": {("LA", "2027"): 1}}, r"expansion\[LA,202.\] differs from its twin"),
        ({"open": {("P",): 1}}, r"operating\[P,2027\] differs from its twin"),
    ],
)
def test_what_the_program_cannot_say_is_refused(decisions: Any, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        build(busy()).vector(plan(**decisions))


def test_aims_come_in_the_order_of_the_policy() -> None:
    order = ("shortfall", "reliance", "cost", "spread", "even_call", "tie_break")
    model = build(busy(policy=policy(deadline_period="2027", aims=order)))
    assert tuple(model.aims) == order


def test_the_same_scenario_makes_the_same_program() -> None:
    one, two = build(busy()).program, build(busy()).program
    assert one.variables == two.variables
    assert one.rows == two.rows
    assert np.array_equal(one.data, two.data)
    assert np.array_equal(one.index, two.index)


def test_numbers_too_large_to_be_exact_are_refused() -> None:
    """9 lots at EUR 1,000,000 billion."""
    scenario = tiny(ceiling=10**16, lines=(line(unit_price=10**15),), line_rates=rates("L", 9))
    with pytest.raises(ModelError, match=r"new_money\[A,2026\]: numbers too large"):
        build(scenario)


def test_duo_is_small() -> None:
    model = build(duo("ii"))
    assert len(model.program.variables) - len(model.completions) == 6
