"""A plan of nearly the same worth that differs most from plans that are known.

How far it is from the nearest of them is driven up, with every aim held at the most it may be. A
small program is taken whole, so that no plan is further away; a large one is searched by rounds
that begin with a known plan.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from allocator.domain.plan import Plan
from allocator.domain.policy import AimName
from allocator.engine.approach import Approach
from allocator.engine.distance import Distance, Span
from allocator.engine.effort import BUDGETS, Budget, Effort
from allocator.engine.extension import Row, entries_of, held, with_rows
from allocator.engine.merit import Goal
from allocator.engine.processes import Processes
from allocator.engine.progress import Observer, Progress
from allocator.engine.roaming import Roaming
from allocator.engine.watch import Watch
from allocator.engine.way import Way, is_whole
from allocator.engine.whole import least
from allocator.model.linear_form import IntArray, LinearForm
from allocator.model.model import Model
from allocator.model.program import Program, RowName
from allocator.model.sparse_rows import FREE

PHASE = "distance"
"""Stands in the place of an aim in what the observer is told."""
SHARE = 0.25
"""Part of a solve's budget that a search for one plan may spend."""
MENDING = 0.1
"""The same for bringing the plan found back to what aims are worth."""
PATIENCE = 8
"""Rounds that may win nothing in a row."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What plans may differ in, and what a unit of it counts."""

    form: LinearForm
    weight: int


@dataclass(frozen=True, slots=True)
class Differing:
    """The plan found, and how far it is from the nearest of those that were known."""

    plan: Plan
    distance: int
    bound: int
    """Proven: no plan is further from all of them."""


def differing(
    model: Model,
    measures: Sequence[Measure],
    worth: Mapping[AimName, int],
    most: Mapping[AimName, int],
    known: Sequence[Plan],
    *,
    effort: Effort = "quick",
    seed: int = 0,
    workers: int = 1,
    observer: Observer | None = None,
    stop: Callable[[], bool] | None = None,
    way: Way = "auto",
) -> Differing:
    """The plan that is furthest from the known ones among those whose aims are at most so much.

    The first of the known plans must be one of them; it is what comes back where none differs.
    Of the plans at that distance the one is given whose aims are least above `worth`, as far as it
    was searched for.
    """
    vectors = [model.vector(plan) for plan in known]
    program = model.program
    for aim, value in most.items():
        program = held(program, aim, model.aims[aim], value)
    distance = Distance(program)
    forms = [
        distance.most([Span(each.form, each.weight, each.form.value(at)) for each in measures])
        for at in vectors
    ]
    search = _Search(
        model,
        distance,
        distance.lesser(forms),
        worth,
        BUDGETS[effort].sized(len(program.index)),
        Watch(None, stop),
        observer or (lambda _: None),
        f"{seed}|{PHASE}|{len(known)}",
    )
    start = distance.completed(vectors[0])
    whole = is_whole(model, way)
    found, bound = search.whole(start, seed) if whole else search.by_rounds(start, workers, seed)
    own = model.tightened(found[: len(vectors[0])])
    return Differing(model.plan(own), search.reached(distance.completed(own)), bound)


@dataclass(slots=True)
class _Search:
    """A search for the assignment that is furthest away."""

    model: Model
    distance: Distance
    form: LinearForm
    """The distance from the nearest known plan."""
    worth: Mapping[AimName, int]
    budget: Budget
    watch: Watch
    tell: Observer
    name: str

    def reached(self, vector: IntArray) -> int:
        """How far an assignment is from the nearest known plan."""
        return self.form.value(vector)

    @property
    def _away(self) -> LinearForm:
        """The least of it is the furthest away."""
        return LinearForm(self.form.variables, -self.form.coefficients, -self.form.constant)

    @property
    def _farthest(self) -> int:
        program = self.distance.program
        return self.form.most(program.lower, program.upper)

    def whole(self, start: IntArray, seed: int) -> tuple[IntArray, int]:
        """The furthest assignment of the whole program, and what is proven of it."""
        program = self.distance.program
        found = least(program, self._away, start, self.budget.whole, self.watch, seed)
        self._say(found.vector, -found.bound, 0)
        if self.reached(found.vector) == 0:
            return start, -found.bound
        vector, program = found.vector, self._held(found.vector)
        for aim, enough in self.worth.items():
            form = self.model.aims[aim]
            if form.value(vector) > enough:
                vector = least(program, form, vector, self.budget.step, self.watch, seed).vector
            program = held(program, aim, form, max(enough, form.value(vector)))
        return vector, -found.bound

    def _held(self, vector: IntArray) -> Program:
        """The program in which the distance stays what it is."""
        name, entries = RowName("distance", ("kept",)), entries_of(self.form)
        row = Row(name, entries, self.reached(vector) - self.form.constant, FREE)
        return with_rows(self.distance.program, [row])

    def by_rounds(self, start: IntArray, workers: int, seed: int) -> tuple[IntArray, int]:
        """The furthest assignment that rounds of neighbourhoods find."""
        model, watch, step = self.distance.measured(self.model), self.watch, self.budget.step
        total, rounds = sum(self.budget.search.values()), count(1)
        with Processes(workers, watch) as processes:
            search = Roaming(model, processes, watch, step, SHARE * total, PATIENCE, self.name)
            vector = search.best(
                [Goal(self._away, -self._farthest, 1.0)],
                start,
                told=lambda found: self._say(found, 0, next(rounds)),
            )
            if self.reached(vector):
                kept = replace(model, program=self._held(vector))
                mending = Approach(
                    kept, vector, self.worth, processes, watch, step, MENDING * total, seed
                )
                vector = mending.approached(vector)
        return vector, self._farthest

    def _say(self, vector: IntArray, bound: int, rounds: int) -> None:
        value = self.reached(vector)
        self.tell(Progress(PHASE, value, bound, self.watch.seconds, "search", rounds))
