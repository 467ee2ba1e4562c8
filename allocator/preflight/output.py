"""The most that lines can newly deliver, whatever is paid."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import gcd

from allocator.accounts.components import parts
from allocator.accounts.delivery import deciding_periods, first_delivery
from allocator.accounts.ledger import Ledger
from allocator.domain.production_line import Component, ProductionLine
from allocator.domain.quantity import MILLE
from allocator.domain.scenario import Scenario
from allocator.domain.supply_chain import SupplyChain, supply_chains

Stretch = tuple[int, int]
"""First and last position."""


@dataclass(frozen=True)
class Outputs:
    """New lots of each line over stretches of periods, as far as rates and parts go.

    Counts every expansion step that somebody may fund and all parts for one line alone; what is
    idle before a stretch is lost but for work on one lot. No plan has more.
    """

    ledger: Ledger

    def lots(self, line: str, first: int, last: int) -> int:
        """New lots in the periods from `first` to `last` together, both included."""
        if first > last:
            return 0
        known = self._known.get((line, first, last))
        if known is None:
            known = self._known[line, first, last] = self._lots(line, first, last)
        return known

    def _lots(self, line: str, first: int, last: int) -> int:
        room = min(
            self._rooms[line][begin, end]
            for begin in range(first + 1)
            for end in range(last, len(self.ledger.scenario.periods))
        )
        most = max(0, room) // (MILLE * self.lot(line))
        if self.ledger.scenario.line_by_code[line].min_rate and first < last:
            return min(most, sum(self.lots(line, at, at) for at in range(first, last + 1)))
        return most if first < last or self._worthwhile(line, first, most) else 0

    def new_lots(self, line: str, position: int, begin: int = 0) -> int:
        """New lots by the end of a period, for all states and pools, none before `begin`."""
        return self.lots(line, max(begin, self._soonest[line]), position)

    def new_units(self, line: str, position: int) -> int:
        """Units of all new lots by the end of a period."""
        return self.new_lots(line, position) * self.lot(line)

    def lot(self, line: str) -> int:
        """Units in a lot of the line."""
        scenario = self.ledger.scenario
        return scenario.capability_by_code[scenario.line_by_code[line].capability].lot

    def parts_left(self, component: str, last: int) -> int:
        """Thousandths of a part for new lots of all lines up to a period."""
        return self._parts[component][0, last]

    @cached_property
    def chains(self) -> tuple[SupplyChain, ...]:
        """Components that limit anything, with the lines that take them."""
        holds = self.ledger.scenario.policy.holds("components")
        return tuple(each for each in supply_chains(self.ledger.scenario) if holds and each.uses)

    @cached_property
    def _soonest(self) -> Mapping[str, int]:
        """Line -> position of its first possible delivery."""
        lines = self.ledger.scenario.lines
        return {line.code: first_delivery(self.ledger.scenario, line.code) for line in lines}

    def _worthwhile(self, line: str, position: int, lots: int) -> bool:
        """With so many new lots the line reaches its minimum rate in the period."""
        due = self.ledger.stock.line_contracts.get(line, self.ledger.stock.zero)[position]
        least = self.ledger.scenario.line_by_code[line].min_rate
        return MILLE * (lots * self.lot(line) + due) >= least

    @cached_property
    def _known(self) -> dict[tuple[str, int, int], int]:
        """What `lots` has found already."""
        return {}

    @cached_property
    def _rooms(self) -> Mapping[str, Mapping[Stretch, int]]:
        """Line -> thousandths of a unit for new lots in each stretch by itself."""
        rooms = {line.code: self._made(line) for line in self.ledger.scenario.lines}
        for chain in self.chains:
            left = self._parts[chain.component]
            for use in chain.uses:
                room = rooms[use.line]
                for stretch in room:
                    room[stretch] = min(room[stretch], MILLE * left[stretch] // use.per_unit)
        return rooms

    def _made(self, line: ProductionLine) -> dict[Stretch, int]:
        """By the line itself, less contracts; see the family capacity in docs/model.md."""
        scenario = self.ledger.scenario
        rates = [scenario.rate_by_key.get((line.code, p.code), 0) for p in scenario.periods]
        grown = _growth(scenario, line) if self._funded(line) else [0] * len(rates)
        due = self.ledger.stock.line_contracts.get(line.code, self.ledger.stock.zero)
        begun = MILLE * self.lot(line.code) - gcd(MILLE, line.step, *rates)
        room = {}
        for first, last in self.stretches():
            made = sum(rates[first : last + 1]) + (begun if first else 0)
            owed = min(made, MILLE * sum(due[first : last + 1]))
            room[first, last] = made - owed + sum(grown[first : last + 1])
        return room

    def _funded(self, line: ProductionLine) -> bool:
        states = self.ledger.scenario.states if line.max_steps else ()
        return any(self.ledger.rights.may_fund(state.code, line.code) for state in states)

    @cached_property
    def _parts(self) -> Mapping[str, Mapping[Stretch, int]]:
        """Component -> thousandths of a part for new lots in each stretch by itself."""
        return {chain.component: self._left(chain) for chain in self.chains}

    def _left(self, chain: SupplyChain) -> dict[Stretch, int]:
        account = parts(self.ledger, chain)
        grown = [0] * len(self.ledger.scenario.periods)
        for maker in chain.makers:
            grown = [
                a + b for a, b in zip(grown, _growth(self.ledger.scenario, maker), strict=True)
            ]
        more = (0, *accumulate(grown))
        return {
            (first, last): account.most(first, last)
            - account.asked(first, last)
            + more[last + 1]
            - more[first]
            for first, last in self.stretches()
        }

    def stretches(self) -> Iterator[Stretch]:
        """Each run of periods that follow each other."""
        count = len(self.ledger.scenario.periods)
        return ((first, last) for first in range(count) for last in range(first, count))


def _growth(scenario: Scenario, maker: ProductionLine | Component) -> list[int]:
    """Thousandths that all steps of a maker add, by period."""
    deciding = deciding_periods(scenario, maker)
    return [0 if period is None else maker.step * maker.max_steps for period in deciding]
