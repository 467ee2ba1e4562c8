"""What it would cost each state to reach its key share of every requirement alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from allocator.domain.capability import Capability
from allocator.domain.production_line import ProductionLine
from allocator.domain.quantity import ceil_div
from allocator.model.basis import Basis
from allocator.model.key_money import key_shares


def stand_alone(basis: Basis) -> Mapping[str, int]:
    """kEUR by state: the option "stand-alone limit" in docs/model.md.

    A state that cannot reach its share alone is left out.
    """
    shares = key_shares(basis.scenario)
    limits: dict[str, int] = {}
    for state in basis.states:
        alone = _Alone(basis, state)
        costs = [
            alone.cost(
                capability,
                [
                    ceil_div(shares[state].numerator * units, shares[state].denominator)
                    for units in basis.stock.required[capability.code]
                ],
            )
            for capability in basis.scenario.capabilities
            if alone.counts(capability)
        ]
        reached = [cost for cost in costs if cost is not None]
        if len(reached) == len(costs):
            limits[state] = sum(reached)
    return limits


@dataclass(frozen=True, slots=True)
class _Alone:
    """A state that buys for itself from lines that deliver to nobody else."""

    basis: Basis
    state: str

    def counts(self, capability: Capability) -> bool:
        """The state may hold the capability and does, or may buy of it, if in a pool."""
        pair = (self.state, capability.code)
        return self.basis.access.may_contribute(*pair) and (
            any(self.basis.stock.available[pair]) or bool(self._lines(capability))
        )

    def cost(self, capability: Capability, target: Sequence[int]) -> int | None:
        """kEUR for `target` units by period; None where they cannot be there in time."""
        pair, prices = (self.state, capability.code), self.basis.prices
        available = self.basis.stock.available[pair]
        short = [max(0, units - held) for units, held in zip(target, available, strict=True)]
        needed = [ceil_div(units, capability.lot) for units in accumulate(short, max)]
        too_large = (
            capability.large_system and self.basis.scenario.state_by_code[self.state].small_state
        )
        lines = [] if too_large else self._lines(capability)
        paid = self._lots_paid(lines, needed)
        if paid is None:
            return None
        running = prices.lot_operating(capability.code)
        ready, today = prices.readiness(capability.code), self.basis.stock.today[pair]
        beyond = [max(0, units - today) for units in accumulate(target, max)]
        held = sum(lots * cost for lots, cost in zip(needed, running, strict=True))
        return paid + held + sum(units * cost for units, cost in zip(beyond, ready, strict=True))

    def _lines(self, capability: Capability) -> list[ProductionLine]:
        permitted = self.basis.access.permitted
        lines = self.basis.scenario.lines_of[capability.code]
        return [line for line in lines if (self.state, line.code) in permitted]

    def _lots_paid(self, lines: Sequence[ProductionLine], needed: Sequence[int]) -> int | None:
        """The price of `needed` lots, cumulative: each the cheapest that is left in its period."""
        price = {line.code: self.basis.prices.lot_price(self.state, line) for line in lines}
        cheapest = sorted(price, key=lambda code: (price[code], code))
        made = {line.code: self._made(line) for line in lines}
        bought = dict.fromkeys(cheapest, 0)
        for period, lots in enumerate(needed):
            missing = lots - sum(bought.values())
            for code in cheapest:
                taken = max(0, min(missing, made[code][period] - bought[code]))
                bought[code] += taken
                missing -= taken
            if missing:
                return None
        return sum(price[code] * lots for code, lots in bought.items())

    def _made(self, line: ProductionLine) -> list[int]:
        """Lots that the line can have delivered by the end of each period, if kept for the state
        from its first delivery on."""
        output = self.basis.outputs[line.code]
        first = self.basis.calendar.first_delivery(line, self.state)
        left = [
            made - owed if period >= first else 0
            for period, (made, owed) in enumerate(zip(output.rates, output.book, strict=True))
        ]
        return [max(0, total) // output.lot for total in accumulate(left)]
