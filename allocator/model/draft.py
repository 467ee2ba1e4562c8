"""A program being written: what row families and aims work on."""

from collections.abc import Mapping
from dataclasses import dataclass

from allocator.model.basis import Basis
from allocator.model.decisions import Decisions, Series
from allocator.model.linear_form import Completion, Terms
from allocator.model.program import ProgramBuilder


@dataclass(frozen=True, slots=True)
class Draft:
    """The scenario's data, its decisions, and the builder that takes rows."""

    basis: Basis
    decisions: Decisions
    builder: ProgramBuilder
    lots_of_line: Mapping[str, Series]
    money_of_state: Mapping[str, Series]

    def new_lots(self, line: str) -> Series:
        """Lots the line delivers to all states and pools, cumulative."""
        return self.lots_of_line.get(line, self.decisions.never)

    def new_money(self, state: str) -> Series:
        """kEUR that the plan's orders, shares, fees and funding cost the state in each period."""
        return self.money_of_state.get(state, self.decisions.never)

    def total_new_money(self, state: str) -> Terms:
        """New money over the horizon."""
        total = Terms()
        for variable in self.new_money(state):
            total.add(1, variable)
        return total

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
