"""From a model to its outcome: a first plan that holds, then the aims in order."""

from collections.abc import Callable, Mapping

import numpy as np

from allocator.domain.outcome import Outcome, Solved
from allocator.domain.plan import Plan
from allocator.domain.policy import AimName
from allocator.engine.effort import BUDGETS, Effort
from allocator.engine.first_phase import FirstPhase
from allocator.engine.large import Large
from allocator.engine.processes import Processes
from allocator.engine.progress import Observer
from allocator.engine.staircase import Staircase
from allocator.engine.start import start_of
from allocator.engine.watch import Watch
from allocator.engine.way import Way, is_whole
from allocator.model.model import Model


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
    enough: Mapping[AimName, int] | None = None,
    part: float = 1.0,
) -> Outcome:
    """The outcome of a model within an effort.

    Under `effort` alone the same model and seed always give the same outcome: every budget is in
    deterministic time, and `workers`, the number of processes, changes nothing but the time by the
    clock. `time_limit` (seconds by the clock) and `stop` end the search early with the best plan so
    far. With `last` only the aims up to it are improved and answered for. `way` forces how the
    program is taken, for tests. With `near`, a plan of this scenario or of one that is nearly the
    same, a large program is searched around it, which takes a fraction of the time; an aim that is
    at or below its value in `enough` is then neither looked at nor improved, and is held there.
    `part` is how much of the effort large programs are searched with.
    """
    watch = Watch(time_limit, stop)
    tell = observer or (lambda _: None)
    budget = BUDGETS[effort].sized(len(model.program.index), part)
    whole = is_whole(model, way)
    begun = start_of(model, near)
    start, around = begun.vector, begun.near
    in_force = model.in_force()
    with Processes(1 if whole else workers, watch) as processes:
        held = model.program.holds
        if in_force is not None and held(in_force) and not held(start):
            start = in_force
        if not held(start):
            phase = FirstPhase(
                model,
                start,
                budget,
                watch,
                processes,
                tell,
                seed,
                whole,
                near=enough if around else None,
            )
            outcome = phase.outcome()
            if not isinstance(outcome, np.ndarray):
                return outcome
            start = outcome
        large = (
            None
            if whole
            else Large(
                model,
                start,
                processes,
                budget,
                watch,
                seed,
                in_force,
                near=(enough or {}) if around else None,
            )
        )
        staircase = Staircase(model, start, budget, watch, tell, seed, large, in_force, last)
        results = staircase.climb()
    plan = model.plan(staircase.vector)
    return Solved(plan, results, reproducible=not watch.ended)
