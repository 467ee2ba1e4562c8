"""A model with the past fixed: what is known first, then what is taken as planned, then promises,
then what is ordered.

Each of the four is held as far as those before it leave it: the least of what gives way is found by
the first phase of a solve, then it stands and the next one is looked at.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from allocator.accounts.decisions import Codes
from allocator.domain.in_force import STEADY
from allocator.domain.outcome import ElasticRow
from allocator.domain.plan import Plan
from allocator.domain.policy import AimName
from allocator.engine.extension import Row, with_rows
from allocator.engine.first_phase import FirstPhase
from allocator.engine.processes import Processes
from allocator.engine.way import is_whole
from allocator.errors import ModelError
from allocator.model.linear_form import IntArray
from allocator.model.model import Model
from allocator.model.program import Program, RowName
from allocator.model.sparse_rows import FREE
from allocator.study.held.ordered import ORDERED, Least
from allocator.study.track.beginning import begun, standing
from allocator.study.track.means import Means
from allocator.study.track.past import Past

KNOWN, ASSUMED = "known", "as planned"
"""Of the rows that hold a plan to its past."""
BRIEF = 0.1
"""Of the budget of a solve: what a large program may spend on each of the four."""


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


@dataclass(slots=True)
class Fixing:
    """The work under way."""

    model: Model
    past: Past
    signed: Least
    means: Means
    most: Mapping[tuple[str, Codes], int] | None = None
    """Largest values of decisions of open periods; None where anybody may decide anew."""
    yielding: Collection[str] = ()
    """Families whose rows may give way besides those that a first phase may break."""
    worth: Mapping[AimName, int] | None = None
    """What aims of a large program are to stay at while rows are mended; None: nothing known."""
    proven: bool = True
    part: Fraction = Fraction(0)
    processes: Processes | None = None

    def fixed(self, near: Plan) -> Fixed | Impossible:
        """The model with the past; `near` is a plan that it is searched around."""
        with self._processes() as self.processes:
            return self._fixed(near)

    def _processes(self) -> Processes:
        whole = is_whole(self.model, self.means.way)
        return Processes(1 if whole else self.means.workers, self.means.watch)

    def _fixed(self, near: Plan) -> Fixed | Impossible:
        self.model = replace(self.model, program=self._limited(self.model.program))
        promises = self._promises()
        hard = replace(
            self.model.program,
            row_lower=np.where(promises, -FREE, self.model.program.row_lower),
            row_upper=np.where(promises, FREE, self.model.program.row_upper),
            elastic=np.zeros_like(promises),
        )
        past = (*self._assumed(), *self.past.known)
        whole = is_whole(self.model, self.means.way)
        vector = begun(self.model, hard, near, past, whole=whole)
        vector, told = self._driven(hard, self._rows(KNOWN, self.past.known), vector)
        least = self._rows(KNOWN, self.past.so_far, upper=FREE)
        stands = standing(self.model, hard, vector, self.past.known)
        vector, more = self._driven(stands, least, vector)
        wrong = [*self._absent(), *told, *more]
        if wrong:
            return Impossible(tuple(wrong), self.proven)
        hard = self._raised(stands, vector, self.past.so_far)
        assumed = self._assumed()
        vector, unlike = self._driven(hard, self._rows(ASSUMED, assumed), vector)
        bounds = standing(self.model, hard, vector, assumed)
        program = replace(
            self.model.program, lower=bounds.lower, upper=bounds.upper, elastic=promises
        )
        self.part = Fraction(0)
        vector, given = self._driven(program, (), vector)
        part = self.part
        program = self._eased(program, vector)
        vector, late = self._driven(program, self._ordered(), vector)
        program = self._raised(program, vector, _flat(self.signed))
        fixed = replace(self.model, program=program)
        return Fixed(fixed, fixed.plan(vector), given, late, unlike, part, self.proven)

    def kept(self, start: Plan) -> tuple[Model, Plan, tuple[ElasticRow, ...]]:
        """The model, which `start` holds, with what is to be as planned as far as it can be; a plan
        to begin with; and what cannot be."""
        program = self.model.program
        vector = self.model.counted(self.model.nearest(start))
        with self._processes() as self.processes:
            rows = self._rows(ASSUMED, self.past.planned)
            vector, unlike = self._driven(program, rows, vector)
        bounds = standing(self.model, program, vector, self.past.planned)
        return replace(self.model, program=bounds), self.model.plan(vector), unlike

    def _promises(self) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
        program = self.model.program
        if not self.yielding:
            return program.elastic
        also = [row.family in self.yielding for row in program.rows]
        return np.asarray(program.elastic | np.array(also, dtype=np.bool_), dtype=np.bool_)

    def _limited(self, program: Program) -> Program:
        """With the largest values of open periods, but never below what the past has reached."""
        if self.most is None:
            return program
        upper, entries = program.upper.copy(), self.model.decisions.entries
        limits: dict[int, int] = {}
        for decision in STEADY:
            for codes, variable in entries[decision].items():
                if self.past.value(decision, codes) is None:
                    most = self.most.get((decision, codes), 0)
                    limits[variable] = max(limits.get(variable, 0), most)
        for variable, most in limits.items():
            upper[variable] = min(int(upper[variable]), most)
        return replace(program, upper=upper)

    def _rows(
        self,
        family: str,
        values: Mapping[tuple[str, Codes], int],
        upper: int | None = None,
    ) -> list[Row]:
        entries = self.model.decisions.entries
        return [
            Row(
                RowName(family, (decision, *codes)),
                [(1, entries[decision][codes])],
                value,
                value if upper is None else upper,
            )
            for (decision, codes), value in values.items()
            if codes in entries[decision]
        ]

    def _absent(self) -> Iterator[ElasticRow]:
        """Known figures of decisions that are always zero."""
        entries = self.model.decisions.entries
        for (decision, codes), value in {**self.past.known, **self.past.so_far}.items():
            if value and codes not in entries[decision]:
                yield ElasticRow(KNOWN, (decision, *codes), value)

    def _ordered(self) -> list[Row]:
        return self._rows(ORDERED, _flat(self.signed), upper=FREE)

    def _driven(
        self, program: Program, soft: Iterable[Row], vector: IntArray
    ) -> tuple[IntArray, tuple[ElasticRow, ...]]:
        """The assignment in which rows of a program that may give way do so by least.

        Those are the `soft` ones where there are any, else the program's own.
        """
        rows = list(soft)
        if rows:
            program = with_rows(
                replace(program, elastic=np.zeros_like(program.elastic)), rows, elastic=True
            )
        if not np.any(program.excess(vector)):
            return vector, ()
        budget, watch = self.means.budget(self.model), self.means.watch
        whole = is_whole(self.model, self.means.way)
        brief = {aim: BRIEF * part for aim, part in budget.search.items()}
        if self.processes is None:
            raise ModelError("nothing is searched before there are processes")
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

    def _assumed(self) -> dict[tuple[str, Codes], int]:
        """What every row of the past is taken as of which nothing is known: nothing, where the plan
        has no such series."""
        found = dict(self.past.planned)
        for decision in STEADY:
            for codes in self.model.decisions.entries[decision]:
                row = (decision, codes)
                value = self.past.value(decision, codes)
                if value is not None and row not in self.past.known:
                    found[row] = value
        return found

    def _raised(
        self, program: Program, vector: IntArray, values: Mapping[tuple[str, Codes], int]
    ) -> Program:
        """With as much at least as is asked for and the assignment has."""
        lower = program.lower.copy()
        for (decision, codes), value in values.items():
            variable = self.model.decisions.entries[decision].get(codes)
            if variable is not None:
                lower[variable] = max(int(lower[variable]), min(value, int(vector[variable])))
        return replace(program, lower=lower)

    def _eased(self, program: Program, vector: IntArray) -> Program:
        """With every promise giving way by what it must, and no more."""
        excess, elastic = program.excess(vector), self.model.program.elastic
        activity = program.activity(vector)
        broken = excess > 0
        low = np.where(broken & (activity < program.row_lower), activity, program.row_lower)
        high = np.where(broken & (activity > program.row_upper), activity, program.row_upper)
        return replace(program, row_lower=low, row_upper=high, elastic=elastic)


def _flat(least: Least) -> dict[tuple[str, Codes], int]:
    return {(name, codes): value for name, codes, value in least.entries()}
