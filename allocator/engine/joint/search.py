"""The best plans of several scenarios that agree in what is decided here and now."""

from collections.abc import Mapping, Sequence

import numpy as np

from allocator.domain.plan import Plan
from allocator.engine.extension import held
from allocator.engine.integer_search import answer
from allocator.engine.joint.answer import (
    JOINT_AIMS,
    JointAim,
    Means,
    Reached,
    Together,
    Verdict,
    forms_of,
)
from allocator.engine.joint.joint import Joint
from allocator.engine.joint.rounds import improved, mended
from allocator.engine.joint.start import around
from allocator.engine.linear_bound import box_bound
from allocator.engine.neighbourhood import Matrix, neighbourhood
from allocator.engine.whole import least
from allocator.errors import ModelError
from allocator.model.linear_form import IntArray


def together(
    joint: Joint,
    means: Means,
    *,
    bounds: Sequence[int] = (),
    start: Sequence[Plan] = (),
    last: JointAim = "all money",
) -> Together | Verdict:
    """The best plans, or that there are none, or neither within the effort.

    `bounds` are proven of the scenarios' own shortfalls, whatever is decided here and now. `start`
    has a plan for each scenario, which need not agree nor hold: there the search begins. Aims
    after `last` are left as they come out.
    """
    vector = begun(joint, means, start)
    if isinstance(vector, str):
        return vector
    known = _known(joint, bounds)
    names = JOINT_AIMS[: JOINT_AIMS.index(last) + 1]
    proven: Mapping[JointAim, int] = {}
    if means.whole(joint):
        vector, proven = _by_whole(joint, vector, means, names)
    else:
        vector = improved(joint, vector, names, known, means)
    vector = joint.tightened(vector)
    if not joint.program.holds(vector):
        raise ModelError("an assignment of scenarios together does not follow from its decisions")
    return _answer(joint, vector, {name: max(known[name], proven.get(name, 0)) for name in known})


def possible(joint: Joint, means: Means, start: Sequence[Plan] = ()) -> bool | None:
    """Whether there are such plans at all; None where that was not decided."""
    found = begun(joint, means, start)
    if isinstance(found, str):
        return False if found == "infeasible" else None
    return True


def answered(joint: Joint, plans: Sequence[Plan], bounds: Mapping[JointAim, int]) -> Together:
    """Plans that are known, and what is proven of their aims, as an answer."""
    every = [model.vector(plan) for model, plan in zip(joint.models, plans, strict=True)]
    return _answer(joint, joint.vector(every), bounds)


def _answer(joint: Joint, vector: IntArray, bounds: Mapping[JointAim, int]) -> Together:
    values = {name: form.value(vector) for name, form in forms_of(joint).items()}
    return Together(
        joint.plans(vector),
        tuple(form.value(vector) for form in joint.shortfalls),
        tuple(Reached(name, value, min(value, bounds[name])) for name, value in values.items()),
    )


def _known(joint: Joint, bounds: Sequence[int]) -> dict[JointAim, int]:
    """What is proven of each aim before anything is searched: no plan for all is better in a
    scenario than a plan for that scenario alone."""
    found = {name: box_bound(joint.program, form) for name, form in forms_of(joint).items()}
    if bounds:
        found["worst shortfall"] = max(found["worst shortfall"], *bounds)
        found["all shortfalls"] = max(found["all shortfalls"], sum(bounds))
    return found


def begun(joint: Joint, means: Means, plans: Sequence[Plan]) -> IntArray | Verdict:
    """An assignment that holds every row."""
    program = joint.program
    within = not np.any(program.lower > program.upper)
    if not within or not program.sparse_rows.possible(program.lower, program.upper):
        return "infeasible"
    start = around(joint, plans)
    if program.holds(start):
        return start
    return _found(joint, start, means) if means.whole(joint) else mended(joint, start, means)


def _found(joint: Joint, start: IntArray, means: Means) -> IntArray | Verdict:
    """CP-SAT's word on a small program; what it says is checked."""
    program = joint.program
    everything = np.ones(len(start), dtype=np.bool_)
    task = neighbourhood(Matrix.of(program), np.zeros_like(start), start, everything).task
    found = answer(task, means.budget(joint).whole, means.watch, seed=means.seed)
    if found.verdict == "infeasible":
        return "infeasible"
    if found.values is None or not program.holds(found.values):
        return "undecided"
    return found.values


def _by_whole(
    joint: Joint, vector: IntArray, means: Means, names: Sequence[JointAim]
) -> tuple[IntArray, Mapping[JointAim, int]]:
    """Each aim by CP-SAT, to proof or to the end of the budget, and held."""
    program, proven = joint.program, dict[JointAim, int]()
    forms, budget = forms_of(joint), means.budget(joint).whole
    for name in names:
        found = least(program, forms[name], vector, budget, means.watch, means.seed)
        vector, proven[name] = found.vector, found.bound
        program = held(program, name, forms[name], forms[name].value(vector))
    return vector, proven
