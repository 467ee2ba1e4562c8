"""What a stage of a search aims at: the goals of a merit, weighted by the prices of relaxations."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from allocator.domain.policy import AimName
from allocator.engine.burdens import Burdens
from allocator.engine.guide import Guide, Outlook
from allocator.engine.merit import Goal
from allocator.engine.nearby import nearby_goals
from allocator.model.linear_form import IntArray
from allocator.model.model import Model

ROOM = 100
"""What is held is priced from its hundredth part below what it is held at: more than any tolerance
that is usual, so that room is paid for from its first unit on."""
DEAR = 2.0
"""Room in what is held costs so many times its price. It is soon gone where it costs nothing, on
moves that hardly lower a burden, and without it few neighbourhoods have anything to give."""
ASIDE = 0.05
"""What later aims weigh, against their price, while the first one is improved."""
THRIFT = 0.004
"""What a per cent of the cost weighs against a per cent of every burden while the largest burden is
improved. Where it weighs nothing, moves that change no burden fill every state up to the threshold,
and there is nobody left to relieve the others; where it weighs much, the order of aims is not kept.
"""
TIERS = ((100, 1.0), (104, 2.0), (112, 4.0))
"""Burdens weigh more the further they stand above the threshold: from so many per cent of it on, by
so much more. One state far above is worse than all of them a little."""
LEAST_PRICE = 0.05
"""A held aim has at least so much of the price at which its per cent are worth the aim's per cent:
a row that does not bind in the relaxation may well bind in whole numbers."""


@dataclass(frozen=True, slots=True)
class Targets:
    """An aim with all that is held and all that is looked ahead to."""

    model: Model
    burdens: Burdens
    aim: AimName
    held: Mapping[AimName, int]
    outlook: Outlook
    enough: Mapping[AimName, int] = field(default_factory=dict)
    """What is good enough of aims, where that is known: below it nothing is won."""

    @property
    def floor(self) -> int:
        """There is no need to go below it: the aim's bound, or what is good enough."""
        return max(self.outlook.relaxed.bound, self.enough.get(self.aim, 0))

    def goals(self, vector: IntArray, threshold: int, emphasis: Mapping[int, float]) -> list[Goal]:
        """The goals at an assignment: the aim itself, the room in what is held, later aims.

        `threshold` is for burdens, in basis points, where the aim is the spread; `emphasis`
        multiplies what the burden of a state weighs.
        """
        goals = [
            *self._own(vector, threshold, emphasis),
            *self._room(vector),
            *self._ahead(),
            *self._nearby(vector),
        ]
        return [goal for goal in goals if goal.weight > 0]

    def _own(self, vector: IntArray, threshold: int, emphasis: Mapping[int, float]) -> list[Goal]:
        """The goals of the aim itself: of the spread, one a tier and state."""
        if self.aim != "spread":
            return [Goal(self.model.aims[self.aim], self.floor, 1.0)]
        return [*self._burdens(threshold, 1.0, emphasis), *self._thrift(vector, threshold)]

    def _thrift(self, vector: IntArray, threshold: int) -> list[Goal]:
        """The cost, where it is an aim, at next to nothing."""
        form = self.model.aims.get("cost")
        if form is None:
            return []
        worth = threshold * self._states / max(1, form.value(vector))
        return [Goal(form, 0, THRIFT * worth)]

    def _room(self, vector: IntArray) -> list[Goal]:
        """What is taken of the room below what aims are held at, at its price, where that is known.

        Burdens are held state by state: none has room that another could use.
        """
        if self.outlook.own is None:
            return []
        return [
            Goal(self.model.aims[aim], most - abs(most) // ROOM, DEAR * self._price(vector, aim))
            for aim, most in self.held.items()
            if aim != "spread"
        ]

    def _burdens(
        self, threshold: int, weight: float, emphasis: Mapping[int, float] | None = None
    ) -> list[Goal]:
        """A goal for each state's money; `weight` is for a basis point of one state."""
        emphasis = emphasis or {}
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
        own = self.outlook.own
        known = own.rate(aim) if own is not None else 0.0
        price = max(known, LEAST_PRICE * size / other)
        # A basis point less for the largest burden is one less for most of the states.
        return price * self._states if self.aim == "spread" else price

    def _ahead(self) -> list[Goal]:
        """Later aims that the guide was led by, at their share of its prices."""
        guide = self.outlook.ahead
        if guide is None or guide.aim == self.aim or self.held:
            return []
        rate = guide.rate(self.aim)
        if rate <= 0:
            return []
        if guide.aim == "spread":
            return self._burdens(self._guided_burden(guide), ASIDE / (rate * self._states))
        price = ASIDE * guide.rate("spread") / (rate * self._states)
        return [
            Goal(self.model.aims[guide.aim], self._guided(guide), ASIDE / rate),
            *self._burdens(self._guided_burden(guide), price),
        ]

    def _nearby(self, vector: IntArray) -> Iterator[Goal]:
        """Later aims of which it is known what is enough, so that the search stays near it."""
        order = list(self.model.aims)
        size = max(1, abs(self.model.aims[self.aim].value(vector)))
        worth = ASIDE * size * (self._states if self.aim == "spread" else 1)
        later = order[order.index(self.aim) + 1 :]
        return nearby_goals(self.model, self.burdens, self.enough, later, worth)

    def _guided(self, guide: Guide) -> int:
        form = self.model.aims[guide.aim]
        value = float(form.coefficients @ guide.values[form.variables])
        return int(np.floor(value)) + form.constant

    def _guided_burden(self, guide: Guide) -> int:
        """The largest burden that the guide allows."""
        return int(np.ceil(guide.values[self.burdens.largest]))
