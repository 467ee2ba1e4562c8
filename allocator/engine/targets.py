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
BURDEN_MARGIN = 100
"""The same for burdens, which are small whole numbers."""
ASIDE, ASIDE_OF_SPREAD = 0.05, 0.15
"""What later aims weigh, against their price, while an earlier one is improved. More while that is
the spread: money that is not spent burdens nobody."""
LEASH = ((0, 1.0), (40, 4.0))
"""What is held weighs more the further it is overstepped: from so many parts of 10,000 on, by so
much more. A walk far away from what is held seldom comes back."""
TIERS = ((100, 1.0), (104, 2.0), (112, 4.0))
"""Burdens weigh more the further they stand above the threshold: from so many per cent of it on, by
so much more. One state far above is worse than all of them a little."""
LEAST_PRICE = 0.05
"""A held aim has at least so much of the price at which its per cent are worth the aim's per cent:
a row that does not bind in the relaxation may well bind in whole numbers."""
NOBODY: Mapping[int, float] = {}
"""No state weighs more than another."""


@dataclass(frozen=True, slots=True)
class Targets:
    """An aim with all that is held and all that is looked ahead to."""

    model: Model
    burdens: Burdens
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

        `threshold` is for burdens, in basis points, where the aim is the spread; `emphasis`
        multiplies what the burden of a state weighs.
        """
        goals = self.own(threshold, emphasis)
        for aim, most in self.held.items():
            weight = HELD * strictness.get(aim, 1.0) * self._price(vector, aim)
            goals += self._above(aim, most, weight, emphasis)
        return [goal for goal in goals + self._ahead() if goal.weight > 0]

    def own(self, threshold: int, emphasis: Mapping[int, float]) -> list[Goal]:
        """The goals of the aim itself, whatever is held: of the spread, one a tier and state."""
        if self.aim != "spread":
            return [Goal(self.model.aims[self.aim], self.outlook.relaxed.bound, 1.0)]
        return self._burdens(threshold, 1.0, emphasis)

    def _above(
        self, aim: AimName, most: int, weight: float, emphasis: Mapping[int, float]
    ) -> list[Goal]:
        if aim == "spread":
            return self._burdens(most - most // BURDEN_MARGIN, weight, emphasis)
        form, size = self.model.aims[aim], abs(most)
        return [
            Goal(form, most - size // MARGIN + size * height // 10_000, weight * worth)
            for height, worth in LEASH
        ]

    def _burdens(
        self, threshold: int, weight: float, emphasis: Mapping[int, float] = NOBODY
    ) -> list[Goal]:
        """A goal for each state's money; `weight` is for a basis point of one state."""
        return [
            Goal(form, threshold * point * height // 100, worth * emphasis.get(state, 1.0) / point)
            for form, point, state in zip(
                self.burdens.forms, self.burdens.points, self.burdens.states, strict=True
            )
            for height, worth in ((height, weight * steep) for height, steep in TIERS)
        ]

    @property
    def _states(self) -> int:
        """States with a burden; 1 where there are none."""
        return max(1, len(self.burdens.points))

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
        aside = ASIDE_OF_SPREAD if self.aim == "spread" else ASIDE
        form = self.model.aims[guide.aim]
        if guide.aim == "spread":
            return self._burdens(self._guided_burden(guide), aside / (unit * self._states))
        goals = [Goal(form, self._guided(guide), aside / unit)]
        if self.aim != "spread" and "spread" not in self.held:
            price = aside * guide.rate("spread") / (unit * self._states)
            goals += self._burdens(self._guided_burden(guide), price)
        return goals

    def _guided(self, guide: Guide) -> int:
        form = self.model.aims[guide.aim]
        value = float(form.coefficients @ guide.values[form.variables])
        return int(np.floor(value)) + form.constant

    def _guided_burden(self, guide: Guide) -> int:
        """The largest burden that the guide allows."""
        return int(np.ceil(guide.values[self.burdens.largest]))
