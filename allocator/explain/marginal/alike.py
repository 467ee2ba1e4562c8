"""Whether a part of a plan is decided by the same numbers in two models."""

from itertools import chain

import numpy as np

from allocator.engine.area import Area
from allocator.engine.local import Surroundings
from allocator.engine.neighbourhood import Mask
from allocator.model.linear_form import IntArray, LinearForm
from allocator.model.program import Program


def alike(one: Surroundings, other: Surroundings, area: Area) -> bool:
    """Whether nothing that decides the area differs: rows, bounds, aims, and all that stands still.

    A rate of 8.4 lots delivers what 8 do: rows are divided by what their numbers have in common, so
    that figures which let nothing more through leave the same rows.
    """
    mine, others = one.model, other.model
    if mine.program.variables != others.program.variables or mine.aims.keys() != others.aims.keys():
        return False
    free = area.free(mine)
    numbers = chain(
        [(one.start, other.start)],
        zip(_decisive(mine.program, free), _decisive(others.program, free), strict=True),
        chain.from_iterable(
            zip(_of(mine.aims[aim]), _of(others.aims[aim]), strict=True) for aim in mine.aims
        ),
    )
    return all(np.array_equal(left, right) for left, right in numbers)


def _decisive(program: Program, free: Mask) -> tuple[IntArray, ...]:
    """Bounds of what is free, and the rows it touches."""
    rows = program.sparse_rows
    rows = rows.kept(rows.sums(free[rows.index].astype(np.int64)) > 0)
    bounds = program.lower[free], program.upper[free]
    return (*bounds, rows.start, rows.index, rows.data, rows.lower, rows.upper)


def _of(form: LinearForm) -> tuple[IntArray, ...]:
    return form.variables, form.coefficients, np.array([form.constant])
