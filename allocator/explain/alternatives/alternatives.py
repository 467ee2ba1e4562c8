"""Other plans of nearly the same worth, each as far as can be from all before it.

What differs is who gives what in the last period: of every capability the part of its requirement
that other states give. Each new plan is as far as possible from the nearest of those there are, so
that no two of them are variants of one. A sum of distances instead finds the two most extreme plans
again and again.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from allocator.accounts.ledger import Ledger
from allocator.domain.plan import Plan
from allocator.domain.policy import ARBITRARY, AimName
from allocator.domain.quantity import WHOLE
from allocator.engine.differing import Measure, differing
from allocator.engine.effort import Effort
from allocator.engine.progress import Observer
from allocator.engine.way import Way, is_whole
from allocator.explain.given import given, given_form, parts_of_a_unit
from allocator.model.build import build
from allocator.model.model import Model
from allocator.report.view import View

GRAIN = 10**9
"""A requirement that others meet counts so much; a unit is rounded to its inverse."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another plan, and how far it is from the known one and from the nearest found before it."""

    view: View
    aims: Mapping[AimName, int]
    moved: Fraction
    """Requirements that other states meet than in the known plan; 1 is the whole of one."""
    apart: Fraction
    """The same against the nearest of all plans before it."""


@dataclass(frozen=True)
class Alternatives:
    """The plans found, the furthest first."""

    known: View
    worth: Mapping[AimName, int]
    """Of the known plan."""
    within: int
    """Basis points by which each aim may be worse."""
    wanted: int
    found: tuple[Alternative, ...]
    exact: bool
    """Whether each is proven to be the furthest, and where there are fewer than were asked for that
    there are no more."""

    @property
    def views(self) -> tuple[View, ...]:
        """The known plan, then the others."""
        return (self.known, *(each.view for each in self.found))


Prove = Callable[[Plan, Mapping[AimName, int]], None]
"""Raises where a plan does not hold every family, or where its aims are not as said."""


def alternatives(
    known: View,
    wanted: int,
    within: int,
    prove: Prove,
    *,
    effort: Effort = "quick",
    seed: int = 0,
    workers: int = 1,
    observer: Observer | None = None,
    stop: Callable[[], bool] | None = None,
    way: Way = "auto",
) -> Alternatives:
    """Up to `wanted` plans whose aims are at most `within` basis points worse; each is proven.

    Deterministic for an effort and a seed.
    """
    model = build(known.scenario)
    worth = {a.name: a.value for a in known.provenance.aims if a.name != ARBITRARY}
    most = {aim: value * (WHOLE + within) // WHOLE for aim, value in worth.items()}
    scales, plans, found = measures(model), [known.plan], list[Alternative]()
    exact = is_whole(model, way)
    while len(found) < wanted and not (stop is not None and stop()):
        other = differing(
            model,
            list(scales.values()),
            worth,
            most,
            plans,
            effort=effort,
            seed=seed,
            workers=workers,
            observer=observer,
            stop=stop,
            way=way,
        )
        exact = exact and other.distance == other.bound
        if not other.distance:
            break
        vector = model.vector(other.plan)
        values = {aim: model.aims[aim].value(vector) for aim in worth}
        prove(other.plan, values)
        view = View(known.scenario, other.plan, known.provenance)
        apart = Fraction(other.distance, GRAIN)
        found.append(Alternative(view, values, moved(known.ledger, view.ledger), apart))
        plans.append(other.plan)
    exact = exact and not (stop is not None and stop())
    return Alternatives(known, worth, within, wanted, tuple(found), exact)


def measures(model: Model) -> Mapping[tuple[str, str], Measure]:
    """By state and capability: what it gives in the last period, where anything is required.

    A unit that one state gives less and another more moves once: it counts half for each.
    """
    scenario = model.scenario
    last = scenario.periods[-1].code
    found = {}
    for capability in scenario.capabilities:
        weight = unit_weight(model, capability.code, last)
        for state in scenario.states if weight else ():
            form = given_form(model, state.code, capability.code, last)
            if len(form.variables):
                found[state.code, capability.code] = Measure(form, weight)
    return found


def unit_weight(model: Model, capability: str, period: str) -> int:
    """What a part of a unit counts; 0 where nothing is required."""
    required = model.scenario.required[capability, period]
    parts = parts_of_a_unit(model.scenario, capability)
    return max(1, GRAIN // (2 * required * parts)) if required else 0


def moved(one: Ledger, other: Ledger) -> Fraction:
    """Requirements of the last period that other states meet: half the sum of all differences."""
    last = one.scenario.periods[-1].code
    before, after = given(one), given(other)
    nought = Fraction(0)
    return sum(
        (
            abs(before.get(key, nought) - after.get(key, nought))
            / (2 * one.scenario.required[key[1], last])
            for key in {*before, *after}
            if key[2] == last and one.scenario.required[key[1], last]
        ),
        nought,
    )
