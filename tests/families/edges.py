"""Edge pairs: a plan that just holds a row and one that just fails it, for model and verifier."""

import numpy as np

from allocator.accounts.aims import aim_values
from allocator.accounts.ledger import Ledger
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.engine.integer_search import Answer, IntegerTask, answer
from allocator.engine.watch import Watch
from allocator.errors import ModelError
from allocator.model.build import build
from allocator.model.model import Model
from allocator.model.program import IntArray
from allocator.model.sparse_rows import SparseRows
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


def best_completion(model: Model, vector: IntArray) -> Answer:
    """The decisions as they are, and the auxiliary variables as a solver would have them."""
    program = model.program
    cost = np.zeros_like(vector)
    for aim in model.aims.values():
        np.add.at(cost, aim.variables, aim.coefficients)
    task = IntegerTask(
        lower=np.where(program.auxiliary, program.lower, vector),
        upper=np.where(program.auxiliary, program.upper, vector),
        rows=SparseRows(
            program.start, program.index, program.data, program.row_lower, program.row_upper
        ),
        cost=cost,
    )
    return answer(task, budget=10, watch=Watch())


def just_holds(scenario: Scenario, candidate: Plan) -> None:
    """Both sides accept the plan, once its crews and carry are the least that serve it.

    They agree on what it comes to in every aim, and no solver could make that look better.
    """
    model = build(scenario)
    assert model_breaks(model, candidate) == set()
    vector = model.vector(candidate)
    assert model.program.holds(vector)
    completed = model.plan(vector)
    assert broken(scenario, completed) == set()
    best = best_completion(model, vector)
    assert best.values is not None
    values = aim_values(Ledger(scenario, completed))
    for name, aim in model.aims.items():
        assert aim.value(vector) == aim.value(best.values) == values[name]


def just_fails(scenario: Scenario, candidate: Plan, family: str) -> None:
    """The verifier names this family and no other; the model refuses the plan by it or a bound.

    Whatever the auxiliary variables are: no solver could find a way round.
    """
    model = build(scenario)
    rows = model_breaks(model, candidate)
    assert rows
    assert rows <= {family, BOUNDS}
    if BOUNDS not in rows:
        vector = model.vector(candidate)
        assert best_completion(model, vector).verdict == "infeasible"
        candidate = model.plan(vector)
    assert broken(scenario, candidate) == {family}
