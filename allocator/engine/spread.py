"""The spread aim on a large program: a threshold falls, and what stands above it is driven down.

The largest burden alone gives a search no direction: a neighbourhood that does not hold the state
at the top cannot better it. The sum of all money above a threshold does, and what it comes to is
only a guide: the value reported is always the largest burden itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from allocator.engine.extension import Entries, form_of, held, with_row, with_variables
from allocator.engine.neighbourhood import Mask, Matrix
from allocator.engine.sweep import Sweep, capability_masks
from allocator.model.linear_form import IntArray, LinearForm
from allocator.model.program import Program, RowName, Variable
from allocator.model.sparse_rows import FREE

FALL = 80
"""The threshold falls to so many per cent of the way from the bound to the largest burden."""
STEP = 0.3
"""Deterministic seconds for a neighbourhood: many short ones got further than few long ones (155 of
10,000 against 205, from 400, in 15 deterministic seconds on the reference)."""
TOGETHER = 4
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


def lower_burdens(sweep: Sweep, aim: LinearForm, cost: LinearForm, bound: int) -> None:
    """Lower the largest burden of `sweep.vector` as far as its budget allows.

    First a walk that only saves money: what nobody needs burdens nobody.
    """
    burdens = Burdens.of(sweep.program, aim)
    sweep.program = held(sweep.program, "spread", aim, aim.value(sweep.vector))
    sweep.step = STEP
    sweep.run(cost, 0, capability_masks(sweep.program, cost, sweep.vector))
    sweep.vector = _tight(sweep.vector, burdens)
    plain, without = sweep.program, 0
    while without < ROUNDS_WITHOUT and not sweep.done(aim, bound):
        top = max(burdens.values(sweep.vector))
        _round(sweep, burdens, bound + (top - bound) * FALL // 100)
        sweep.program = plain
        sweep.vector = _tight(sweep.vector[: len(plain.variables)], burdens)
        without = 0 if aim.value(sweep.vector) < top else without + 1
        sweep.improved(sweep.vector)


def _round(sweep: Sweep, burdens: Burdens, threshold: int) -> None:
    """Drive down the money above the threshold, in the capabilities where those above it pay."""
    program, guide = _guided(sweep.program, burdens, threshold)
    above = [
        max(0, form.value(sweep.vector) - threshold * point)
        for form, point in zip(burdens.forms, burdens.points, strict=True)
    ]
    masks = list(_masks(sweep, burdens, threshold))
    sweep.vector = np.append(sweep.vector, np.array(above, dtype=np.int64))
    sweep.program = program
    matrix = Matrix.of(program)
    for free in masks:
        if sweep.done(guide, 0):
            break
        sweep.improve(matrix, guide, np.append(free, np.ones(len(above), dtype=np.bool_)))


def _guided(program: Program, burdens: Burdens, threshold: int) -> tuple[Program, LinearForm]:
    """The program with each state's money above the threshold, and its weighted sum.

    The sum weighs a state's money by what a basis point is worth to the richest over what it is
    worth to the state, so that it adds up burdens.
    """
    count = len(program.variables)
    names = [Variable("above_threshold", (str(place),)) for place in range(len(burdens.forms))]
    width = max(0, int(program.upper[burdens.largest]) - threshold)
    reach = np.array([point * width for point in burdens.points], dtype=np.int64)
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


def _masks(sweep: Sweep, burdens: Burdens, threshold: int) -> Iterator[Mask]:
    """Capabilities in which states above the threshold pay, then groups of them and of states."""
    program, random = sweep.program, sweep.random
    capability, state = program.labels["capability"], program.labels["state"]
    values = burdens.values(sweep.vector)
    high = [s for s, value in zip(burdens.states, values, strict=True) if value > threshold]
    paying = _acquiring(program) & np.isin(state, high) & (sweep.vector > 0)
    codes = sorted(set(capability[paying].tolist()) - {-1})
    shared = capability < 0
    random.shuffle(codes)
    for code in codes:
        yield shared | (capability == code)
    order = sorted(range(len(values)), key=lambda place: (-values[place], place))
    ranked = [burdens.states[place] for place in order]
    for _ in codes:
        chosen = random.sample(codes, min(TOGETHER, len(codes)))
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
