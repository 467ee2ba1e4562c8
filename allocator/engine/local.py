"""A part of a plan decided anew, aim after aim, to proof, while all else stays as it is.

Values of two searches differ by luck as well as by what was changed. Within a part that CP-SAT
closes there is no luck: what lies between the best with a change and without is the change's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from allocator.domain.plan import Plan
from allocator.engine.area import Area
from allocator.engine.integer_search import answer
from allocator.engine.neighbourhood import Mask, Matrix, neighbourhood
from allocator.engine.watch import Watch
from allocator.model.linear_form import IntArray, LinearForm
from allocator.model.model import Model
from allocator.model.sparse_rows import FREE, SparseRows

GLANCE = 0.3
"""Deterministic seconds for a start that keeps to what is wished."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A form to be made as small as it can be, and what it may rise to for the sake of later ones:
    `most`, less what it gains on `best`, the least without the change that is being looked at.

    So with a change as much of an aim is given up for those after it as without: what the plan
    gives up.
    """

    name: str
    form: LinearForm
    most: int
    best: int | None = None
    """None: nothing is changed."""
    budget: float = 1.0
    """Deterministic seconds."""

    def held_at(self, value: int) -> int:
        """What it is held at once its least is known."""
        return max(value, self.most - (self.best if self.best is not None else value) + value)


@dataclass(frozen=True, slots=True)
class Stage:
    """A form decided anew within an area, the forms before it held."""

    name: str
    value: int
    """The least found."""
    bound: int
    """No way to decide the area anew has less."""

    @property
    def proven(self) -> bool:
        """The least value cannot be bettered within the area."""
        return self.value == self.bound


@dataclass(frozen=True, slots=True)
class Redecided:
    """The best way to decide an area anew: an assignment of the model, and what it reaches."""

    vector: IntArray
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A model and the plan that parts of it are decided anew in.

    The plan may break rows of the model: those of a limit that was made tighter.
    """

    model: Model
    start: IntArray
    """The assignment of the plan."""
    matrix: Matrix
    """The rows that hold: those of the model, or of a model of the same variables."""
    seed: int = 0

    @classmethod
    def of(cls, model: Model, near: Plan, seed: int = 0) -> "Surroundings":
        """A model with its own rows."""
        return cls(model, model.stated(near), Matrix.of(model.program), seed)

    def redecided(
        self,
        area: Area,
        goals: Sequence[Goal],
        watch: Watch,
        *,
        known: Sequence[Plan] = (),
        held: Sequence[tuple[LinearForm, int]] = (),
        wished: Sequence[tuple[LinearForm, int]] = (),
    ) -> Redecided | None:
        """The area decided anew; None where nothing was found that keeps its rows.

        Plans that are `known` differ from the one nearby in the area alone: the search begins with
        the best of all. Forms that are `held` stay at or below their values throughout. Where the
        first goal gains on its `best`, later ones also begin with the best for it that keeps to
        what is `wished`: what is hard to win back is not lost to begin with.
        """
        others = [self.model.stated(plan) for plan in known]
        part = _Part.of(self.matrix, area.free(self.model), [self.start, *others])
        part.hold(held)
        first, *later = goals
        unheld = part.matrix
        if not part.improve(first, self.seed, watch):
            return None
        if wished and part.stages[0].value != first.best:
            glance = replace(first, budget=min(GLANCE, first.budget))
            start = _Part(unheld, part.free, part.known[:-1])
            part.known[:0] = start.within(wished, glance, self.seed, watch)
        for goal in later:
            if not part.improve(goal, self.seed, watch):
                return None
        return Redecided(part.known[-1], tuple(part.stages))

    def plan(self, found: Redecided) -> Plan:
        """The plan of what was found."""
        return self.model.plan(found.vector)


@dataclass(slots=True)
class _Part:
    """The rows that an area touches, and what is known of it so far."""

    matrix: Matrix
    free: Mask
    known: list[IntArray]
    stages: list[Stage] = field(default_factory=list)

    @classmethod
    def of(cls, matrix: Matrix, free: Mask, known: list[IntArray]) -> "_Part":
        rows = matrix.rows.kept(matrix.rows.touching(free))
        return cls(Matrix.from_rows(matrix.lower, matrix.upper, rows), free, known)

    def within(
        self, limits: Sequence[tuple[LinearForm, int]], goal: Goal, seed: int, watch: Watch
    ) -> list[IntArray]:
        """The best for a goal with these rows more; none where nothing keeps them."""
        narrow = _Part(self.matrix, self.free, list(self.known))
        narrow.hold(limits)
        return narrow.known[-1:] if narrow.improve(goal, seed, watch) else []

    def improve(self, goal: Goal, seed: int, watch: Watch) -> bool:
        """Make a form as small as it can be and hold it; whether anything keeps every row."""
        form = goal.form
        whole = [vector for vector in self.known if self._holds(vector)]
        begun = min(whole, key=form.value) if whole else self.known[0]
        cost = form.dense(len(begun))
        part = neighbourhood(self.matrix, cost, begun, self.free)
        hint = begun.copy()
        if len(form.variables) == 1:
            # Of a form that is the maximum of others the search must not take the value for fixed.
            hint[form.variables] = self.matrix.upper[form.variables]
        task = replace(part.task, hint=hint[part.free])
        found = answer(task, goal.budget, watch, seed=seed, light=True)
        fixed = form.value(begun) - int(cost[self.free] @ begun[self.free])
        bound = fixed + (part.task.least if found.bound is None else found.bound)
        better = begun.copy()
        if found.values is not None:
            better[part.free] = found.values
        if whole and form.value(better) >= form.value(begun):
            better = begun
        if not self._holds(better):
            return False
        value = form.value(better)
        self.known.append(better)
        self.stages.append(Stage(goal.name, value, min(value, bound)))
        self.hold([(form, goal.held_at(value))])
        return True

    def hold(self, limits: Sequence[tuple[LinearForm, int]]) -> None:
        """Rows more: each form that the area touches stays at or below its limit."""
        touched = [pair for pair in limits if np.any(self.free[pair[0].variables])]
        rows, forms = self.matrix.rows, [form for form, _ in touched]
        ends = rows.start[-1] + np.cumsum([len(form.variables) for form in forms], dtype=np.int64)
        sides = np.array([most - form.constant for form, most in touched], dtype=np.int64)
        longer = SparseRows(
            np.append(rows.start, ends),
            np.concatenate((rows.index, *(form.variables for form in forms))),
            np.concatenate((rows.data, *(form.coefficients for form in forms))),
            np.append(rows.lower, np.full(len(forms), -FREE)),
            np.append(rows.upper, sides),
        )
        self.matrix = Matrix.from_rows(self.matrix.lower, self.matrix.upper, longer)

    def _holds(self, vector: IntArray) -> bool:
        """Whether an assignment keeps the bounds of what is free, and the rows it touches."""
        low = vector[self.free] >= self.matrix.lower[self.free]
        high = vector[self.free] <= self.matrix.upper[self.free]
        if not np.all(low & high):
            return False
        rows = self.matrix.rows
        activity = rows.sums(rows.data * vector[rows.index])
        return bool(np.all((rows.lower <= activity) & (activity <= rows.upper)))
