"""What each line can deliver: rates, order book and growth in one exact unit per line."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import gcd

from allocator.domain.quantity import MILLE
from allocator.domain.scenario import Scenario
from allocator.model.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Output:
    """A line's output, counted in `1 / scale` units so that every rate is whole.

    `scale` is the q of docs/model.md: the least divisor of 1,000 that makes all rates and the step
    of the line whole.
    """

    scale: int
    lot: int
    rates: tuple[int, ...]
    """Gross, before expansions."""
    book: tuple[int, ...]
    """Order book due, of states and pools."""
    step: int
    deciding: tuple[int | None, ...]
    """For each period, the period whose decided steps are available in it."""

    def room(self, first: int, last: int) -> int:
        """Left for new lots in `first .. last` before expansions; never negative.

        A window that does not begin with the horizon finds work in progress of less than a lot.
        What is under contract is not undone: it takes at most what is there.
        """
        progress = self.lot - 1 if first > 0 else 0
        span = slice(first, last + 1)
        return max(0, sum(self.rates[span]) - sum(self.book[span]) + progress)

    def most_lots(self, first: int, period: int, steps: int) -> int:
        """New lots by `period` when none comes before `first` and `steps` are built at once."""
        return min(
            (self.room(start, end) + steps * self.grown(start, end)) // self.lot
            for start in range(first + 1)
            for end in range(period, len(self.rates))
        )

    def grown(self, first: int, last: int) -> int:
        """Output in `first .. last` of one step decided at the start."""
        span = self.deciding[first : last + 1]
        return self.step * sum(1 for decided in span if decided is not None)

    @property
    def last_decision(self) -> int | None:
        """Last period whose steps are there within the horizon; the steps after it are its own."""
        return self.deciding[-1]


def outputs(scenario: Scenario, calendar: Calendar) -> Mapping[str, Output]:
    """By line."""
    book: dict[tuple[str, str], int] = {}
    for record in scenario.order_book:
        if record.line is not None:
            key = (record.line, record.period)
            book[key] = book.get(key, 0) + record.units
    result = {}
    for line in scenario.lines:
        keys = [(line.code, period.code) for period in scenario.periods]
        rates = [scenario.rate_by_key.get(key, 0) for key in keys]
        scale = MILLE // gcd(MILLE, line.step, *rates)
        result[line.code] = Output(
            scale=scale,
            lot=scale * scenario.capability_by_code[line.capability].lot,
            rates=tuple(scale * rate // MILLE for rate in rates),
            book=tuple(scale * book.get(key, 0) for key in keys),
            step=scale * line.step // MILLE,
            deciding=calendar.deciding(line),
        )
    return result
