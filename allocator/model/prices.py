"""What a lot, a share and a step cost, when the parts fall due, and how many posts they need."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from allocator.domain.capability import Capability
from allocator.domain.pool import Pool
from allocator.domain.production_line import Component, Payment, ProductionLine
from allocator.domain.quantity import MILLE, WHOLE, ceil_div
from allocator.domain.scenario import Scenario

Due = tuple[tuple[int, int], ...]
"""(period, kEUR) for every period in which a unit of a cumulative decision changes payments."""


@dataclass(frozen=True, slots=True)
class Prices:
    """Prices in kEUR, posts in thousandths for shares. Formulas: docs/model.md."""

    scenario: Scenario
    cache: dict[tuple[str, int], tuple[Due, ...]] = field(default_factory=dict)

    def lot_price(self, state: str, line: ProductionLine) -> int:
        """For one lot, at the state's own price where an access row gives one."""
        return self._unit_price(state, line) * self._capability(line).lot

    def share_price(self, state: str, pool: Pool, line: ProductionLine) -> int:
        """For one share of a lot bought by the pool, rounded up."""
        shares = self._capability(line).shares_per_lot
        return ceil_div(self.lot_price(state, line) * pool.price_factor, MILLE * shares)

    def lot_rebate(self, state: str, line: ProductionLine, saving: int) -> int:
        """Off one lot, where a price band saves so much on a lot at the line's own price."""
        return min(saving, self.lot_price(state, line))

    def share_rebate(self, state: str, pool: Pool, line: ProductionLine, saving: int) -> int:
        """Off one share then, rounded down."""
        shares = self._capability(line).shares_per_lot
        return self.lot_rebate(state, line, saving) * pool.price_factor // (MILLE * shares)

    def tenth_cost(self, maker: ProductionLine | Component) -> int:
        """For a tenth of an expansion step, rounded up."""
        return ceil_div(maker.step_cost, 10)

    def lot_operating(self, capability: str) -> Sequence[int]:
        """Of one lot held, by period, rounded up."""
        record = self.scenario.capability_by_code[capability]
        year = record.operating_cost * record.lot
        return [ceil_div(year * period.months, 12) for period in self.scenario.periods]

    def share_operating(self, capability: str) -> Sequence[int]:
        """Of one share held, by period, rounded up."""
        record = self.scenario.capability_by_code[capability]
        year, shares = record.operating_cost * record.lot, record.shares_per_lot
        return [ceil_div(year * period.months, 12 * shares) for period in self.scenario.periods]

    def readiness(self, capability: str) -> Sequence[int]:
        """Of one unit contributed beyond today's force, by period, rounded up."""
        year = self.scenario.capability_by_code[capability].readiness_cost
        return [ceil_div(year * period.months, 12) for period in self.scenario.periods]

    def exceptional_posts(self, state: str, line: ProductionLine) -> int | None:
        """Posts for a unit from this line where an access row differs from the capability."""
        row = self.scenario.access_by_key.get((line.code, state))
        return None if row is None else row.posts

    def share_posts(self, state: str, line: ProductionLine) -> int:
        """Thousandths of a post for one share, rounded up."""
        capability = self._capability(line)
        exception = self.exceptional_posts(state, line)
        posts = capability.posts if exception is None else exception
        return ceil_div(MILLE * posts * capability.lot, capability.shares_per_lot)

    def due(self, line: ProductionLine, price: int) -> tuple[Due, ...]:
        """kEUR; for each period u: what one more in `cumulative[u]` alone changes, and when.

        A delivery in u is cumulative[u] - cumulative[u - 1], so raising cumulative[u] alone pays
        for a delivery in u and takes one in u + 1 back.
        """
        key = (line.code, price)
        if key not in self.cache:
            count = len(self.scenario.periods)
            parts = [instalments(price, line.payment_profile, u, count) for u in range(count)]
            parts.append([0] * count)
            self.cache[key] = tuple(
                tuple(
                    (period, now - later)
                    for period, (now, later) in enumerate(zip(parts[u], parts[u + 1], strict=True))
                    if now != later
                )
                for u in range(count)
            )
        return self.cache[key]

    def _unit_price(self, state: str, line: ProductionLine) -> int:
        row = self.scenario.access_by_key.get((line.code, state))
        return line.unit_price if row is None or row.price is None else row.price

    def _capability(self, line: ProductionLine) -> Capability:
        return self.scenario.capability_by_code[line.capability]


def instalments(price: int, profile: Sequence[Payment], delivery: int, periods: int) -> list[int]:
    """kEUR due in each period for one delivery; what lies outside the horizon moves to its end.

    The parts always add up to the price: each is the rounded-down cumulative share less the parts
    before it.
    """
    due = [0] * periods
    share = paid = 0
    for payment in profile:
        share += payment.share
        reached = price * share // WHOLE
        due[min(periods - 1, max(0, delivery + payment.offset))] += reached - paid
        paid = reached
    return due
