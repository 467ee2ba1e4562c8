"""The plan that gives up the least of what another plan is worth, aim by aim.

Up to the first aim that has to be worse, an aim is brought down to what that plan has of it, and no
further: being better in one makes up for nothing in another. The first one that has to be worse is
what the difference between two scenarios costs; those after it are brought down as far as they go.
Where none has to be worse, the other plan is as good as the known one.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from allocator.domain.outcome import Outcome, Solved
from allocator.domain.policy import AimName
from allocator.engine.approach import Approach
from allocator.engine.descent import Descent, Worth, first_plan
from allocator.engine.effort import BUDGETS, Budget, Effort
from allocator.engine.large import Large
from allocator.engine.linear_relaxation import Relax
from allocator.engine.neighbourhood import Matrix
from allocator.engine.processes import Processes
from allocator.engine.progress import Observer
from allocator.engine.staircase import Staircase
from allocator.engine.walk_back import walked_back
from allocator.engine.watch import Watch
from allocator.engine.way import Way, is_whole
from allocator.model.model import Model

APPROACH, REST, BACK = 0.22, 0.4, 0.08
"""Parts of a solve's budget: for all aims together, then for each by itself, then for the way back
to the known plan. Near a plan little is left to do; measured on the reference, more won next to
nothing."""


def least_given_up(
    model: Model,
    worth: Worth,
    *,
    effort: Effort = "quick",
    seed: int = 0,
    workers: int = 1,
    observer: Observer | None = None,
    stop: Callable[[], bool] | None = None,
    way: Way = "auto",
) -> Outcome:
    """The best plan of a model by what it has to give up of `worth`; aims without a tolerance.

    The tie-break is left aside: of equally good plans a small program's is one near the known plan.
    It is taken whole: `least` of an aim is what it came to in its own turn, proven where that is
    its bound or no more than the worth. In a large one burdens below the largest are not looked at,
    and a better plan may exist.
    """
    watch, tell = Watch(None, stop), observer or (lambda _: None)
    if is_whole(model, way):
        return Descent(model, worth, BUDGETS[effort], watch, tell, seed).outcome()
    policy = model.scenario.policy.model_copy(update={"tolerances": ()})
    strict = replace(model, scenario=model.scenario.replaced(policy=policy))
    budget = BUDGETS[effort].sized(len(model.program.index))
    with Processes(workers, watch) as processes:
        return _by_rounds(strict, worth, budget, watch, tell, seed, processes)


def _by_rounds(
    model: Model,
    worth: Worth,
    budget: Budget,
    watch: Watch,
    tell: Observer,
    seed: int,
    processes: Processes,
) -> Outcome:
    """A plan that holds, brought back to the worth as a whole, then aim by aim."""
    vector = first_plan(model, worth, budget, watch, tell, seed, processes, whole=False)
    if not isinstance(vector, np.ndarray):
        return vector
    total = APPROACH * sum(budget.search.values())
    known = model.nearest(worth.plan)
    approach = Approach(model, known, worth.aims, processes, watch, budget.step, total, seed)
    vector = approach.approached(vector)
    # Nothing is proven of aims after the first that is worse: relaxing them took a fifth of the
    # time, and near a plan their guides win little.
    search = {aim: REST * part for aim, part in budget.search.items()}
    rest = replace(budget, search=search, relaxed=frozenset())
    large = Large(model, vector, processes, rest, watch, seed, near=worth.aims)
    staircase = Staircase(model, vector, rest, watch, tell, seed, large, None)
    results = []
    for aim in model.scenario.aims[:-1]:
        results.append(staircase.step(aim))
        if results[-1].least > worth.aims[aim]:
            large.near = {}
    staircase.vector = walked_back(
        model,
        staircase.kept.program,
        known,
        staircase.vector,
        processes,
        watch,
        budget.step,
        BACK * sum(budget.search.values()),
        seed,
    )
    plan, aims = model.plan(staircase.vector), staircase.settled(results)
    return Solved(plan, aims, reproducible=not watch.ended)


def proven_least(model: Model, aim: AimName, stop: Callable[[], bool] | None = None) -> int:
    """What the linear relaxation proves of an aim: no plan of the model has less."""
    return Relax(Matrix.of(model.program), model.aims[aim])(Watch(None, stop)).bound
