"""When things ordered or decided are there; time is read at period starts."""

from collections.abc import Mapping
from dataclasses import dataclass

from allocator.domain.production_line import Component, ProductionLine
from allocator.domain.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Calendar:
    """Periods as positions 0 .. T-1; T itself stands for "not within the horizon"."""

    starts: tuple[int, ...]
    """Months."""
    delays: Mapping[tuple[str, str], int]
    """Months by (line, state)."""
    waits: bool = True
    """False in a what-if without lead times: what is ordered is there at once."""

    def reached(self, period: int, months: int) -> int:
        """First period in which what takes `months` from the start of `period` is there."""
        due = self.starts[period] + months
        return sum(1 for start in self.starts if start < due)

    def first_delivery(self, line: ProductionLine, state: str | None) -> int:
        """First period of a delivery ordered at the start, to a state or (None) to a pool."""
        if not self.waits:
            return 0
        delay = 0 if state is None else self.delays.get((line.code, state), 0)
        return self.reached(0, line.lead_months + delay)

    def deciding(self, maker: ProductionLine | Component) -> tuple[int | None, ...]:
        """For each period, the last one whose expansion steps are available in it, if any."""
        arrivals = [self.reached(u, maker.step_lead_months) for u in range(len(self.starts))]
        return tuple(
            max((u for u, arrival in enumerate(arrivals) if arrival <= period), default=None)
            for period in range(len(self.starts))
        )


def calendar(scenario: Scenario) -> Calendar:
    """The calendar of a scenario."""
    return Calendar(
        starts=tuple(period.start for period in scenario.periods),
        delays={key: row.delay_months for key, row in scenario.access_by_key.items()},
        waits=scenario.policy.holds("lead_time"),
    )
