"""The least that figures must change so that there is a plan: slack shared by all rows of a figure,
each counted as a part of the figure's own size."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import numpy as np

from allocator.domain.plan import Plan
from allocator.engine.effort import BUDGETS, Effort
from allocator.engine.elastic import LARGEST_SUM, Elastic, broken_by, in_rows
from allocator.engine.extension import form_of, with_variables
from allocator.engine.first_phase import FirstPhase
from allocator.engine.processes import Processes
from allocator.engine.start import start_of
from allocator.engine.watch import Watch
from allocator.engine.way import is_whole
from allocator.model.linear_form import IntArray
from allocator.model.model import Model
from allocator.model.program import Program, Variable


@dataclass(frozen=True, slots=True)
class Figure:
    """Something that may move in one direction, and the sides of rows that move with it."""

    name: tuple[str, ...]
    size: int
    """A change by it counts as one whole."""
    most: int
    """How far it may move."""
    sides: tuple[tuple[int, int, int], ...]
    """(row, sign, step): a unit of the figure lowers the lower side (+1) of the row, or raises its
    upper side (-1), by `step`."""


@dataclass(frozen=True, slots=True)
class LeastChange:
    """What was found, and what is proven of every other change."""

    amounts: tuple[int, ...]
    """By which each figure moves, in the order asked."""
    cost: Fraction
    """The sum of all changes, each as a part of its figure's size."""
    bound: Fraction
    """No change that allows a plan costs less."""
    plan: Plan
    """That the change allows; loans and carry as the search left them, crews to be made anew."""
    ended: bool
    """Whether a clock or the user ended the search."""


def least_change(
    model: Model,
    figures: Sequence[Figure],
    *,
    near: Plan | None = None,
    effort: Effort = "normal",
    seed: int = 0,
    stop: Callable[[], bool] | None = None,
) -> LeastChange | None:
    """The least change of figures of a model that was built with `movable`.

    The search begins with the status quo, or with the plan `near`. None where neither holds
    whatever the figures are: then a plan must be found first that breaks nothing but what figures
    may mend. The options are those of `solve`.
    """
    watch = Watch(None, stop)
    start = start_of(model, near).vector
    problem = eased(model.program, figures, start)
    if not problem.program.holds(problem.vector(start)):
        return None
    whole = is_whole(model)
    budget = BUDGETS[effort].sized(len(model.program.index))
    with Processes(1, watch) as processes:
        phase = FirstPhase(
            model, start, budget, watch, processes, lambda _: None, seed, whole, eased=problem
        )
        phase.lessen()
    return _found(model, figures, problem, phase)


def _found(
    model: Model, figures: Sequence[Figure], problem: Elastic, phase: FirstPhase
) -> LeastChange:
    own = problem.own(phase.vector)
    amounts = problem.vector(own)[problem.first :].tolist()
    worth = [
        Fraction(1, figure.size * int(weight))
        for figure, weight in zip(figures, problem.slack.coefficients, strict=True)
    ]
    return LeastChange(
        amounts=tuple(amounts),
        cost=_cost(figures, amounts),
        bound=max(0, phase.bound) * min(worth, default=Fraction(1)),
        plan=model.plan(own),
        ended=phase.watch.ended,
    )


def eased(program: Program, figures: Sequence[Figure], start: IntArray) -> Elastic:
    """A slack variable for each figure, in all its rows.

    Weights are exact, so that equal parts of different sizes count alike, unless the sizes have no
    common multiple that can be counted exactly: then they are rounded down. Nothing moves farther
    than would cost more than `start` does.
    """
    sides = [(row, sign) for figure in figures for row, sign, _ in figure.sides]
    served = np.repeat(np.arange(len(figures)), [len(figure.sides) for figure in figures])
    steps = np.array([step for figure in figures for *_, step in figure.sides], dtype=np.int64)
    broken = -(-broken_by(program, sides) // steps)
    reach = np.zeros(len(figures), dtype=np.int64)
    np.maximum.at(reach, served, broken)
    reach = np.minimum(reach, np.array([figure.most for figure in figures], dtype=np.int64))
    first = len(program.variables)
    names = [Variable("change", figure.name) for figure in figures]

    def within(most: IntArray) -> Elastic:
        entries = [
            (row, sign * step, first + place)
            for (row, sign), step, place in zip(sides, steps.tolist(), served.tolist(), strict=True)
        ]
        widened = in_rows(with_variables(program, names, most), entries)
        weights, whole = _weights(figures, most.tolist())
        slack = form_of([(weight, first + place) for place, weight in enumerate(weights)])
        return Elastic(widened, slack, whole, tuple(sides), served, steps, first)

    needed = within(reach).vector(start)[first:].tolist()
    cost = _cost(figures, needed)
    return within(
        np.array(
            [
                min(most, max(need, int(cost * figure.size)))
                for figure, most, need in zip(figures, reach.tolist(), needed, strict=True)
            ],
            dtype=np.int64,
        )
    )


def _weights(figures: Sequence[Figure], most: Sequence[int]) -> tuple[list[int], int]:
    """Of a unit of each figure, and of a whole."""
    total = sum(-(-reach // figure.size) for figure, reach in zip(figures, most, strict=True))
    limit = max(1, LARGEST_SUM // max(1, total))
    whole = 1
    for size in {figure.size for figure in figures}:
        whole = lcm(whole, size)
        if whole > limit:
            break
    whole = min(whole, limit)
    return [max(1, whole // figure.size) for figure in figures], whole


def _cost(figures: Sequence[Figure], amounts: Sequence[int]) -> Fraction:
    parts = (Fraction(n, figure.size) for figure, n in zip(figures, amounts, strict=True))
    return sum(parts, Fraction(0))
