"""What is asked: why a capability is short in a period of a plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.engine.area import Area
from allocator.engine.effort import WHOLE_SIZE
from allocator.engine.extension import form_of
from allocator.explain.marginal.reached import Name
from allocator.explain.stipulations.all import stipulations
from allocator.explain.stipulations.stipulation import Stipulation
from allocator.model.build import build
from allocator.model.linear_form import LinearForm
from allocator.model.model import Model

MOST_VARIABLES = 1_000
"""Enablers of a combat capability are decided with it up to so many variables in all."""


class Question:
    """A capability, a period, and the plan that leaves it short; shared by the tasks of a search.

    What is worked out from them stays in the process that did.
    """

    def __init__(self, scenario: Scenario, plan: Plan, capability: str, period: str) -> None:
        self.scenario, self.plan = scenario, plan
        self.capability, self.period = capability, period

    def __reduce__(self) -> tuple[type["Question"], tuple[Scenario, Plan, str, str]]:
        return Question, (self.scenario, self.plan, self.capability, self.period)

    @cached_property
    def known(self) -> Mapping[Name, Stipulation]:
        """What the scenario stipulates."""
        return {one.name: one for one in stipulations(self.scenario)}

    @cached_property
    def model(self) -> Model:
        """Of the scenario as it is."""
        return build(self.scenario)

    @cached_property
    def whole(self) -> bool:
        """The program is small enough to be decided anew as a whole."""
        return len(self.model.program.variables) <= WHOLE_SIZE

    @cached_property
    def area(self) -> Area:
        """What is decided anew: everything, or the capability with its enablers."""
        if self.whole:
            return Area(
                tuple(self.scenario.capability_by_code),
                tuple(self.model.basis.component_outputs),
                tuple(self.scenario.state_by_code),
            )
        return Area(self.capabilities)

    @cached_property
    def capabilities(self) -> tuple[str, ...]:
        """The capability first, then what it counts only beside, as far as there is room."""
        owned = self.model.program.labels["capability"].tolist()
        place = {one.code: at for at, one in enumerate(self.scenario.capabilities)}
        found, room = [self.capability], MOST_VARIABLES - owned.count(place[self.capability])
        for row in self.scenario.enablers_of.get(self.capability, ()):
            size = owned.count(place[row.enabler_capability])
            if size <= room:
                found.append(row.enabler_capability)
                room -= size
        return tuple(found)


def missing_forms(model: Model) -> dict[tuple[str, str], LinearForm]:
    """The missing units by capability and period, as far as any can be missing."""
    places: dict[tuple[str, str], list[int]] = {}
    for variable in model.aims["shortfall"].variables.tolist():
        capability, period, _ = model.program.variables[variable].codes
        places.setdefault((capability, period), []).append(variable)
    return {key: form_of([(1, each) for each in found]) for key, found in places.items()}


@dataclass(frozen=True, slots=True)
class Reliefs:
    """Limits that are taken away, and figures put in the place of others."""

    dropped: frozenset[Name] = frozenset()
    figures: tuple[tuple[Name, int], ...] = ()
