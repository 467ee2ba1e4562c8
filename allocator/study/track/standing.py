"""Programs of one model in which decisions stand as they are, and rows that ask for it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from allocator.engine.extension import Row as ModelRow
from allocator.model.linear_form import IntArray
from allocator.model.model import Model
from allocator.model.program import Program, RowName
from allocator.study.track.assumed import Row


def standing(model: Model, program: Program, vector: IntArray, rows: Iterable[Row]) -> Program:
    """A program of the model with these decisions as they stand in an assignment."""
    lower, upper = program.lower.copy(), program.upper.copy()
    for decision, codes in rows:
        variable = model.decisions.entries[decision].get(codes)
        if variable is not None:
            lower[variable] = upper[variable] = vector[variable]
    return replace(program, lower=lower, upper=upper)


def at_least(
    model: Model, program: Program, vector: IntArray, values: Mapping[Row, int]
) -> Program:
    """With as much at least as is asked for and the assignment has."""
    lower = program.lower.copy()
    for (decision, codes), value in values.items():
        variable = model.decisions.entries[decision].get(codes)
        if variable is not None:
            lower[variable] = max(int(lower[variable]), min(value, int(vector[variable])))
    return replace(program, lower=lower)


def at_most(model: Model, program: Program, values: Mapping[Row, int]) -> Program:
    """With largest values; where several decisions are one variable the largest of them."""
    upper = program.upper.copy()
    limits: dict[int, int] = {}
    for (decision, codes), value in values.items():
        variable = model.decisions.entries[decision][codes]
        limits[variable] = max(limits.get(variable, 0), value)
    for variable, most in limits.items():
        upper[variable] = min(int(upper[variable]), most)
    return replace(program, upper=upper)


def asking(
    model: Model, family: str, values: Mapping[Row, int], upper: int | None = None
) -> list[ModelRow]:
    """Rows that ask for just these values of decisions, or for what lies between them and `upper`.

    Decisions that are always zero have none.
    """
    entries = model.decisions.entries
    return [
        ModelRow(
            RowName(family, (decision, *codes)),
            [(1, entries[decision][codes])],
            value,
            value if upper is None else upper,
        )
        for (decision, codes), value in values.items()
        if codes in entries[decision]
    ]


def eased(program: Program, vector: IntArray) -> Program:
    """With every row giving way by what the assignment needs, and no more."""
    broken, activity = program.excess(vector) > 0, program.activity(vector)
    low = np.where(broken & (activity < program.row_lower), activity, program.row_lower)
    high = np.where(broken & (activity > program.row_upper), activity, program.row_upper)
    return replace(program, row_lower=low, row_upper=high)
