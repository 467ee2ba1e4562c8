"""The least of some aims in their order, below a corner, of a program that CP-SAT takes whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from allocator.domain.plan import Plan
from allocator.domain.policy import AimName
from allocator.engine.extension import held
from allocator.engine.integer_search import IntegerTask, answer
from allocator.engine.linear_bound import box_bound
from allocator.engine.watch import Watch
from allocator.engine.whole import Found, least
from allocator.errors import ModelError
from allocator.model.linear_form import IntArray, LinearForm
from allocator.model.model import Model
from allocator.model.program import Program


@dataclass(frozen=True, slots=True)
class Lowest:
    """What was found below a corner."""

    plan: Plan | None
    values: tuple[int, ...]
    """Of the aims in their order; empty where there is no plan."""
    bounds: tuple[int, ...]
    """Of the aims one by one, each with those before it at their values; without a plan no more
    than that of the first."""
    impossible: bool = False
    """Proven: there is nothing below the corner."""


NOTHING = Lowest(None, (), (), impossible=True)


def lowest(
    model: Model,
    order: Sequence[AimName],
    below: Mapping[AimName, int],
    near: Plan | None,
    budget: float,
    watch: Watch,
    seed: int,
) -> Lowest:
    """Minimise aims one after the other, those before held, with aims strictly `below` limits.

    `budget` is for each of them, in deterministic seconds. The search begins with the plan `near`
    where that is below the limits.
    """
    program = model.program
    for aim, limit in below.items():
        if box_bound(program, model.aims[aim]) >= limit:
            return NOTHING
        program = held(program, aim, model.aims[aim], limit - 1)
    first = model.aims[order[0]]
    begun = _begun(model, program, first, near, budget, watch, seed)
    if begun is None:
        return NOTHING
    if isinstance(begun, int):
        return Lowest(None, (), (begun,))
    vector, bounds = _settled(model, program, begun.vector), [begun.bound]
    for number, aim in enumerate(order):
        form = model.aims[aim]
        if number:
            found = least(program, form, vector, budget, watch, seed)
            vector = _settled(model, program, found.vector)
            bounds.append(found.bound)
        program = held(program, aim, form, form.value(vector))
    values = tuple(model.aims[aim].value(vector) for aim in order)
    return Lowest(model.plan(vector), values, tuple(map(min, bounds, values)))


def _begun(
    model: Model,
    program: Program,
    form: LinearForm,
    near: Plan | None,
    budget: float,
    watch: Watch,
    seed: int,
) -> Found | int | None:
    """The first aim's least; a bound alone where no assignment was found, None where none is."""
    start = model.status_quo() if near is None else model.nearest(near)
    if program.holds(start):
        return least(program, form, start, budget, watch, seed)
    # All rows: one without variables may be a plain conflict.
    cost = form.dense(len(start))
    task = IntegerTask(program.lower, program.upper, program.sparse_rows, cost, hint=start)
    found = answer(task, budget, watch, seed=seed)
    if found.verdict == "infeasible":
        return None
    bound = box_bound(program, form)
    if found.bound is not None:
        bound = max(bound, found.bound + form.constant)
    return bound if found.values is None else Found(found.values, bound, found.work)


def _settled(model: Model, program: Program, vector: IntArray) -> IntArray:
    """What follows from the decisions as low as they make it."""
    tight = model.tightened(vector)
    if not program.holds(tight):
        raise ModelError("an auxiliary variable does not follow from the decisions")
    return tight
