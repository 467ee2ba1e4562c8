"""The aims in strict order: each is improved, bounded and held before the next."""

from dataclasses import dataclass, field

import numpy as np

from allocator.domain.outcome import AimResult
from allocator.domain.policy import AimName
from allocator.engine.effort import Budget
from allocator.engine.extension import held
from allocator.engine.integer_search import answer
from allocator.engine.large import Large
from allocator.engine.linear_bound import box_bound
from allocator.engine.neighbourhood import Matrix, neighbourhood
from allocator.engine.progress import Observer, Progress, gap
from allocator.engine.watch import Watch
from allocator.errors import ModelError
from allocator.model.linear_form import IntArray, LinearForm
from allocator.model.model import Model
from allocator.model.program import Program


@dataclass(slots=True)
class Staircase:
    """A solve under way: the program with what is held so far, and the best plan."""

    model: Model
    vector: IntArray
    """Holds every row of the program."""
    budget: Budget
    watch: Watch
    observer: Observer
    seed: int
    large: Large | None
    """None where the program is small enough for CP-SAT to take it whole."""
    program: Program = field(init=False)
    held: dict[AimName, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.program = self.model.program

    def climb(self) -> tuple[AimResult, ...]:
        """All aims of the policy; their values are those of the final plan."""
        policy = self.model.scenario.policy
        steps: list[tuple[AimName, int, int, float]] = []
        for aim in policy.aims:
            form, begun = self.model.aims[aim], self.watch.seconds
            bound = self._improved(aim)
            self._tighten()
            best = form.value(self.vector)
            if bound > best:
                raise ModelError(f"{aim}: bound {bound} above the value {best}")
            steps.append((aim, best, bound, self.watch.seconds - begun))
            self._tell(aim, best, bound, "done")
            self.held[aim] = policy.held_at(aim, best)
            self.program = held(self.program, aim, form, self.held[aim])
        return tuple(
            AimResult(aim, self.model.aims[aim].value(self.vector), best, bound, seconds)
            for aim, best, bound, seconds in steps
        )

    def _tighten(self) -> None:
        """Auxiliary variables may stand higher than the decisions make them: set them to these."""
        tight = self.model.vector(self.model.plan(self.vector))
        if not self.program.holds(tight):
            raise ModelError("an auxiliary variable does not follow from the decisions")
        self.vector = tight

    def _improved(self, aim: AimName) -> int:
        """Improve an aim from where the plan stands; its proven bound."""
        form = self.model.aims[aim]
        bound = box_bound(self.program, form)
        self._tell(aim, form.value(self.vector), bound, "start")
        if self.watch.over() or form.value(self.vector) <= bound:
            return bound
        if self.large is None:
            return max(bound, self._whole(form))
        self.vector, bound = self.large.improved(
            aim,
            self.program,
            self.held,
            self.vector,
            lambda vector, bound, phase: self._tell(aim, form.value(vector), bound, phase),
        )
        return bound

    def _whole(self, form: LinearForm) -> int:
        """The whole program by CP-SAT, to proof or to the end of the budget."""
        everything = np.ones(len(self.vector), dtype=np.bool_)
        cost = form.dense(len(self.vector))
        part = neighbourhood(Matrix.of(self.program), cost, self.vector, everything)
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

    def _tell(self, aim: AimName, value: int, bound: int, phase: str) -> None:
        self.observer(Progress(aim, value, bound, gap(value, bound), self.watch.seconds, phase))
