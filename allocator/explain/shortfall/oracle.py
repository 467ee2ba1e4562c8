"""How few units can be missing with some limits taken away, nothing else being worse."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from allocator.domain.plan import Plan
from allocator.domain.policy import AimName
from allocator.engine.local import Goal, Redecided, Surroundings
from allocator.engine.watch import Watch
from allocator.explain.marginal.trial import JUDGED, Missing, missing
from allocator.explain.shortfall.question import Question, Reliefs, missing_forms
from allocator.explain.stipulations.all import altered
from allocator.model.build import build
from allocator.model.model import Model
from allocator.verify.verify import violations

STEP = PRICING = 1.0
"""Deterministic seconds for the missing units, and for each aim after them: of what is proven in
three, nearly all is in one."""
AS_IT_IS = 6.0
"""For the missing units with no limit taken away: all is measured against what is proven there."""
Verdict = Literal["found", "unknown"]


@dataclass(frozen=True, slots=True)
class Found:
    """What becomes of the missing units, and of all else where that was asked for."""

    verdict: Verdict
    units: int = 0
    """Missing of the capability in the period: the least found."""
    bound: int = 0
    """No fewer can be missing, with all else as it may be."""
    values: tuple[int, ...] = ()
    """Of the aims, in their order, in a plan with so few missing."""
    missing: Missing = ()
    settled: bool = False
    """The aims are proven to be the least, each given those before it."""
    plan: Plan = field(default_factory=Plan)

    @property
    def proven(self) -> bool:
        """No fewer can be missing."""
        return self.verdict == "found" and self.units == self.bound


UNKNOWN = Found("unknown")


def aims_of(question: Question) -> tuple[AimName, ...]:
    """Those in which the price is told, in the order of the scenario."""
    return tuple(aim for aim in question.scenario.aims if aim in JUDGED)


@dataclass(frozen=True, slots=True)
class Relieve:
    """The task of deciding anew with some limits taken away or changed.

    The missing units come first, then, where `priced`, the aims. Of nothing else, and in no other
    period, more is missing than in the plan: nothing is won by robbing others.
    """

    question: Question
    reliefs: Reliefs
    priced: bool
    seed: int
    planned: bool = False
    """Whether the plan is wanted though it is not priced."""
    budget: float = STEP

    def __call__(self, watch: Watch) -> Found:
        """The fewest missing; with the plan where it is wanted, verified in its scenario."""
        question, model = self.question, relieved(self.question, self.reliefs)
        around = Surroundings.of(model, question.plan, self.seed)
        found = decided(question, question.period, around, watch, budget=self.budget)
        if found is not None and self.priced:
            found = priced(question, around, watch, found.stages[0].value, self.budget)
        if found is None:
            return UNKNOWN
        units = found.stages[0]
        if not self.priced and not self.planned:
            return Found("found", units.value, units.bound)
        plan = around.plan(found)
        if violations(model.scenario, plan):
            return UNKNOWN
        values = tuple(model.aims[aim].value(model.vector(plan)) for aim in aims_of(question))
        lacking = missing(model.scenario, plan)
        settled = all(stage.proven for stage in found.stages)
        return Found("found", units.value, units.bound, values, lacking, settled, plan)


@dataclass(frozen=True, slots=True)
class Close:
    """The task of finding the first period in which nothing need be missing, some limits gone."""

    question: Question
    reliefs: Reliefs
    periods: tuple[str, ...]
    seed: int

    def __call__(self, watch: Watch) -> str | None:
        """The first of the periods; None where it is none of them."""
        model = relieved(self.question, self.reliefs)
        around = Surroundings.of(model, self.question.plan, self.seed)
        for period in self.periods:
            found = decided(self.question, period, around, watch)
            if found is not None and not found.stages[0].value:
                return period
        return None


def relieved(question: Question, reliefs: Reliefs) -> Model:
    """The model without the limits, and with the other figures."""
    if reliefs == Reliefs():
        return question.model
    known = question.known
    changes = {known[name]: known[name].open_value for name in reliefs.dropped}
    changes |= {known[name]: figure for name, figure in reliefs.figures}
    return build(altered(question.scenario, changes))


def decided(
    question: Question,
    period: str,
    around: Surroundings,
    watch: Watch,
    aims: Sequence[AimName] = (),
    largest: int | None = None,
    budget: float = STEP,
) -> Redecided | None:
    """The fewest missing in a period, then the aims; no burden above the largest, where given."""
    forms = missing_forms(around.model)
    own = forms.pop((question.capability, period), None)
    if own is None:
        return None
    by_aim = around.model.aims
    goals = [Goal("missing", own, 0, budget=budget)]
    goals += [Goal(aim, by_aim[aim], 0, budget=PRICING) for aim in aims]
    held = [(form, form.value(around.start)) for form in forms.values()]
    if largest is not None:
        held.append((by_aim["spread"], largest))
    return around.redecided(question.area, goals, watch, held=held)


def priced(
    question: Question, around: Surroundings, watch: Watch, units: int, budget: float
) -> Redecided | None:
    """What so few missing units take at least: with no burden above the plan's largest where that
    can be, else with the least there is."""
    aims = aims_of(question)
    largest = around.model.aims["spread"].value(around.start)
    others = [aim for aim in aims if aim != "spread"]
    found = decided(question, question.period, around, watch, others, largest, budget)
    if found is not None and found.stages[0].value <= units:
        return found
    return decided(question, question.period, around, watch, aims, budget=budget)
