"""What counts of combat capabilities, given what is there of them and of their enablers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from allocator.domain.capability import Enabler
from allocator.domain.quantity import MILLE
from allocator.domain.record import grouped
from allocator.domain.scenario import Scenario
from allocator.model.aims.unit_price import unit_price
from allocator.model.basis import Basis
from allocator.model.decisions import Decisions
from allocator.model.draft import Draft
from allocator.model.linear_form import IntArray, Terms


def claims(scenario: Scenario) -> tuple[tuple[Enabler, ...], ...]:
    """Rows that draw on the same units: of each enabler those not shared, each shared one alone."""
    apart = (row for row in scenario.enablers if not row.shared)
    together = grouped(apart, lambda row: row.enabler_capability)
    return (*together.values(), *((row,) for row in scenario.enablers if row.shared))


@dataclass(frozen=True)
class Counting:
    """Counts as much as the enablers allow: nothing is gained by counting less."""

    basis: Basis
    decisions: Decisions
    upper: IntArray
    """Largest values of all variables."""
    there: Mapping[tuple[str, int], Terms]
    """Units by capability and period, of combat capabilities and enablers."""

    @classmethod
    def of(cls, draft: Draft, upper: IntArray) -> "Counting":
        """For a program that has been drafted."""
        scenario = draft.basis.scenario
        codes = {row.enabler_capability for row in scenario.enablers} | {*scenario.enablers_of}
        there = {
            (code, period): draft.there(scenario.capability_by_code[code], period)
            for code in sorted(codes)
            for period in range(draft.basis.length)
        }
        return cls(draft.basis, draft.decisions, upper, there)

    def most(self, values: Sequence[int]) -> dict[int, int]:
        """The variables of what counts with their values raised as far as their rows allow.

        One capability after the other, the one with the dearest unit first: what counts already
        stays, and more might count another way.
        """
        raised: dict[int, int] = {}
        policy = self.basis.scenario.policy
        drawn = claims(self.basis.scenario) if policy.holds("enablers") else ()
        for period in range(self.basis.length):
            left = [self._left(claim, period, values) for claim in drawn]
            for combat in self._dearest_first(period):
                counted = self.decisions.counted(combat)[period]
                if counted is None:
                    continue
                needs = [_need(claim, combat) for claim in drawn]
                spare = [units // need for units, need in zip(left, needs, strict=True) if need]
                most = min(self.there[combat, period].value(values), int(self.upper[counted]))
                more = max(0, min([most - values[counted], *spare]))
                raised[counted] = values[counted] + more
                left = [units - need * more for units, need in zip(left, needs, strict=True)]
        return raised

    def _left(self, claim: Sequence[Enabler], period: int, values: Sequence[int]) -> int:
        """Thousandths of a unit of the enabler on which nothing draws."""
        left = MILLE * self.there[claim[0].enabler_capability, period].value(values)
        for row in claim:
            counted = self.decisions.counted(row.combat_capability)[period]
            left -= 0 if counted is None else row.per_unit * values[counted]
        return left

    def _dearest_first(self, period: int) -> list[str]:
        combat = self.basis.scenario.enablers_of
        prices = {code: unit_price(self.basis, code, period) for code in combat}
        return sorted(prices, key=lambda code: (-prices[code], code))


def _need(claim: Sequence[Enabler], combat: str) -> int:
    """Thousandths of a unit for one more unit that counts; 0 where it does not draw on it."""
    return sum(row.per_unit for row in claim if row.combat_capability == combat)
