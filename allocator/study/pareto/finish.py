"""A point's plan, with the aims that were left aside improved as far as the point allows."""

from collections.abc import Callable
from dataclasses import replace

from allocator.domain.outcome import Outcome, Solved
from allocator.engine.solve import solve
from allocator.model.build import build
from allocator.study.pareto.errand import Common, limited, ordered
from allocator.study.pareto.front import Values
from allocator.study.pareto.search import Point


def finished(
    common: Common,
    point: Point,
    ideal: Values,
    *,
    workers: int,
    stop: Callable[[], bool] | None = None,
) -> Outcome:
    """The other aims in the order of the policy, with those of the front held where they are.

    What is proven of the aims of the front is the least there is of each by itself, `ideal`: the
    point has more of most of them, by choice.
    """
    model = build(ordered(common.scenario, common.aims))
    values = dict(zip(common.aims, point.values, strict=True))
    program = limited(model, {aim: value + 1 for aim, value in values.items()})
    outcome = solve(
        replace(model, program=program),
        effort=common.effort,
        seed=common.seed,
        workers=workers,
        stop=stop,
        way=common.way,
        near=point.plan,
        enough=values,
    )
    if not isinstance(outcome, Solved):
        return outcome
    least = dict(zip(common.aims, ideal, strict=True))
    aims = tuple(
        replace(aim, bound=min(aim.least, least[aim.name]), leximin=None)
        if aim.name in least
        else aim
        for aim in outcome.aims
    )
    return replace(outcome, aims=aims)
