"""What the pages of a sweep have in common: where they begin, and names of all futures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from allocator.domain.scenario import Scenario
from allocator.report.prose import short_name

FIRST = 2
"""Row below the title."""
ACROSS = 10
"""Columns that a line of text runs over."""


@dataclass(frozen=True, slots=True)
class Names:
    """Codes of all futures with their names, those that a scenario adds behind the others."""

    states: Mapping[str, str]
    capabilities: Mapping[str, str]
    makes: Mapping[str, str]
    """Of lines and pools."""

    @classmethod
    def of(cls, scenarios: Iterable[Scenario]) -> "Names":
        """Of the workbook as it stands and of its scenarios, each name as it comes first."""
        states: dict[str, str] = {}
        capabilities: dict[str, str] = {}
        makes: dict[str, str] = {}
        for scenario in scenarios:
            order = scenario.book.order
            for code in order("member_states", tuple(scenario.state_by_code)):
                states.setdefault(code, scenario.state_by_code[code].name)
            for code in order("capabilities", tuple(scenario.capability_by_code)):
                capabilities.setdefault(code, scenario.capability_by_code[code].name)
            for line in scenario.lines:
                makes.setdefault(line.code, line.name)
            for pool in scenario.pools:
                makes.setdefault(pool.code, pool.name)
        return cls(states, capabilities, makes)

    def state(self, code: str) -> str:
        """The state, cut where it is too long."""
        return short_name(self.states.get(code, code), 26)
