"""Whether a scenario has any plan at all: the first phase of a solve, without the aims."""

from collections.abc import Callable
from typing import Literal

import numpy as np

from allocator.domain.outcome import Infeasible, Undecided
from allocator.domain.plan import Plan
from allocator.engine.effort import BUDGETS, Effort
from allocator.engine.elastic import elastic
from allocator.engine.first_phase import FirstPhase
from allocator.engine.integer_search import answer
from allocator.engine.linear_relaxation import Relax
from allocator.engine.neighbourhood import Matrix, neighbourhood
from allocator.engine.processes import Processes
from allocator.engine.progress import Observer
from allocator.engine.start import start_of
from allocator.engine.watch import Watch
from allocator.engine.way import is_whole
from allocator.model.linear_form import IntArray
from allocator.model.model import Model


def feasible(
    model: Model,
    *,
    effort: Effort = "normal",
    seed: int = 0,
    workers: int = 1,
    observer: Observer | None = None,
    stop: Callable[[], bool] | None = None,
    near: Plan | None = None,
) -> Plan | Infeasible | Undecided:
    """A plan that holds every row, good or bad; or that there is none; or neither within the
    effort. The options are those of `solve`. The rows of an Infeasible need not be the fewest."""
    watch, tell = Watch(None, stop), observer or (lambda _: None)
    budget = BUDGETS[effort].sized(len(model.program.index))
    whole = is_whole(model)
    start = start_of(model, near).vector
    if model.program.holds(start):
        return model.plan(start)
    with Processes(1 if whole else workers, watch) as processes:
        phase = FirstPhase(
            model, start, budget, watch, processes, tell, seed, whole, verdict_only=True
        )
        outcome = phase.outcome()
    return model.plan(outcome) if isinstance(outcome, np.ndarray) else outcome


Verdict = Plan | Literal["infeasible", "undecided"]


def verdict(
    model: Model,
    *,
    effort: Effort = "normal",
    seed: int = 0,
    stop: Callable[[], bool] | None = None,
) -> Verdict:
    """`feasible` for those who ask often: without the rows that give way where there is no plan.

    What the bounds of the variables or the linear relaxation alone prove is not searched.
    """
    watch = Watch(None, stop)
    start = start_of(model, None).vector
    if model.program.holds(start):
        return model.plan(start)
    if not model.program.sparse_rows.possible(model.program.lower, model.program.upper):
        return "infeasible"
    if is_whole(model):
        return _whole(model, start, BUDGETS[effort].whole, watch, seed)
    if proven_impossible(model, stop):
        return "infeasible"
    found = feasible(model, effort=effort, seed=seed, stop=stop)
    return found if isinstance(found, Plan) else found.verdict


def proven_impossible(model: Model, stop: Callable[[], bool] | None = None) -> bool:
    """Whether the linear relaxation proves that no plan holds every row of the model."""
    problem = elastic(model.program)
    return Relax(Matrix.of(problem.program), problem.slack)(Watch(None, stop)).bound > 0


def _whole(model: Model, start: IntArray, budget: float, watch: Watch, seed: int) -> Verdict:
    """CP-SAT's word on a small program; what it says of a plan is checked."""
    program = model.program
    everything = np.ones(len(start), dtype=np.bool_)
    cost = np.zeros(len(start), dtype=np.int64)
    task = neighbourhood(Matrix.of(program), cost, start, everything).task
    found = answer(task, budget, watch, seed=seed)
    if found.verdict == "infeasible":
        return "infeasible"
    if found.values is None or not program.holds(found.values):
        return "undecided"
    return model.plan(found.values)
