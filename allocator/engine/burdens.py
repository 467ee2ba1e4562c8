"""The burdens behind the spread aim, state by state."""

from dataclasses import dataclass

from allocator.model.linear_form import IntArray, LinearForm
from allocator.model.program import Program


@dataclass(frozen=True, slots=True)
class Burdens:
    """The rows `money - point x largest <= -baseline` that define the aim, one a state."""

    largest: int
    """The variable of the largest burden."""
    forms: tuple[LinearForm, ...]
    points: tuple[int, ...]
    """What a basis point is worth, in the money of the row."""
    states: tuple[int, ...]
    """Position of the state of each row; -1 where all its money is the baseline."""
    rows: tuple[int, ...]

    @classmethod
    def of(cls, program: Program, aim: LinearForm) -> "Burdens":
        """Read off a program whose aim is the single variable of the largest burden."""
        largest = int(aim.variables[0])
        rows = [number for number, row in enumerate(program.rows) if row.family == "spread"]
        forms, points, states = [], [], []
        for row in rows:
            entries = slice(int(program.start[row]), int(program.start[row + 1]))
            index, data = program.index[entries], program.data[entries]
            own = index != largest
            forms.append(LinearForm(index[own], data[own], -int(program.row_upper[row])))
            points.append(-int(data[~own].sum()))
            states.append(int(program.labels["state"][index[own]].max(initial=-1)))
        return cls(largest, tuple(forms), tuple(points), tuple(states), tuple(rows))

    def values(self, vector: IntArray) -> list[int]:
        """The burden of each row's state in basis points, rounded up."""
        return [
            -(-form.value(vector) // point)
            for form, point in zip(self.forms, self.points, strict=True)
        ]

    def ranked(self, vector: IntArray) -> list[tuple[int, int]]:
        """(burden, state) from the highest burden down, of states whose burden can change."""
        pairs = zip(self.values(vector), self.states, strict=True)
        return sorted((p for p in pairs if p[1] >= 0), key=lambda pair: (-pair[0], pair[1]))
