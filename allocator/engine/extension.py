"""Programs with a few rows and variables more than the families gave them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from allocator.model.linear_form import IntArray, LinearForm
from allocator.model.program import Program, RowName, Variable
from allocator.model.sparse_rows import FREE

Entries = list[tuple[int, int]]
"""(coefficient, variable) pairs of a row."""


class Row(NamedTuple):
    """A row to be added; -FREE and FREE leave a side open."""

    name: RowName
    entries: Entries
    lower: int
    upper: int


def with_rows(program: Program, rows: Sequence[Row], *, elastic: bool = False) -> Program:
    """The program with some rows more, which may give way in the first phase if `elastic`."""
    lengths = np.array([len(row.entries) for row in rows], dtype=np.int64)
    entries = [entry for row in rows for entry in row.entries]
    return replace(
        program,
        rows=(*program.rows, *(row.name for row in rows)),
        row_lower=np.append(program.row_lower, np.array([row.lower for row in rows], np.int64)),
        row_upper=np.append(program.row_upper, np.array([row.upper for row in rows], np.int64)),
        start=np.append(program.start, program.start[-1] + np.cumsum(lengths)),
        index=np.concatenate((program.index, _column(entries, 1))),
        data=np.concatenate((program.data, _column(entries, 0))),
        elastic=np.append(program.elastic, np.full(len(rows), elastic, np.bool_)),
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
    row = Row(RowName("held", (aim,)), entries_of(form), -FREE, most - form.constant)
    return with_rows(program, [row])


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
    )


def entries_of(form: LinearForm) -> Entries:
    """The (coefficient, variable) pairs of a linear form; its constant is left out."""
    return list(zip(form.coefficients.tolist(), form.variables.tolist(), strict=True))


def form_of(entries: Entries) -> LinearForm:
    """A linear form from (coefficient, variable) pairs."""
    return LinearForm(_column(entries, 1), _column(entries, 0), 0)


def _column(entries: Entries, place: int) -> IntArray:
    return np.array([entry[place] for entry in entries], dtype=np.int64)
