"""Components with those who make them and the lines that take them."""

from dataclasses import dataclass

from allocator.domain.production_line import Component, ComponentUse
from allocator.domain.scenario import Scenario


@dataclass(frozen=True, slots=True)
class SupplyChain:
    """What all hosts make of a component is one stock for every line that needs it."""

    component: str
    makers: tuple[Component, ...]
    """Sorted by host."""
    uses: tuple[ComponentUse, ...]
    """Of lines that need any of it, sorted by line."""


def supply_chains(scenario: Scenario) -> tuple[SupplyChain, ...]:
    """All of them, sorted by component."""
    codes = {maker.code for maker in scenario.components}
    codes.update(use.component for use in scenario.component_use)
    return tuple(
        SupplyChain(
            code,
            tuple(maker for maker in scenario.components if maker.code == code),
            tuple(use for use in scenario.component_use if use.component == code and use.per_unit),
        )
        for code in sorted(codes)
    )
