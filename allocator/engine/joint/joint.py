"""The models of several scenarios as one program, joined by what is decided here and now.

A decision that is the same in all scenarios is one column of it. Everything else, also every row,
is there once for each scenario. The largest burden is one column as well: no state bears more in
any of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from allocator.domain.plan import Plan
from allocator.domain.policy import AimName
from allocator.engine.extension import Row, entries_of, form_of, with_rows, with_variables
from allocator.engine.joint.columns import Columns, columns_of, members_of
from allocator.engine.joint.here_and_now import HereAndNow
from allocator.model.linear_form import IntArray, LinearForm
from allocator.model.model import Model
from allocator.model.program import Program, RowName, Variable
from allocator.model.sparse_rows import FREE

FAMILY = "joint"


@dataclass(frozen=True, slots=True)
class Joint:
    """What the engine works on: all scenarios at once."""

    models: tuple[Model, ...]
    columns: tuple[IntArray, ...]
    """For each scenario the column of each of its variables."""
    program: Program
    aims: Mapping[AimName, LinearForm]
    """The largest shortfall, and the largest burden: of any scenario."""
    shortfalls: tuple[LinearForm, ...]
    """Of each scenario."""
    shortfall: LinearForm
    """Of all of them together."""
    money: LinearForm
    """New money of all states in all of them together, in kEUR."""

    @classmethod
    def of(cls, models: Sequence[Model], when: HereAndNow) -> "Joint":
        """Joined by the decisions that are taken before it is known which scenario it is."""
        shared = columns_of(models, when)
        program = _program(models, shared)
        shortfalls = tuple(
            _moved(model.aims["shortfall"], columns)
            for model, columns in zip(models, shared.of, strict=True)
        )
        most = max(form.most(program.lower, program.upper) for form in shortfalls)
        worst = len(program.variables)
        program = with_variables(
            program, [Variable(FAMILY, ("shortfall",))], np.array([most], dtype=np.int64)
        )
        limits = [
            Row(
                RowName(FAMILY, ("shortfall",)),
                [*entries_of(form), (-1, worst)],
                -FREE,
                -form.constant,
            )
            for form in shortfalls
        ]
        return cls(
            tuple(models),
            shared.of,
            with_rows(program, [*limits, *members_of(models, shared, when)]),
            {"shortfall": form_of([(1, worst)]), "spread": form_of([(1, shared.largest)])},
            shortfalls,
            _added(shortfalls),
            _added(
                _moved(_money(model), columns)
                for model, columns in zip(models, shared.of, strict=True)
            ),
        )

    def own(self, vector: IntArray) -> list[IntArray]:
        """The assignment of each scenario."""
        return [vector[columns] for columns in self.columns]

    def vector(self, every: Sequence[IntArray]) -> IntArray:
        """The assignment of all of them, what is decided here and now as the first one has it."""
        vector = np.zeros(len(self.program.variables), dtype=np.int64)
        for columns, own in reversed(list(zip(self.columns, every, strict=True))):
            vector[columns] = own
        return self._topped(vector, every)

    def settled(self, vector: IntArray) -> IntArray:
        """The assignment with loans and carry at their least, and what follows computed anew."""
        every = [
            model.settled(own) for model, own in zip(self.models, self.own(vector), strict=True)
        ]
        return self._topped(self._taken(vector, every), every)

    def tightened(self, vector: IntArray) -> IntArray:
        """The assignment of the plans: what follows from decisions is as low as they make it."""
        every = [
            model.tightened(own) for model, own in zip(self.models, self.own(vector), strict=True)
        ]
        return self._topped(self._taken(vector, every), every)

    def plans(self, vector: IntArray) -> tuple[Plan, ...]:
        """The plan of each scenario."""
        return tuple(
            model.plan(own) for model, own in zip(self.models, self.own(vector), strict=True)
        )

    def _taken(self, vector: IntArray, every: Sequence[IntArray]) -> IntArray:
        taken = vector.copy()
        for columns, own in zip(self.columns, every, strict=True):
            taken[columns] = own
        return taken

    def _topped(self, vector: IntArray, every: Sequence[IntArray]) -> IntArray:
        """With the largest of the burdens and of the shortfalls."""
        burdens = [
            model.aims["spread"].value(own) for model, own in zip(self.models, every, strict=True)
        ]
        vector[self.aims["spread"].variables] = max(burdens)
        worst = max(form.value(vector) for form in self.shortfalls)
        vector[self.aims["shortfall"].variables] = worst
        return vector


def _program(models: Sequence[Model], shared: Columns) -> Program:
    """The rows of all scenarios over the joint columns."""
    programs = [model.program for model in models]
    lengths = np.concatenate([np.diff(program.start) for program in programs])
    row_of = np.repeat(np.arange(len(lengths)), lengths)
    index = np.concatenate(
        [columns[program.index] for program, columns in zip(programs, shared.of, strict=True)]
    )
    data = np.concatenate([program.data for program in programs])
    # Two variables of one scenario may be one column: their coefficients in a row are added up.
    width = len(shared.names)
    places, inverse = np.unique(row_of * width + index, return_inverse=True)
    sums = np.zeros(len(places), dtype=np.int64)
    np.add.at(sums, inverse, data)
    places, sums = places[sums != 0], sums[sums != 0]
    counts = np.bincount(places // width, minlength=len(lengths))
    return Program(
        variables=shared.names,
        lower=shared.lower,
        upper=shared.upper,
        rows=tuple(row for program in programs for row in program.rows),
        row_lower=np.concatenate([program.row_lower for program in programs]),
        row_upper=np.concatenate([program.row_upper for program in programs]),
        start=np.append(0, np.cumsum(counts)).astype(np.int64),
        index=(places % width).astype(np.int64),
        data=sums,
        elastic=np.concatenate([program.elastic for program in programs]),
        labels=dict(shared.labels),
    )


def _money(model: Model) -> LinearForm:
    """New money of all states of a scenario."""
    spent = (number for series in model.financing.money.values() for number in series)
    return form_of([(1, number) for number in spent if number is not None])


def _moved(form: LinearForm, columns: IntArray) -> LinearForm:
    return replace(form, variables=columns[form.variables])


def _added(forms: Iterable[LinearForm]) -> LinearForm:
    """The sum of forms; a column may stand in several of them."""
    every = list(forms)
    variables = np.concatenate([form.variables for form in every])
    coefficients = np.concatenate([form.coefficients for form in every])
    places, inverse = np.unique(variables, return_inverse=True)
    sums = np.zeros(len(places), dtype=np.int64)
    np.add.at(sums, inverse, coefficients)
    return LinearForm(places, sums, sum(form.constant for form in every))
