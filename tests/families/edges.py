"""Edge pairs: a plan that just holds a row and one that just fails it, for model and verifier."""

from dataclasses import replace

import numpy as np

from allocator.accounts.ledger import Ledger
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.engine.integer_search import IntegerTask, answer
from allocator.engine.watch import Watch
from allocator.errors import ModelError
from allocator.model.build import build
from allocator.model.model import Model
from allocator.model.program import IntArray
from tests.plans import aim_values, broken

BOUNDS = "bounds"
PRODUCTS = {"price_bands"}
"""Rows that are stated by bounds: they may break where a plan leaves these, and nowhere else."""


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


def best_completion(model: Model, candidate: Plan) -> IntArray | None:
    """The plan's decisions, and all else as a solver would have it; None where nothing holds."""
    try:
        vector = model.vector(candidate)
    except ModelError:
        return None
    program = model.program
    free = np.isin(np.arange(len(vector)), list(model.completions))
    if np.any(((vector < program.lower) | (vector > program.upper)) & ~free):
        return None
    cost = np.zeros_like(vector)
    for aim in model.aims.values():
        np.add.at(cost, aim.variables, aim.coefficients)
    task = IntegerTask(
        lower=np.where(free, program.lower, vector),
        upper=np.where(free, program.upper, vector),
        rows=program.sparse_rows,
        cost=cost,
    )
    return answer(task, budget=10, watch=Watch()).values


def just_holds(scenario: Scenario, candidate: Plan) -> None:
    """Both sides accept the plan, once its crews and carry are the least that serve it.

    They agree on what it comes to in every aim, and no solver could make that look better. Nor does
    a model whose figures may be moved break a row.
    """
    model = build(scenario)
    assert model_breaks(model, candidate) == set()
    assert model_breaks(build(scenario, movable=True), candidate) == set()
    vector, best = model.vector(candidate), best_completion(model, candidate)
    assert model.program.holds(vector)
    assert best is not None
    completed = model.plan(vector)
    assert broken(scenario, completed) == set()
    assert broken(scenario, _as_financed(completed, candidate)) == set()
    values = aim_values(Ledger(scenario, completed))
    assert {name: aim.value(vector) for name, aim in model.aims.items()} == values
    assert {name: aim.value(best) for name, aim in model.aims.items()} == values


def just_fails(scenario: Scenario, candidate: Plan, family: str) -> None:
    """The verifier names this family and no other; the model refuses the plan by it or a bound.

    No values of the auxiliary variables mend it: a solver would find no way round. So it is where
    figures may be moved, too.
    """
    for movable in (True, False):
        model = build(scenario, movable=movable)
        rows = model_breaks(model, candidate)
        assert rows
        assert rows <= {family, BOUNDS} | (PRODUCTS if BOUNDS in rows else set())
        assert best_completion(model, candidate) is None
    if BOUNDS not in rows:
        candidate = _as_financed(model.plan(model.vector(candidate)), candidate)
    assert broken(scenario, candidate) == {family}


def _as_financed(completed: Plan, candidate: Plan) -> Plan:
    """With the loans and the carried money that a plan with loans states, not the least."""
    if not candidate.loan:
        return completed
    return replace(completed, loan=candidate.loan, carry=candidate.carry)
