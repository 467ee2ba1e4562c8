"""What a scenario comes to before any decision: the data that families share."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from allocator.domain.scenario import Scenario
from allocator.model.access_map import AccessMap, access_map
from allocator.model.calendar import Calendar, calendar
from allocator.model.component_output import ComponentOutput, component_outputs
from allocator.model.key_money import key_money
from allocator.model.output import Output, outputs
from allocator.model.prices import Prices
from allocator.model.stock import Stock, stock


@dataclass(frozen=True)
class Basis:
    """Derived data of a scenario. Periods are positions 0 .. T-1 throughout the model."""

    scenario: Scenario
    movable: bool = False
    """Whether figures that planners decide may move: rows that hold plans to them are elastic, be
    they such that the status quo can break them or not, and no domain is narrowed by them."""

    @cached_property
    def access(self) -> AccessMap:
        return access_map(self.scenario)

    @cached_property
    def calendar(self) -> Calendar:
        return calendar(self.scenario)

    @cached_property
    def stock(self) -> Stock:
        return stock(self.scenario)

    @cached_property
    def prices(self) -> Prices:
        return Prices(self.scenario)

    @cached_property
    def outputs(self) -> Mapping[str, Output]:
        """By line."""
        return outputs(self.scenario, self.calendar)

    @cached_property
    def component_outputs(self) -> Mapping[str, ComponentOutput]:
        """By component."""
        return component_outputs(self.scenario, self.calendar, self.access)

    @cached_property
    def key_money(self) -> Mapping[str, int]:
        """kEUR by state."""
        return key_money(self.scenario)

    @cached_property
    def unpaid(self) -> Mapping[str, tuple[int, ...]]:
        """kEUR by state and period that the order book still owes."""
        due = {state.code: [0] * self.length for state in self.scenario.states}
        for record in self.scenario.order_book:
            if record.holder in due:
                due[record.holder][self.scenario.period_index[record.period]] += record.unpaid
        return {state: tuple(series) for state, series in due.items()}

    @cached_property
    def length(self) -> int:
        """Number of periods."""
        return len(self.scenario.periods)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Codes of the periods."""
        return tuple(period.code for period in self.scenario.periods)

    @cached_property
    def states(self) -> tuple[str, ...]:
        """Codes of the states."""
        return tuple(state.code for state in self.scenario.states)

    @cached_property
    def pool_starts(self) -> Mapping[str, int]:
        """Period from which each pool may operate."""
        index = self.scenario.period_index
        return {pool.code: index[pool.start] for pool in self.scenario.pools}

    def labels(self, *, period: int | None = None, **codes: str) -> dict[str, int]:
        """Positions of codes given by label; a line or pool brings its capability along.

        A component is a block of its own: it stands among the capabilities, after all of them.
        """
        places = {label: self.positions[label][code] for label, code in codes.items()}
        scenario = self.scenario
        if "line" in codes:
            capability = scenario.line_by_code[codes["line"]].capability
            places["capability"] = self.positions["capability"][capability]
        elif "pool" in codes:
            capability = scenario.pool_by_code[codes["pool"]].capability
            places["capability"] = self.positions["capability"][capability]
        elif "component" in codes:
            places["capability"] = len(scenario.capabilities) + places.pop("component")
        if period is not None:
            places["period"] = period
        return places

    @cached_property
    def positions(self) -> Mapping[str, Mapping[str, int]]:
        """Place of every code in the scenario's sorted tuple, by label."""
        return {
            "state": _places(self.states),
            "capability": _places(tuple(c.code for c in self.scenario.capabilities)),
            "line": _places(tuple(line.code for line in self.scenario.lines)),
            "pool": _places(tuple(pool.code for pool in self.scenario.pools)),
            "component": _places(tuple(self.component_outputs)),
        }


def _places(codes: tuple[str, ...]) -> Mapping[str, int]:
    return {code: place for place, code in enumerate(codes)}
