"""From a model to its outcome: a first plan that holds, then the aims in order."""

from collections.abc import Callable
from typing import Literal

import numpy as np

from allocator.domain.outcome import Outcome, Solved
from allocator.domain.plan import Plan
from allocator.domain.policy import AimName
from allocator.engine.effort import BUDGETS, WHOLE_SIZE, Effort
from allocator.engine.first_phase import FirstPhase
from allocator.engine.large import Large
from allocator.engine.processes import Processes
from allocator.engine.progress import Observer
from allocator.engine.staircase import Staircase
from allocator.engine.watch import Watch
from allocator.errors import ModelError
from allocator.model.linear_form import IntArray
from allocator.model.model import Model
from allocator.model.program import Program

Way = Literal["auto", "whole", "large"]
"""How a program is taken: by its size, whole by CP-SAT, or by a guide and rounds."""


def solve(
    model: Model,
    *,
    effort: Effort = "normal",
    time_limit: float | None = None,
    seed: int = 0,
    workers: int = 1,
    last: AimName | None = None,
    observer: Observer | None = None,
    stop: Callable[[], bool] | None = None,
    way: Way = "auto",
    near: Plan | None = None,
) -> Outcome:
    """The outcome of a model within an effort.

    Under `effort` alone the same model and seed always give the same outcome: every budget is in
    deterministic time, and `workers`, the number of processes, changes nothing but the time by the
    clock. `time_limit` (seconds by the clock) and `stop` end the search early with the best plan so
    far. With `last` only the aims up to it are improved and answered for. `way` forces how the
    program is taken, for tests. With `near`, a plan of this scenario or of one that is nearly the
    same, a large program is searched around it, which takes a fraction of the time.
    """
    watch = Watch(time_limit, stop)
    tell = observer or (lambda _: None)
    budget = BUDGETS[effort].sized(len(model.program.index))
    whole = len(model.program.variables) <= WHOLE_SIZE if way == "auto" else way == "whole"
    start, around = _start(model, near)
    in_force = model.in_force()
    with Processes(1 if whole else workers, watch) as processes:
        held = model.program.holds
        if in_force is not None and held(in_force) and not held(start):
            start = in_force
        if not held(start):
            phase = FirstPhase(model, start, budget, watch, processes, tell, seed, whole)
            outcome = phase.outcome()
            if not isinstance(outcome, np.ndarray):
                return outcome
            start = outcome
        large = (
            None
            if whole
            else Large(model, start, processes, budget, watch, seed, in_force, around=around)
        )
        staircase = Staircase(model, start, budget, watch, tell, seed, large, in_force, last)
        results = staircase.climb()
    plan = model.plan(staircase.vector)
    return Solved(plan, results, reproducible=not watch.ended)


def _start(model: Model, near: Plan | None) -> tuple[IntArray, bool]:
    """The plan to begin with: the status quo, or one nearby, and whether it is that."""
    if near is not None:
        found = model.counted(model.nearest(near))
        if _gives_way(model.program, found):
            return found, True
    start = model.status_quo()
    _require_sound(model.program, start)
    return start, False


def _gives_way(program: Program, vector: IntArray) -> bool:
    """Whether an assignment keeps every bound, and every row but elastic ones."""
    kept = np.all((program.lower <= vector) & (vector <= program.upper))
    return bool(kept and not np.any(program.excess(vector)[~program.elastic]))


def _require_sound(program: Program, start: IntArray) -> None:
    """The status quo may break elastic rows only; anything else is a defect of the model."""
    if np.any(start < program.lower) or np.any(start > program.upper):
        raise ModelError("the status quo leaves the bounds of a variable")
    for row in np.nonzero(program.excess(start))[0].tolist():
        if not program.elastic[row]:
            raise ModelError(f"{program.rows[row]} does not hold in the status quo")
