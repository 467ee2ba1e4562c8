"""A program being written: what row families and aims work on."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from allocator.domain.capability import Capability
from allocator.model.basis import Basis
from allocator.model.decisions import Decisions, Series
from allocator.model.lending import Lending
from allocator.model.linear_form import Completion, Terms
from allocator.model.price_bands import Rebates
from allocator.model.program import ProgramBuilder


@dataclass(frozen=True, slots=True)
class Draft:
    """The scenario's data, its decisions, and the builder that takes rows."""

    basis: Basis
    decisions: Decisions
    builder: ProgramBuilder
    lots_of_line: Mapping[str, Series]
    money_of_state: Mapping[str, Series]
    rebates: Rebates
    lending: dict[str, Lending] = field(default_factory=dict)
    """What the family origin says of the loans of each state that may borrow."""

    def new_lots(self, line: str) -> Series:
        """Lots the line delivers to all states and pools, cumulative."""
        return self.lots_of_line.get(line, self.decisions.never)

    def new_money(self, state: str) -> Series:
        """kEUR that the plan's orders, shares, fees and funding cost the state in each period."""
        return self.money_of_state.get(state, self.decisions.never)

    def total_new_money(self, state: str) -> Terms:
        """New money over the horizon.

        Where rebates may leave less than nothing for the last period it is a variable of its own,
        which says that in all nobody pays less than nothing.
        """
        total = Terms.sum(self.new_money(state))
        if not any(buyer == state for buyer, _ in self.rebates):
            return total
        found = self.builder.find("total_money", state)
        if found is None:
            places = self.basis.labels(state=state)
            found = self.builder.defined("total_money", (state,), total, places)
        return Terms().add(1, found)

    def there(self, capability: Capability, period: int) -> Terms:
        """Units of the capability: contributions, lots of pools and outside support."""
        decisions = self.decisions
        terms = Terms().add(1, decisions.support(capability.code)[period])
        for state in self.basis.states:
            terms.add(1, decisions.contribution(state, capability.code)[period])
        for pool in self.basis.scenario.pools_of[capability.code]:
            terms.constant += capability.lot * self.basis.stock.pool_lots[pool.code][period]
            for line in pool.lines:
                terms.add(capability.lot, decisions.pool_delivered(pool.code, line)[period])
        return terms

    def auxiliary(
        self,
        kind: str,
        codes: tuple[str, ...],
        most: int,
        complete: Completion,
        labels: Mapping[str, int] | None = None,
    ) -> int:
        """A variable from 0 to `most` whose value follows from those made before it."""
        return self.builder.variable(kind, codes, 0, most, complete=complete, labels=labels)
