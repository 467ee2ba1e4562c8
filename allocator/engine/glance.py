"""An outlook on a program that is too large for the simplex: one blend of aims, so many steps.

A chain of relaxations, each held within reach of the one before, needs exact ones. A first-order
method gets near an optimum fast and stays near it, which is enough for a guide, if its aim says all
at once: the aim that leads, and a little of those after it, so that what is bought is bought where
it is cheap. The blend gives no bound for the aim; blocks do (`block_bound`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from allocator.domain.policy import AimName
from allocator.engine.guide import Guide, Look, Outlook
from allocator.engine.linear_relaxation import Relax
from allocator.engine.neighbourhood import Matrix
from allocator.engine.terrain import Terrain
from allocator.engine.watch import Watch
from allocator.model.linear_form import IntArray, LinearForm

STEPS = 2_000
"""Of the first-order method: measured, its values are then within 1 in 100 of keeping all rows."""
ASIDE: Mapping[AimName, float] = {"spread": 0.006, "cost": 0.03}
"""What an aim weighs if all ceilings were spent, as a part of the leading aim's value where the
search starts. With less, the relaxation leaves no room for whole lots: with a fifth of it the first
plan of the reference had a shortfall of twice the bound, with three times as much 4 per cent above.
"""
GRAIN = 2**10
"""The blend counts in its inverse, so that small weights are whole numbers."""


@dataclass(frozen=True, slots=True)
class Glance:
    """The task of relaxing a blend of aims."""

    look: Look
    """The aims; the one that leads is blended with those that follow."""
    spent: Mapping[AimName, int]
    """What these would be if all ceilings were spent."""
    vector: IntArray
    """Where the search starts."""

    def __call__(self, watch: Watch) -> Outlook:
        """As far as the relaxation gets before `watch` ends it."""
        program, blind = self.look.program, self.look.blind()
        matrix = Matrix.of(program)
        found = Relax(matrix, self._blend(matrix), STEPS)(watch)
        if found.values is None or found.prices is None:
            return blind
        values = np.clip(found.values, matrix.lower, matrix.upper)
        terrain, prices = Terrain.of(program, matrix), found.prices / GRAIN
        guide = Guide(self.look.aim, program, matrix, terrain, values, prices)
        return replace(blind, own=guide, ahead=guide)

    def _blend(self, matrix: Matrix) -> LinearForm:
        aims = self.look.aims
        lead = aims[self.look.aim]
        cost = lead.dense(len(matrix.lower)).astype(np.float64)
        for aim in self.look.following:
            form, worth = aims[aim], max(1, abs(lead.value(self.vector)))
            if self.spent[aim] > 0:
                weight = ASIDE[aim] * worth / self.spent[aim]
                cost[form.variables] += weight * form.coefficients
        whole = np.round(cost * GRAIN).astype(np.int64)
        variables = np.nonzero(whole)[0]
        return LinearForm(variables, whole[variables], 0)
