"""What each state would pay to reach its key share of every requirement without the others."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from allocator.accounts.burden import key_shares
from allocator.accounts.decisions import Series
from allocator.accounts.delivery import first_delivery
from allocator.accounts.ledger import Ledger
from allocator.domain.capability import Capability
from allocator.domain.quantity import MILLE, ceil_div


@dataclass(frozen=True, slots=True)
class Missing:
    """Units of a key share that a state alone could not have in the first period that lacks any."""

    capability: str
    period: str
    units: int


@dataclass(frozen=True, slots=True)
class StandAlone:
    """The least new money of a state alone; formula: "stand-alone limit" in docs/model.md."""

    state: str
    limit: int | None
    """kEUR over the horizon; None where the state cannot reach its share alone."""
    missing: tuple[Missing, ...]
    """One for each capability whose share cannot be reached in time."""


def stand_alone(ledger: Ledger) -> Mapping[str, StandAlone]:
    """By state, every state; the plan of the ledger does not matter."""
    shares = key_shares(ledger.scenario)
    accounts = {}
    for state in ledger.scenario.states:
        cost, missing = 0, list[Missing]()
        for capability in ledger.scenario.capabilities:
            if _concerned(ledger, state.code, capability):
                required = ledger.required(capability.code)
                wanted = tuple(ceil(shares[state.code] * units) for units in required)
                alone = _Purchase(ledger, state.code, capability, wanted)
                cost += alone.price + alone.upkeep
                missing += alone.missing
        accounts[state.code] = StandAlone(state.code, None if missing else cost, tuple(missing))
    return accounts


def _concerned(ledger: Ledger, state: str, capability: Capability) -> bool:
    """No rule forbids the state the capability, and it has some of it or may buy some."""
    if not ledger.rights.may_contribute(state, capability.code):
        return False
    held = ledger.stock.available.get((state, capability.code), ())
    lines = ledger.scenario.lines_of[capability.code]
    return any(held) or any(ledger.rights.permitted(state, line.code) for line in lines)


class _Purchase:
    """A state buys, period by period, the cheapest lots that are left until its share is there."""

    def __init__(self, ledger: Ledger, state: str, capability: Capability, wanted: Series) -> None:
        self.ledger, self.state, self.capability = ledger, state, capability
        self.price = 0
        """kEUR for all lots."""
        self.upkeep = 0
        """kEUR for their operation, and for the readiness of what exceeds today's force."""
        self.missing: list[Missing] = []
        self._taken: dict[str, int] = {}
        self._lots = 0
        held = ledger.stock.available.get((state, capability.code), ledger.stock.zero)
        gap = most = 0
        for position, (units, there) in enumerate(zip(wanted, held, strict=True)):
            gap, most = max(gap, units - there), max(most, units)
            self._buy(position, gap)
            self._keep(position, most)

    def _buy(self, position: int, gap: int) -> None:
        lots = ceil_div(gap, self.capability.lot)
        offers = sorted(
            (self.ledger.prices.lot_price(self.state, line.code), line.code)
            for line in self.ledger.scenario.lines_of[self.capability.code]
            if self.ledger.rights.permitted(self.state, line.code)
            and not self.ledger.rights.too_large(self.state, line.code)
        )
        for price, line in offers:
            left = self._made(line, position) - self._taken.get(line, 0)
            taken = min(left, lots - self._lots)
            if taken > 0:
                self._taken[line] = self._taken.get(line, 0) + taken
                self._lots += taken
                self.price += taken * price
        if lots > self._lots and not self.missing:
            period = self.ledger.scenario.periods[position].code
            units = gap - self._lots * self.capability.lot
            self.missing.append(Missing(self.capability.code, period, units))

    def _keep(self, position: int, most: int) -> None:
        months = self.ledger.scenario.periods[position].months
        today = self.ledger.stock.today.get((self.state, self.capability.code), 0)
        beyond = max(0, most - today)
        self.upkeep += self._lots * self.ledger.prices.lot_operating(self.capability.code, months)
        self.upkeep += beyond * self.ledger.prices.readiness(self.capability.code, months)

    def _made(self, line: str, position: int) -> int:
        """Lots from the first delivery to the state on, what others have under contract apart."""
        scenario, due = self.ledger.scenario, self.ledger.stock.line_contracts.get(line)
        first = first_delivery(scenario, line, self.state)
        units = sum(
            scenario.rate_by_key.get((line, period.code), 0)
            for period in scenario.periods[first : position + 1]
        )
        owed = sum(due[first : position + 1]) if due is not None else 0
        return max(0, units - MILLE * owed) // (MILLE * self.capability.lot)
