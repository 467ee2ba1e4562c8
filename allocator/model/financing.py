"""How states pay for what a plan decides: loans as far as they are needed, and money carried on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from allocator.model.basis import Basis
from allocator.model.carry import Purse, Window, least_carry, least_loans
from allocator.model.decisions import Decisions, Series
from allocator.model.lending import Lending, drawn
from allocator.model.linear_form import IntArray

Codes = tuple[str, ...]


@dataclass(frozen=True)
class Financing:
    """Loans and carry have no merit of their own: they follow from what falls due."""

    basis: Basis
    decisions: Decisions
    upper: IntArray
    """Largest values of all variables."""
    money: Mapping[str, Series]
    """For each state: the variables of new money, by period."""
    lending: Mapping[str, Lending]
    """For states that may borrow: what bounds their loans."""

    def stated(self, values: Sequence[int]) -> dict[str, dict[Codes, int]]:
        """Loans and carry of an assignment, each the least that serves it.

        Loans are drawn anew, as they are needed; where that does not pay, those of the assignment
        are cut down. Zeros are among them. Where ceilings may move they are as they stand.
        """
        if self.basis.movable:
            return {}
        loan: dict[Codes, int] = {}
        carry: dict[Codes, int] = {}
        for state, purse in self._purses.items():
            due = self._due(state, values)
            funds = self.decisions.funds_of(state)
            loans = self._loans(state, funds, due, purse, values)
            for fund, series in zip(funds, loans, strict=True):
                loan.update(self._over_time((state, fund), series))
            owed = [money - sum(amounts) for money, *amounts in zip(due, *loans, strict=True)]
            amounts = least_carry(owed, purse.ceilings, purse.most_carry)
            carry.update(self._over_time((state,), amounts))
        return {"loan": loan, "carry": carry}

    def _loans(
        self,
        state: str,
        funds: Sequence[str],
        due: Sequence[int],
        purse: Purse,
        values: Sequence[int],
    ) -> list[list[int]]:
        if not funds:
            return []
        if state in self.lending:
            loans = drawn(due, purse, self.lending[state].limits(values))
            owed = [money - sum(amounts) for money, *amounts in zip(due, *loans, strict=True)]
            if purse.pays(owed):
                return least_loans(due, purse, loans)
        series = (self.decisions.loan(state, fund) for fund in funds)
        return least_loans(due, purse, [self._values(loan, values) for loan in series])

    def _due(self, state: str, values: Sequence[int]) -> list[int]:
        """New money and what old contracts still ask for."""
        new = self._values(self.money[state], values)
        return [owed + money for owed, money in zip(self.basis.unpaid[state], new, strict=True)]

    @cached_property
    def _purses(self) -> Mapping[str, Purse]:
        scenario, index = self.basis.scenario, self.basis.scenario.period_index
        return {
            state: Purse(
                [scenario.budget_by_key[state, code].ceiling for code in self.basis.codes],
                [
                    0 if number is None else int(self.upper[number])
                    for number in self.decisions.carry(state)
                ],
                [
                    Window(index[window.first_period], index[window.last_period], window.ceiling)
                    for window in scenario.budget_windows
                    if window.state == state and window.ceiling is not None
                ],
            )
            for state in self.basis.states
        }

    def _values(self, series: Series, values: Sequence[int]) -> list[int]:
        return [0 if number is None else values[number] for number in series]

    def _over_time(self, codes: Codes, series: Sequence[int]) -> dict[Codes, int]:
        return {(*codes, code): value for code, value in zip(self.basis.codes, series, strict=True)}
