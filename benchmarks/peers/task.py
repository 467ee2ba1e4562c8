"""What every engine is asked: minimise one aim over a program, from a start if it can use one."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from allocator.model.linear_form import IntArray, LinearForm
from allocator.model.program import Program

ARRAYS, MPS = "arrays.npz", "program.mps"
SIDES = ("lower", "upper", "row_lower", "row_upper", "start", "index", "data")


@dataclass(frozen=True, slots=True)
class Task:
    """A program without its names, an aim, and a plan that holds every row."""

    program: Program
    form: LinearForm
    initial: IntArray

    def save(self, folder: Path) -> None:
        """Write the arrays into a folder."""
        arrays = {name: getattr(self.program, name) for name in SIDES}
        np.savez(
            folder / ARRAYS,
            variables=self.form.variables,
            coefficients=self.form.coefficients,
            constant=np.array([self.form.constant]),
            initial=self.initial,
            **arrays,
        )

    @classmethod
    def load(cls, folder: Path) -> "Task":
        """Read what `save` wrote."""
        with np.load(folder / ARRAYS) as file:
            arrays = {name: file[name] for name in SIDES}
            form = LinearForm(file["variables"], file["coefficients"], int(file["constant"][0]))
            program = Program(
                variables=(),
                rows=(),
                elastic=np.zeros(len(arrays["row_lower"]), np.bool_),
                labels={},
                **arrays,
            )
            return cls(program, form, file["initial"])
