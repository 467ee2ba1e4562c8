"""What lots, shares, steps and units cost, and when a price falls due."""

from collections.abc import Iterable
from dataclasses import dataclass

from allocator.domain.production_line import Payment
from allocator.domain.quantity import MILLE, WHOLE, ceil_div
from allocator.domain.scenario import Scenario


@dataclass(frozen=True)
class Prices:
    """Prices in kEUR; formulas: "Derived data" and "Payments" in docs/model.md."""

    scenario: Scenario

    def price(self, state: str, line: str) -> int:
        """For one unit: the state's own where an access row gives one, else the line's."""
        access = self.scenario.access_by_key.get((line, state))
        if access is not None and access.price is not None:
            return access.price
        return self.scenario.line_by_code[line].unit_price

    def lot_price(self, state: str, line: str) -> int:
        """For one lot bought alone."""
        capability = self.scenario.line_by_code[line].capability
        return self.price(state, line) * self.scenario.capability_by_code[capability].lot

    def share_price(self, state: str, pool: str, line: str) -> int:
        """For one share in a lot that the line delivers to the pool, rounded up."""
        record = self.scenario.pool_by_code[pool]
        shares = self.scenario.capability_by_code[record.capability].shares_per_lot
        return ceil_div(self.lot_price(state, line) * record.price_factor, MILLE * shares)

    def lot_rebate(self, state: str, line: str, saving: int) -> int:
        """What comes back of one lot's price where a price band saves so much on a unit."""
        capability = self.scenario.line_by_code[line].capability
        lot = self.scenario.capability_by_code[capability].lot
        return min(saving * lot, self.lot_price(state, line))

    def share_rebate(self, state: str, pool: str, line: str, saving: int) -> int:
        """What comes back of one share's price then, rounded down."""
        record = self.scenario.pool_by_code[pool]
        shares = self.scenario.capability_by_code[record.capability].shares_per_lot
        back = self.lot_rebate(state, line, saving)
        return back * record.price_factor // (MILLE * shares)

    def tenth_cost(self, line: str) -> int:
        """For a tenth of an expansion step, rounded up."""
        return ceil_div(self.scenario.line_by_code[line].step_cost, 10)

    def component_tenth_cost(self, component: str, host: str) -> int:
        """For a tenth of an expansion step of a maker of components, rounded up."""
        return ceil_div(self.scenario.component_by_key[component, host].step_cost, 10)

    def lot_operating(self, capability: str, months: int) -> int:
        """For running one lot beyond today's force for some months, rounded up."""
        record = self.scenario.capability_by_code[capability]
        return ceil_div(record.operating_cost * record.lot * months, 12)

    def share_operating(self, capability: str, months: int) -> int:
        """For one share in the running of a pool's lot for some months, rounded up."""
        record = self.scenario.capability_by_code[capability]
        return ceil_div(record.operating_cost * record.lot * months, 12 * record.shares_per_lot)

    def readiness(self, capability: str, months: int) -> int:
        """For keeping one unit beyond today's force ready for some months, rounded up."""
        record = self.scenario.capability_by_code[capability]
        return ceil_div(record.readiness_cost * months, 12)

    def lot_instalments(self, state: str, line: str) -> tuple[tuple[int, int], ...]:
        """(offset, kEUR) for one lot."""
        profile = self.scenario.line_by_code[line].payment_profile
        return instalments(self.lot_price(state, line), profile)

    def share_instalments(self, state: str, pool: str, line: str) -> tuple[tuple[int, int], ...]:
        """(offset, kEUR) for one share."""
        profile = self.scenario.line_by_code[line].payment_profile
        return instalments(self.share_price(state, pool, line), profile)


def instalments(price: int, profile: tuple[Payment, ...]) -> tuple[tuple[int, int], ...]:
    """(offset, kEUR) by a profile sorted by offset; the parts always add up to the price.

    Each part is what has fallen due by then, rounded down, less what was paid before.
    """
    parts = []
    share = paid = 0
    for payment in profile:
        share += payment.share
        due = price * share // WHOLE
        parts.append((payment.offset, due - paid))
        paid = due
    return tuple(parts)


def due_period(delivery: int, offset: int, periods: int) -> int:
    """Position of the period in which an instalment falls due, held within the horizon."""
    return min(periods - 1, max(0, delivery + offset))


def due_between(
    parts: Iterable[tuple[int, int]], delivery: int, periods: int, first: int, last: int
) -> int:
    """Of (offset, kEUR) parts what falls due from one position to another, both included."""
    return sum(
        amount for offset, amount in parts if first <= due_period(delivery, offset, periods) <= last
    )
