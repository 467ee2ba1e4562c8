"""The spread aim on a large program: a threshold falls, and what stands above it is driven down.

The largest burden alone gives a search no direction: a neighbourhood that does not hold the state at
the top cannot better it. The sum of all money above a threshold does, and what it comes to is only a
guide: the value reported is always the largest burden itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from allocator.engine.extension import Entries, form_of, with_row, with_variables
from allocator.engine.neighbourhood import Mask, Matrix
from allocator.engine.sweep import Sweep
from allocator.model.linear_form import IntArray, LinearForm
from allocator.model.program import Program, RowName, Variable
from allocator.model.sparse_rows import FREE

FALL = 80
"""The threshold falls to so many per cent of the way from the bound to the largest burden."""
MOST_CAPABILITIES = 4
ROUNDS_WITHOUT = 4


@dataclass(frozen=True, slots=True)
class Burdens:
    """The rows `money - point x largest <= 0` that define the aim, one a state."""

    largest: int
    """The variable of the largest burden."""
    forms: tuple[LinearForm, ...]
    points: tuple[int, ...]
    """What a basis point is worth, in the money of the row."""
    states: tuple[int, ...]
    """Position of the state of each row."""

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
            forms.append(LinearForm(index[own], data[own], 0))
            points.append(-int(data[~own].sum()))
            states.append(int(program.labels["state"][index[own]].max()))
        return cls(largest, tuple(forms), tuple(points), tuple(states))

    def values(self, vector: IntArray) -> list[int]:
        """The burden of each row's state in basis points, rounded up."""
        return [
            -(-form.value(vector) // point)
            for form, point in zip(self.forms, self.points, strict=True)
        ]


def lower_burdens(sweep: Sweep, aim: LinearForm, bound: int) -> None:
    """Lower the largest burden of `sweep.vector` as far as its budget allows."""
    burdens = Burdens.of(sweep.program, aim)
    plain, without = sweep.program, 0
    while without < ROUNDS_WITHOUT and not sweep.done(aim, bound):
        top = max(burdens.values(sweep.vector))
        threshold = bound + (top - bound) * FALL // 100
        _round(sweep, burdens, threshold)
        sweep.program = plain
        sweep.vector = _tight(sweep.vector[: len(plain.variables)], burdens)
        without = 0 if max(burdens.values(sweep.vector)) < top else without + 1
        if without == 0:
            sweep.improved(sweep.vector)


def _round(sweep: Sweep, burdens: Burdens, threshold: int) -> None:
    """Drive down the money above the threshold, in the capabilities where those above it pay."""
    program, guide = _guided(sweep.program, burdens, threshold)
    above = [
        max(0, form.value(sweep.vector) - threshold * point)
        for form, point in zip(burdens.forms, burdens.points, strict=True)
    ]
    sweep.vector = np.append(sweep.vector, np.array(above, dtype=np.int64))
    sweep.program = program
    matrix = Matrix.of(program)
    for free in _masks(sweep, burdens, threshold, guide):
        if sweep.done(guide, 0):
            break
        sweep.improve(matrix, guide, free)


def _guided(program: Program, burdens: Burdens, threshold: int) -> tuple[Program, LinearForm]:
    """The program with each state's money above the threshold, and its weighted sum.

    The largest burden may not rise above where it stands: its variable keeps its bound.
    """
    count = len(program.variables)
    names = [Variable("above_threshold", program.rows[0].codes) for _ in burdens.forms]
    reach = np.full(len(names), FREE // 2**20, dtype=np.int64)
    widened = with_variables(program, names, reach)
    weights: Entries = []
    richest = max(burdens.points)
    for place, (form, point) in enumerate(zip(burdens.forms, burdens.points, strict=True)):
        entries = list(zip(form.coefficients.tolist(), form.variables.tolist(), strict=True))
        entries.append((-1, count + place))
        name = RowName("above_threshold", (str(place),))
        widened = with_row(widened, name, entries, -FREE, threshold * point)
        weights.append((max(1, richest // point), count + place))
    return widened, form_of(weights)


def _masks(
    sweep: Sweep, burdens: Burdens, threshold: int, guide: LinearForm
) -> Iterator[Mask]:
    """Each capability in which a state above the threshold pays, then such capabilities in groups."""
    program, random = sweep.program, sweep.random
    capability, state = program.labels["capability"], program.labels["state"]
    values = burdens.values(sweep.vector)
    high = [s for s, value in zip(burdens.states, values, strict=True) if value > threshold]
    acquiring = _acquiring(program)
    paying = acquiring & np.isin(state, high) & (sweep.vector > 0)
    codes = sorted(set(capability[paying].tolist()) - {-1})
    shared = capability < 0
    random.shuffle(codes)
    for code in codes:
        yield shared | (capability == code)
    order = sorted(range(len(values)), key=lambda place: (-values[place], place))
    ranked = [burdens.states[place] for place in order]
    for _ in range(len(codes)):
        chosen = random.sample(codes, min(MOST_CAPABILITIES, len(codes)))
        group = ranked[:4] + ranked[-6:] + random.sample(ranked, min(4, len(ranked)))
        yield shared | (np.isin(capability, chosen) & ((state < 0) | np.isin(state, group)))


def _acquiring(program: Program) -> Mask:
    kinds = {"delivered", "pool_shares", "funding", "join", "lead"}
    return np.array([variable.kind in kinds for variable in program.variables], dtype=np.bool_)


def _tight(vector: IntArray, burdens: Burdens) -> IntArray:
    """The assignment with the largest burden at the largest of the burdens."""
    tight = vector.copy()
    tight[burdens.largest] = max(burdens.values(vector), default=0)
    return tight


