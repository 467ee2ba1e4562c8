"""A model with the past fixed: what is known first, then what is taken as planned, then promises,
then what is ordered.

Each of the four is held as far as those before it leave it: the least of what gives way is found by
the first phase of a solve, then it stands and the next one is looked at.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from allocator.domain.in_force import STEADY
from allocator.domain.outcome import ElasticRow
from allocator.domain.plan import Plan
from allocator.domain.policy import AimName
from allocator.engine.way import is_whole
from allocator.model.model import Model
from allocator.model.program import Program
from allocator.model.sparse_rows import FREE
from allocator.study.held.ordered import ORDERED, Least
from allocator.study.track.assumed import Row
from allocator.study.track.beginning import begun
from allocator.study.track.driving import Driving, processes
from allocator.study.track.means import Means
from allocator.study.track.past import Past
from allocator.study.track.standing import asking, at_least, at_most, eased, standing

KNOWN, ASSUMED = "known", "as planned"
"""Of the rows that hold a plan to its past."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A model in which the past stands, and a plan of it to begin with."""

    model: Model
    start: Plan
    given: tuple[ElasticRow, ...]
    """Rows of the scenario that the past leaves no plan to keep; they are out of the way."""
    late: tuple[ElasticRow, ...]
    """Of what is ordered, what cannot be there by then."""
    unlike: tuple[ElasticRow, ...]
    """Of what was taken as planned, what cannot have been so."""
    part: Fraction
    """Proven of `given`: what has to give way, each row as a part of its own size, in sum."""
    proven: bool
    """Whether no less could give way."""


@dataclass(frozen=True, slots=True)
class Impossible:
    """Known figures that no plan can have, by how much they would have to differ."""

    rows: tuple[ElasticRow, ...]
    """Of the family `known`: decision and codes."""
    proven: bool
    """False where the search ended before it was known."""


@dataclass(frozen=True, slots=True)
class Fixing:
    """A model, and what is to be fixed of it."""

    model: Model
    past: Past
    signed: Least
    means: Means
    most: Mapping[Row, int] | None = None
    """Largest values of decisions of open periods; None where anybody may decide anew."""
    yielding: Collection[str] = ()
    """Families whose rows may give way besides those that a first phase may break."""
    worth: Mapping[AimName, int] | None = None
    """What aims of a large program are to stay at while rows are mended; None: nothing known."""

    def fixed(self, near: Plan) -> Fixed | Impossible:
        """The model with the past; `near` is a plan that it is searched around."""
        with processes(self.model, self.means) as workers:
            model = replace(self.model, program=self._limited())
            return self._fixed(model, near, Driving(model, self.means, workers, self.worth))

    def _fixed(self, model: Model, near: Plan, driving: Driving) -> Fixed | Impossible:
        elastic, past = self._elastic(), self.past
        hard = replace(
            model.program,
            row_lower=np.where(elastic, -FREE, model.program.row_lower),
            row_upper=np.where(elastic, FREE, model.program.row_upper),
            elastic=np.zeros_like(elastic),
        )
        assumed = self._assumed()
        whole = is_whole(model, self.means.way)
        vector = begun(model, hard, near, (*assumed, *past.known), whole=whole)
        vector, known = driving.asked(hard, asking(model, KNOWN, past.known), vector)
        hard = standing(model, hard, vector, past.known)
        vector, so_far = driving.asked(hard, asking(model, KNOWN, past.so_far, FREE), vector)
        if wrong := (*self._absent(), *known, *so_far):
            return Impossible(wrong, driving.proven)
        hard = at_least(model, hard, vector, past.so_far)
        vector, unlike = driving.asked(hard, asking(model, ASSUMED, assumed), vector)
        hard = standing(model, hard, vector, assumed)
        program = replace(model.program, lower=hard.lower, upper=hard.upper, elastic=elastic)
        vector, given = driving.driven(program, vector)
        part = driving.part
        program = replace(eased(program, vector), elastic=model.program.elastic)
        signed = {(name, codes): value for name, codes, value in self.signed.entries()}
        vector, late = driving.asked(program, asking(model, ORDERED, signed, FREE), vector)
        found = replace(model, program=at_least(model, program, vector, signed))
        return Fixed(found, found.plan(vector), given, late, unlike, part, driving.proven)

    def _elastic(self) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
        """Rows that may give way to the past."""
        program = self.model.program
        if not self.yielding:
            return program.elastic
        also = [row.family in self.yielding for row in program.rows]
        return np.asarray(program.elastic | np.array(also, dtype=np.bool_), dtype=np.bool_)

    def _limited(self) -> Program:
        """With the largest values of open periods, but never below what the past has reached."""
        program, entries = self.model.program, self.model.decisions.entries
        if self.most is None:
            return program
        left = {
            (decision, codes): self.most.get((decision, codes), 0)
            for decision in STEADY
            for codes in entries[decision]
            if self.past.value(decision, codes) is None
        }
        return at_most(self.model, program, left)

    def _absent(self) -> Iterator[ElasticRow]:
        """Known figures of decisions that are always zero."""
        entries = self.model.decisions.entries
        for (decision, codes), value in {**self.past.known, **self.past.so_far}.items():
            if value and codes not in entries[decision]:
                yield ElasticRow(KNOWN, (decision, *codes), value)

    def _assumed(self) -> dict[Row, int]:
        """What every row of the past is taken as of which nothing is known: nothing, where the plan
        has no such series."""
        found = dict(self.past.planned)
        for decision in STEADY:
            for codes in self.model.decisions.entries[decision]:
                value = self.past.value(decision, codes)
                if value is not None and (decision, codes) not in self.past.known:
                    found[decision, codes] = value
        return found


def with_rows_kept(
    fixed: Fixed, rows: Mapping[Row, int], means: Means
) -> tuple[Fixed, tuple[ElasticRow, ...]]:
    """The same with rows as they were planned as far as they can be, and those that cannot."""
    model = fixed.model
    vector = model.counted(model.nearest(fixed.start))
    with processes(model, means) as workers:
        asked = asking(model, ASSUMED, rows)
        vector, unlike = Driving(model, means, workers).asked(model.program, asked, vector)
    program = standing(model, model.program, vector, rows)
    kept = replace(fixed, model=replace(model, program=program), start=model.plan(vector))
    return kept, unlike
