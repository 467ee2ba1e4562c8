"""A whole program by CP-SAT, to proof or to the end of a budget."""

from dataclasses import dataclass, replace

import numpy as np

from allocator.engine.integer_search import answer
from allocator.engine.linear_bound import box_bound
from allocator.engine.neighbourhood import Matrix, neighbourhood
from allocator.engine.watch import Watch
from allocator.model.linear_form import IntArray, LinearForm
from allocator.model.program import Program


@dataclass(frozen=True, slots=True)
class Found:
    """The best assignment found for a form, and the form's bound."""

    vector: IntArray
    bound: int
    work: float
    """Deterministic seconds that were used."""


def least(
    program: Program, form: LinearForm, vector: IntArray, budget: float, watch: Watch, seed: int
) -> Found:
    """The least of a form from an assignment that holds: `vector` itself if nothing is better."""
    everything = np.ones(len(vector), dtype=np.bool_)
    cost = form.dense(len(vector))
    part = neighbourhood(Matrix.of(program), cost, vector, everything)
    task = replace(part.task, hint=_hint(program, form, vector))
    found = answer(task, budget, watch, seed=seed)
    values = found.values
    if values is None or not program.holds(values) or form.value(values) > form.value(vector):
        values = vector
    bound = box_bound(program, form)
    if found.bound is not None:
        bound = max(bound, found.bound + form.constant)
    return Found(values, bound, found.work)


def _hint(program: Program, form: LinearForm, vector: IntArray) -> IntArray:
    """The assignment that leads the search: that of a maximum leaves the maximum itself loose.

    A form of one variable, as the largest burden, is above others; told at once how low it can be,
    CP-SAT proves late that it can be no lower.
    """
    if len(form.variables) != 1:
        return vector
    loose = vector.copy()
    loose[form.variables] = program.upper[form.variables]
    return loose if program.holds(loose) else vector
