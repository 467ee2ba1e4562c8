"""Programs with a few rows and variables more than the families gave them."""

from dataclasses import replace

import numpy as np

from allocator.model.linear_form import IntArray, LinearForm
from allocator.model.program import Program, RowName, Variable
from allocator.model.sparse_rows import FREE

Entries = list[tuple[int, int]]
"""(coefficient, variable) pairs of a row."""


def with_row(program: Program, name: RowName, entries: Entries, lower: int, upper: int) -> Program:
    """The program with one row more; -FREE and FREE leave a side open."""
    return replace(
        program,
        rows=(*program.rows, name),
        row_lower=np.append(program.row_lower, lower),
        row_upper=np.append(program.row_upper, upper),
        start=np.append(program.start, program.start[-1] + len(entries)),
        index=np.concatenate((program.index, _column(entries, 1))),
        data=np.concatenate((program.data, _column(entries, 0))),
        elastic=np.append(program.elastic, False),
    )


def held(program: Program, aim: str, form: LinearForm, most: int) -> Program:
    """The program in which an aim stays at or below `most`.

    An aim that is a single variable is held by its bound: no row is needed.
    """
    if len(form.variables) == 1 and form.coefficients[0] == 1:
        upper = program.upper.copy()
        variable = int(form.variables[0])
        upper[variable] = min(int(upper[variable]), most - form.constant)
        return replace(program, upper=upper)
    entries = list(zip(form.coefficients.tolist(), form.variables.tolist(), strict=True))
    return with_row(program, RowName("held", (aim,)), entries, -FREE, most - form.constant)


def with_variables(program: Program, names: list[Variable], upper: IntArray) -> Program:
    """The program with variables from 0 to `upper` more, in no row yet and without label."""
    count = len(names)
    unlabelled = np.full(count, -1, dtype=np.int32)
    return replace(
        program,
        variables=(*program.variables, *names),
        lower=np.append(program.lower, np.zeros(count, np.int64)),
        upper=np.append(program.upper, upper),
        labels={
            label: np.concatenate((column, unlabelled)) for label, column in program.labels.items()
        },
        auxiliary=np.append(program.auxiliary, np.ones(count, np.bool_)),
    )


def form_of(entries: Entries) -> LinearForm:
    """A linear form from (coefficient, variable) pairs."""
    return LinearForm(_column(entries, 1), _column(entries, 0), 0)


def _column(entries: Entries, place: int) -> IntArray:
    return np.array([entry[place] for entry in entries], dtype=np.int64)
