"""A guide: where a chain of linear relaxations would let the plan stand, and at what prices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from allocator.domain.policy import AimName
from allocator.engine.extension import held
from allocator.engine.linear_bound import Floats
from allocator.engine.linear_relaxation import Relax, Relaxed
from allocator.engine.neighbourhood import Matrix
from allocator.engine.processes import Processes
from allocator.engine.terrain import Terrain
from allocator.model.model import Model
from allocator.model.program import Program

FOLLOWED: Sequence[AimName] = ("spread", "cost")
"""Aims worth looking ahead to: they share money and people out between states."""
ROOM: Mapping[AimName, int] = {"shortfall": 5, "spread": 800}
"""How far above its bound an aim is held in the relaxations that follow, in parts of 10,000."""
LEAST_WORTH = 1e-9


@dataclass(frozen=True, slots=True)
class Guide:
    """The last relaxation of a chain: its program, its values and its prices."""

    aim: AimName
    program: Program
    matrix: Matrix
    terrain: Terrain
    values: Floats
    prices: Floats

    @property
    def soft(self) -> Floats:
        """What a unit of each row is worth where the row only holds an aim or a burden back, or
        asks for work; 0 for the others."""
        worth = np.zeros(len(self.prices))
        families = np.array([row.family for row in self.program.rows])
        families[self.terrain.block_of_row >= 0] = ""
        for family in ("spread", "footprint"):
            rows = families == family
            worth[rows] = np.abs(self.prices[rows]).max(initial=LEAST_WORTH)
        rows = families == "held"
        worth[rows] = np.maximum(np.abs(self.prices[rows]), LEAST_WORTH)
        return worth

    def rate(self, aim: AimName) -> float:
        """What a unit of a held aim is worth in units of the guide's own; 0 where it was not held.

        The spread is held by a bound on the largest burden: what that is worth stands in the
        prices of the states' rows, each times the money of a basis point.
        """
        family = "spread" if aim == "spread" else "held"
        total = 0.0
        for number, row in enumerate(self.program.rows):
            if row.family == family and (aim == "spread" or aim in row.codes):
                entries = slice(self.matrix.rows.start[number], self.matrix.rows.start[number + 1])
                point = float(-self.matrix.rows.data[entries].min()) if aim == "spread" else 1.0
                total += abs(float(self.prices[number])) * point
        return total


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the relaxations say of an aim: its bound, its own guide, and one that looks ahead."""

    relaxed: Relaxed
    own: Guide | None
    ahead: Guide | None


def outlook(
    model: Model,
    program: Program,
    aim: AimName,
    processes: Processes,
    *,
    relaxed: bool,
    ahead: bool,
) -> Outlook:
    """Relax an aim, then those that follow it, each within reach of the bounds before it.

    Without `relaxed` nothing is known but the bounds of the variables.
    """
    if not relaxed:
        return Outlook(Relax.nothing(Matrix.of(program), model.aims[aim]), None, None)
    found, guide = _relaxed(model, program, aim, processes)
    own = guide
    order = list(model.aims)
    later = order[order.index(aim) + 1 :] if ahead else []
    for following in (each for each in later if each in FOLLOWED):
        if guide is None:
            break
        program = held(program, guide.aim, model.aims[guide.aim], _most(guide, model))
        _, guide = _relaxed(model, program, following, processes)
    return Outlook(found, own, guide)


def _most(guide: Guide, model: Model) -> int:
    """What a relaxed aim is held at: a little above where it stands, rounded up."""
    form = model.aims[guide.aim]
    value = float(form.coefficients @ guide.values[form.variables]) + form.constant
    return int(np.ceil(value * (10_000 + ROOM.get(guide.aim, 0)) / 10_000)) + 1


def _relaxed(
    model: Model, program: Program, aim: AimName, processes: Processes
) -> tuple[Relaxed, Guide | None]:
    matrix = Matrix.of(program)
    relaxed = processes.results([Relax(matrix, model.aims[aim])])[0]
    if relaxed is None:
        return Relax.nothing(matrix, model.aims[aim]), None
    if relaxed.values is None or relaxed.prices is None:
        return relaxed, None
    terrain = Terrain.of(program, matrix)
    return relaxed, Guide(aim, program, matrix, terrain, relaxed.values, relaxed.prices)
