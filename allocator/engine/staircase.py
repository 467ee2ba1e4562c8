"""The aims in strict order: each is improved, bounded and held before the next."""

from dataclasses import dataclass
from random import Random

import numpy as np

from allocator.domain.outcome import AimResult
from allocator.domain.policy import AimName
from allocator.engine.effort import Budget
from allocator.engine.extension import held
from allocator.engine.integer_search import answer
from allocator.engine.linear_bound import box_bound, linear_bound
from allocator.engine.neighbourhood import Matrix, neighbourhood
from allocator.engine.progress import Observer, Progress, gap
from allocator.engine.spread import lower_burdens
from allocator.engine.sweep import Sweep, capability_masks, mixed_masks
from allocator.engine.watch import Watch
from allocator.errors import ModelError
from allocator.model.linear_form import IntArray, LinearForm
from allocator.model.model import Model
from allocator.model.program import Program

PAYS = 500
"""A walk over all capabilities pays when it betters the aim by more than one part in so many."""
PATIENCE = 40
"""Neighbourhoods of several capabilities that may win nothing in a row."""


@dataclass(slots=True)
class Staircase:
    """A solve under way: the program with what is held so far, and the best plan."""

    program: Program
    vector: IntArray
    """Holds every row of the program."""
    budget: Budget
    watch: Watch
    observer: Observer
    seed: int
    whole: bool
    """Small enough for CP-SAT to take it whole."""

    def climb(self, model: Model) -> tuple[AimResult, ...]:
        """All aims of the policy; their values are those of the final plan."""
        policy = model.scenario.policy
        steps: list[tuple[AimName, int, int, float]] = []
        for aim in policy.aims:
            form, begun = model.aims[aim], self.watch.seconds
            bound = self._improved(model, aim)
            self._tighten(model)
            best = form.value(self.vector)
            if bound > best:
                raise ModelError(f"{aim}: bound {bound} above the value {best}")
            steps.append((aim, best, bound, self.watch.seconds - begun))
            self._tell(aim, best, bound, "done")
            most = best * (10_000 + policy.tolerance(aim)) // 10_000
            self.program = held(self.program, aim, form, most)
        return tuple(
            AimResult(aim, model.aims[aim].value(self.vector), best, bound, seconds)
            for aim, best, bound, seconds in steps
        )

    def _tighten(self, model: Model) -> None:
        """Auxiliary variables may stand higher than the decisions make them: set them to these."""
        tight = model.vector(model.plan(self.vector))
        if not self.program.holds(tight):
            raise ModelError("an auxiliary variable does not follow from the decisions")
        self.vector = tight

    def _improved(self, model: Model, aim: AimName) -> int:
        """Improve an aim from where the plan stands; its proven bound."""
        form = model.aims[aim]
        bound = box_bound(self.program, form)
        self._tell(aim, form.value(self.vector), bound, "start")
        if self.watch.over() or form.value(self.vector) <= bound:
            return bound
        if self.whole:
            return max(bound, self._whole(form))
        if aim in self.budget.relaxed:
            bound = linear_bound(self.program, form, self.watch)
            self._tell(aim, form.value(self.vector), bound, "relaxation")
        self._search(model, aim, bound)
        return bound

    def _whole(self, form: LinearForm) -> int:
        """The whole program by CP-SAT, to proof or to the end of the budget."""
        everything = np.ones(len(self.vector), dtype=np.bool_)
        part = neighbourhood(Matrix.of(self.program), form, self.vector, everything)
        found = answer(part.task, self.budget.whole, self.watch, seed=self.seed)
        values = found.values
        if (
            values is not None
            and self.program.holds(values)
            and form.value(values) <= form.value(self.vector)
        ):
            self.vector = values
        bound = box_bound(self.program, form)
        return bound if found.bound is None else max(bound, found.bound + form.constant)

    def _search(self, model: Model, aim: AimName, bound: int) -> None:
        form = model.aims[aim]
        sweep = Sweep(
            self.program,
            self.vector,
            self.budget.search[aim],
            self.budget.step,
            self.watch,
            Random(f"{self.seed}|{aim}"),
            lambda vector: self._tell(aim, form.value(vector), bound, "search"),
        )
        if aim == "spread":
            lower_burdens(sweep, form, model.aims["cost"], bound)
        else:
            search(sweep, form, model.aims["cost"], bound)
        self.vector = sweep.vector

    def _tell(self, aim: AimName, value: int, bound: int, phase: str) -> None:
        self.observer(Progress(aim, value, bound, gap(value, bound), self.watch.seconds, phase))


def search(sweep: Sweep, form: LinearForm, cost: LinearForm, bound: int) -> None:
    """Capabilities one by one, then what nobody needs is given back, then several together."""
    while not sweep.done(form, bound):
        before = form.value(sweep.vector)
        sweep.run(form, bound, capability_masks(sweep.program, form, sweep.vector))
        if form.value(sweep.vector) * PAYS > before * (PAYS - 1):
            break
        if form is not cost:
            save(sweep, form, cost)
    masks = mixed_masks(sweep.program, sweep.random, capabilities=3, states=6)
    sweep.run(form, bound, masks, PATIENCE)


def save(sweep: Sweep, form: LinearForm, cost: LinearForm) -> None:
    """Give back money and crews that the aim does not need: others can use them."""
    program, told, step = sweep.program, sweep.improved, sweep.step
    sweep.step = step / 4
    sweep.program = held(program, "search", form, form.value(sweep.vector))
    sweep.improved = lambda _: None
    sweep.run(cost, 0, capability_masks(sweep.program, cost, sweep.vector))
    sweep.program, sweep.improved, sweep.step = program, told, step
