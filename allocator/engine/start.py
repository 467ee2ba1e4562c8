"""Where a search begins."""

from dataclasses import dataclass

import numpy as np

from allocator.domain.plan import Plan
from allocator.errors import ModelError
from allocator.model.linear_form import IntArray
from allocator.model.model import Model
from allocator.model.program import Program


@dataclass(frozen=True, slots=True)
class Start:
    """An assignment that breaks elastic rows only."""

    vector: IntArray
    near: bool
    """Whether it is the plan that was given, and not the status quo."""


def start_of(model: Model, near: Plan | None) -> Start:
    """The plan nearby as far as it fits, else the status quo."""
    if near is not None:
        found = model.counted(model.nearest(near))
        if _gives_way(model.program, found):
            return Start(found, near=True)
    start = model.status_quo()
    _require_sound(model.program, start)
    return Start(start, near=False)


def _gives_way(program: Program, vector: IntArray) -> bool:
    """Whether an assignment keeps every bound, and every row but elastic ones."""
    kept = np.all((program.lower <= vector) & (vector <= program.upper))
    return bool(kept and not np.any(program.excess(vector)[~program.elastic]))


def _require_sound(program: Program, start: IntArray) -> None:
    """The status quo may break elastic rows only; anything else is a defect of the model."""
    if np.any(start < program.lower) or np.any(start > program.upper):
        raise ModelError("the status quo leaves the bounds of a variable")
    for row in np.nonzero(program.excess(start))[0].tolist():
        if not program.elastic[row]:
            raise ModelError(f"{program.rows[row]} does not hold in the status quo")
