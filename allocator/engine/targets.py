"""What a stage of a search aims at: the goals of a merit, weighted by the prices of relaxations."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from allocator.domain.policy import AimName
from allocator.engine.burdens import Burdens
from allocator.engine.guide import Guide, Outlook
from allocator.engine.merit import Goal
from allocator.model.linear_form import IntArray
from allocator.model.model import Model

HELD = 1.5
"""A unit above what an aim is held at costs so many times its price."""
MARGIN = 2_000
"""Held aims are aimed at so many parts below what they are held at: a search that stops a hair
above, where no lump is small enough to mend it, has gained nothing."""
ASIDE = 0.05
"""What later aims weigh, against their price, while an earlier one is improved."""
LEAST_PRICE = 0.05
"""A held aim has at least so much of the price at which its per cent are worth the aim's per cent:
a row that does not bind in the relaxation may well bind in whole numbers."""


NOBODY: Mapping[int, float] = {}


@dataclass(frozen=True, slots=True)
class Targets:
    """An aim with all that is held and all that is looked ahead to."""

    model: Model
    burdens: Burdens | None
    aim: AimName
    held: Mapping[AimName, int]
    outlook: Outlook

    def goals(
        self,
        vector: IntArray,
        threshold: int,
        strictness: Mapping[AimName, float],
        emphasis: Mapping[int, float],
    ) -> list[Goal]:
        """The goals at an assignment; `strictness` multiplies what a held aim weighs.

        `threshold` is for burdens, in basis points, and `emphasis` multiplies what the burden of a
        state weighs; they matter where the aim is the spread.
        """
        goals = self._own(threshold, emphasis)
        for aim, most in self.held.items():
            weight = HELD * strictness.get(aim, 1.0) * self._price(vector, aim)
            goals += self._above(aim, most, weight)
        return [goal for goal in goals + self._ahead() if goal.weight > 0]

    def _own(self, threshold: int, emphasis: Mapping[int, float]) -> list[Goal]:
        if self.aim != "spread":
            return [Goal(self.model.aims[self.aim], self.outlook.relaxed.bound, 1.0)]
        return self._burdens(threshold, 1.0, emphasis)

    def _above(self, aim: AimName, most: int, weight: float) -> list[Goal]:
        if aim == "spread":
            return self._burdens(most, weight)
        return [Goal(self.model.aims[aim], most - abs(most) // MARGIN, weight)]

    def _burdens(
        self, threshold: int, weight: float, emphasis: Mapping[int, float] = NOBODY
    ) -> list[Goal]:
        """A goal for each state's money; `weight` is for a basis point of one state."""
        if self.burdens is None:
            return []
        return [
            Goal(form, threshold * point, weight * emphasis.get(state, 1.0) / point)
            for form, point, state in zip(
                self.burdens.forms, self.burdens.points, self.burdens.states, strict=True
            )
        ]

    @property
    def _states(self) -> int:
        """States with a burden; 1 where there are none."""
        return max(1, len(self.burdens.points)) if self.burdens is not None else 1

    def _price(self, vector: IntArray, aim: AimName) -> float:
        """What a unit of a held aim is worth in units of this one's goals: of the spread, a basis
        point of one state."""
        size = max(1, abs(self.model.aims[self.aim].value(vector)))
        other = max(1, abs(self.model.aims[aim].value(vector)))
        alike = size / other
        own = self.outlook.own
        known = own.rate(aim) if own is not None else 0.0
        price = max(known, LEAST_PRICE * alike)
        if self.aim == "spread":
            # A basis point less for the largest burden is one less for most of the states.
            return price * self._states
        return price / self._states if aim == "spread" else price

    def _ahead(self) -> list[Goal]:
        """Later aims that the guide was led by, at their share of its prices."""
        guide = self.outlook.ahead
        if guide is None or guide.aim == self.aim:
            return []
        rate = guide.rate(self.aim)
        if rate <= 0:
            return []
        unit = rate / self._states if self.aim == "spread" else rate
        form = self.model.aims[guide.aim]
        if guide.aim == "spread":
            return self._burdens(self._guided_burden(guide), ASIDE / (unit * self._states))
        goals = [Goal(form, self._guided(guide), ASIDE / unit)]
        if "spread" in self.model.aims and self.aim != "spread" and "spread" not in self.held:
            price = ASIDE * guide.rate("spread") / (unit * self._states)
            goals += self._burdens(self._guided_burden(guide), price)
        return goals

    def _guided(self, guide: Guide) -> int:
        form = self.model.aims[guide.aim]
        value = float(form.coefficients @ guide.values[form.variables])
        return int(np.floor(value)) + form.constant

    def _guided_burden(self, guide: Guide) -> int:
        """The largest burden that the guide allows."""
        if self.burdens is None:
            return 0
        return int(np.ceil(guide.values[self.burdens.largest]))
