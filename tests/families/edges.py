"""Edge pairs: a plan that just holds a row and one that just fails it, for model and verifier."""

import numpy as np

from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.errors import ModelError
from allocator.model.build import build
from allocator.model.model import Model
from tests.plans import broken

BOUNDS = "bounds"


def model_breaks(model: Model, candidate: Plan) -> set[str]:
    """Families of the program's rows that a plan breaks; BOUNDS where it leaves a domain."""
    try:
        vector = model.vector(candidate)
    except ModelError:
        return {BOUNDS}
    program = model.program
    rows = {program.rows[number].family for number in np.nonzero(program.excess(vector))[0]}
    inside = np.all((program.lower <= vector) & (vector <= program.upper))
    return rows if inside else rows | {BOUNDS}


def just_holds(scenario: Scenario, candidate: Plan) -> None:
    """Both sides accept the plan, once its crews and carry are the least that serve it."""
    model = build(scenario)
    vector = model.vector(candidate)
    assert model_breaks(model, candidate) == set()
    assert model.program.holds(vector)
    assert broken(scenario, model.plan(vector)) == set()


def just_fails(scenario: Scenario, candidate: Plan, family: str) -> None:
    """The verifier names this family and no other; the model refuses the plan by it or a bound."""
    model = build(scenario)
    rows = model_breaks(model, candidate)
    assert rows
    assert rows <= {family, BOUNDS}
    if BOUNDS not in rows:
        candidate = model.plan(model.vector(candidate))
    assert broken(scenario, candidate) == {family}
