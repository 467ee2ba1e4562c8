"""What is asked of a plan besides the rows of its model, held as far as these leave it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from allocator.domain.outcome import ElasticRow
from allocator.domain.policy import AimName
from allocator.engine.extension import Row, with_rows
from allocator.engine.first_phase import FirstPhase
from allocator.engine.processes import Processes
from allocator.engine.way import is_whole
from allocator.model.linear_form import IntArray
from allocator.model.model import Model
from allocator.model.program import Program
from allocator.study.track.means import Means

BRIEF = 0.1
"""Of the budget of a solve: what a large program may spend on one thing that is asked."""


def processes(model: Model, means: Means) -> Processes:
    """That a search of a model may use."""
    return Processes(1 if is_whole(model, means.way) else means.workers, means.watch)


@dataclass(slots=True)
class Driving:
    """Searches for what gives way by least, by the first phase of a solve; one after the other."""

    model: Model
    means: Means
    processes: Processes
    worth: Mapping[AimName, int] | None = None
    """What aims of a large program are to stay at while rows are mended; None: nothing known."""
    proven: bool = True
    """Whether in none of the searches so far less could give way."""
    part: Fraction = Fraction(0)
    """Proven by the last of them: what has to give way, each row as a part of its own size."""

    def asked(
        self, program: Program, rows: Sequence[Row], vector: IntArray
    ) -> tuple[IntArray, tuple[ElasticRow, ...]]:
        """The assignment of a program in which these rows give way by least, and which do."""
        if not rows:
            return vector, ()
        strict = replace(program, elastic=np.zeros_like(program.elastic))
        return self.driven(with_rows(strict, rows, elastic=True), vector)

    def driven(self, program: Program, vector: IntArray) -> tuple[IntArray, tuple[ElasticRow, ...]]:
        """The same of the rows of a program that may give way."""
        self.part = Fraction(0)
        if not np.any(program.excess(vector)):
            return vector, ()
        budget, watch = self.means.budget(self.model), self.means.watch
        whole = is_whole(self.model, self.means.way)
        brief = {aim: BRIEF * part for aim, part in budget.search.items()}
        phase = FirstPhase(
            replace(self.model, program=program),
            vector,
            budget if whole else replace(budget, search=brief),
            watch,
            self.processes,
            self.means.observer,
            self.means.seed,
            whole,
            near=None if whole else self.worth,
        )
        phase.lessen()
        slack = phase.problem.slack.value(phase.vector)
        self.proven = self.proven and slack <= phase.bound
        self.part = Fraction(max(0, phase.bound), phase.problem.whole)
        return phase.problem.own(phase.vector), phase.problem.given(phase.vector)
