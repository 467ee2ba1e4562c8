"""A guide: where a chain of linear relaxations would let the plan stand, and at what prices."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from allocator.domain.policy import AimName
from allocator.engine.extension import held
from allocator.engine.linear_bound import Floats
from allocator.engine.linear_relaxation import Relax, Relaxed
from allocator.engine.neighbourhood import Matrix
from allocator.engine.terrain import Terrain
from allocator.engine.watch import Watch
from allocator.model.linear_form import LinearForm
from allocator.model.program import Program

ROOM: Mapping[AimName, int] = {"shortfall": 5, "spread": 800}
"""How far above its bound an aim is held in the relaxations that follow, in parts of 10,000."""
LEAST_WORTH = 1e-9
LIMIT = "limit"
"""The family of rows that limit an aim from outside. What an aim is held at while others follow may
be overstepped in a pass, and rounds mend that; a limit may not."""


@dataclass(frozen=True, slots=True)
class Guide:
    """The last relaxation of a chain: its program, its values and its prices."""

    aim: AimName
    program: Program
    matrix: Matrix
    terrain: Terrain
    values: Floats
    prices: Floats

    def reach(self, form: LinearForm) -> int:
        """What the guide's aim is held at while others follow it: a little above its value."""
        value = float(form.coefficients @ self.values[form.variables]) + form.constant
        return int(np.ceil(value * (10_000 + ROOM.get(self.aim, 0)) / 10_000)) + 1

    @property
    def soft(self) -> Floats:
        """What a unit of each row is worth where the row only holds an aim or a burden back, or
        asks for work; 0 for the others."""
        worth = np.zeros(len(self.prices))
        families = np.array([row.family for row in self.program.rows])
        families[self.terrain.block_of_row >= 0] = ""
        elastic = any(variable.kind == "missing_return" for variable in self.program.variables)
        # Money for work that a state does not get is little, and soon mended; burdens are not.
        yielding = {"footprint": elastic, "spread": "spread" not in limits(self.program)}
        for family in (family for family, yields in yielding.items() if yields):
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


@dataclass(frozen=True, slots=True)
class Look:
    """The task of relaxing an aim, then those that follow, each within reach of those before."""

    program: Program
    """With what is held as rows."""
    aims: Mapping[AimName, LinearForm]
    aim: AimName
    following: tuple[AimName, ...]

    def __call__(self, watch: Watch) -> Outlook:
        """As far as the relaxations get before `watch` ends them."""
        program = self.program
        relaxed, own = _relaxed(program, self.aims, self.aim, watch)
        guide = own
        for aim in self._steps:
            if guide is None:
                break
            most = guide.reach(self.aims[guide.aim])
            program = held(program, guide.aim, self.aims[guide.aim], most)
            guide = _guide(program, self.aims, aim, watch)
        return Outlook(relaxed, own, guide)

    @property
    def _steps(self) -> tuple[AimName, ...]:
        """Of the aims that follow, those that are to be held low, and the last.

        One that is limited may stand at its limit: how low it could be does not matter.
        """
        limited = limits(self.program)
        last = len(self.following) - 1
        return tuple(
            aim for place, aim in enumerate(self.following) if place == last or aim not in limited
        )

    def blind(self) -> Outlook:
        """What is known without any relaxation: the bounds of the variables."""
        return Outlook(Relax(Matrix.of(self.program), self.aims[self.aim]).nothing, None, None)


def limits(program: Program) -> set[str]:
    """The aims that are limited from outside."""
    return {code for row in program.rows if row.family == LIMIT for code in row.codes}


def _guide(
    program: Program, aims: Mapping[AimName, LinearForm], aim: AimName, watch: Watch
) -> Guide | None:
    """Without loans where the aims before do not need them.

    What a loan pays for hangs on whether two states buy from the same line. The relaxation splits
    that as it pleases, and money lent by halves is missing when the blocks are made whole.
    """
    kinds = np.array([variable.kind for variable in program.variables])
    loans = kinds == "loan"
    if loans.any():
        alone = replace(program, upper=np.where(loans, 0, program.upper))
        guide = _relaxed(alone, aims, aim, watch)[1]
        if guide is not None:
            return guide
    return _relaxed(program, aims, aim, watch)[1]


def _relaxed(
    program: Program, aims: Mapping[AimName, LinearForm], aim: AimName, watch: Watch
) -> tuple[Relaxed, Guide | None]:
    matrix = Matrix.of(program)
    relaxed = Relax(matrix, aims[aim])(watch)
    if relaxed.values is None or relaxed.prices is None:
        return relaxed, None
    terrain = Terrain.of(program, matrix)
    return relaxed, Guide(aim, program, matrix, terrain, relaxed.values, relaxed.prices)
