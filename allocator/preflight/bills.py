"""The least that something costs in some periods, against the most that can be paid in them."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from allocator.accounts.prices import due_between
from allocator.domain.quantity import ceil_div, euros
from allocator.preflight.purse import Limit
from allocator.preflight.reach import Reach

Due = Callable[[int, int], int]
"""kEUR that fall due at least in the periods from one position to another, both included."""


@dataclass(frozen=True, slots=True)
class Bill:
    """Payments that no plan can make."""

    amount: int
    """kEUR."""
    when: str
    limit: Limit

    def __str__(self) -> str:
        return f"{euros(self.amount)} in {self.when}, more than {self.limit}"


def unpayable(reach: Reach, state: str, lines: Collection[str], due: Due) -> Bill | None:
    """Where the state cannot pay what falls due: the stretch of periods that lacks most.

    `lines` are those that are paid. None where every stretch can be paid.
    """
    lacking: list[tuple[int, Bill]] = []
    for first, last in reach.outputs.stretches():
        amount, limit = due(first, last), reach.purse.least(state, first, last, lines)
        if limit is not None and amount > limit.amount:
            codes = reach.period(first), reach.period(last)
            when = codes[0] if first == last else " to ".join(codes)
            lacking.append((amount - limit.amount, Bill(amount, when, limit)))
    return max(lacking, key=lambda each: each[0])[1] if lacking else None


def order_due(reach: Reach, state: str, line: str, lots: int, by: int) -> Due:
    """For so many lots of its own by the end of a period, delivered whenever it costs least."""
    months = [period.months for period in reach.ledger.scenario.periods]
    capability = reach.ledger.scenario.line_by_code[line].capability
    running = [reach.ledger.prices.lot_operating(capability, each) for each in months]
    parts = reach.ledger.prices.lot_instalments(state, line)
    soonest = reach.soonest(state, line)

    def due(first: int, last: int) -> int:
        """The least over the periods of delivery: lots may come in different ones."""
        least = min(
            (
                due_between(parts, at, len(months), first, last)
                + sum(running[max(at, first) : last + 1])
                for at in range(soonest, by + 1)
            ),
            default=0,
        )
        return lots * least

    return due


def contribution_due(reach: Reach, state: str, capability: str, units: int, by: int) -> Due:
    """For so many units in a period: the lots that are missing, and readiness beyond today."""
    scenario, stock = reach.ledger.scenario, reach.ledger.stock
    record = scenario.capability_by_code[capability]
    missing = max(0, ceil_div(units - reach.held(state, capability, by), record.lot))
    beyond = max(0, units - stock.today.get((state, capability), 0))
    ready = reach.ledger.prices.readiness(capability, scenario.periods[by].months)
    offers = [
        (order_due(reach, state, line.code, 1, by), reach.lots(state, line.code, by))
        for line in reach.lines_for(state, capability)
    ]

    def due(first: int, last: int) -> int:
        """The cheapest lots in these periods."""
        cost, left = 0, missing
        for each, lots in sorted((one(first, last), lots) for one, lots in offers):
            taken = min(left, lots)
            cost, left = cost + taken * each, left - taken
        return cost + (beyond * ready if first <= by <= last else 0)

    return due


def together(dues: Sequence[Due]) -> Due:
    """All of them."""
    return lambda first, last: sum(due(first, last) for due in dues)
