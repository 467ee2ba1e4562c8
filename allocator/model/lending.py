"""What a state may borrow for what it buys, and the loans that its payments call for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from allocator.model.carry import Purse
from allocator.model.linear_form import Terms

Loans = list[list[int]]
"""kEUR by fund and period."""


@dataclass(frozen=True, slots=True)
class Lending:
    """The funds that lend to a state, in the order of their codes; elsewhere by their place."""

    amounts: tuple[int, ...]
    """kEUR over the horizon, by fund."""
    payments: Mapping[frozenset[int], Sequence[Terms]]
    """For sets of funds: what falls due in each period to lines eligible for one of them."""
    joint: Mapping[int, tuple[int, Terms]]
    """For funds that ask for joint buying: from which period on, and the payments from then on
    that they may lend for."""

    def limits(self, values: Sequence[int]) -> "Limits":
        """The same at an assignment."""
        return Limits(
            self.amounts,
            {
                funds: [payment.value(values) for payment in payments]
                for funds, payments in self.payments.items()
            },
            {fund: (start, form.value(values)) for fund, (start, form) in self.joint.items()},
        )


@dataclass(frozen=True, slots=True)
class Limits:
    """`Lending` in numbers."""

    amounts: tuple[int, ...]
    payments: Mapping[frozenset[int], Sequence[int]]
    joint: Mapping[int, tuple[int, int]]

    def room(self, loans: Loans, fund: int, period: int) -> int:
        """How much more may be drawn from a fund in a period beside loans that keep the limits."""
        rooms = [self.amounts[fund] - sum(loans[fund])]
        for funds, payments in self.payments.items():
            if fund in funds:
                rooms.append(payments[period] - sum(loans[other][period] for other in funds))
        if fund in self.joint:
            start, payment = self.joint[fund]
            if period >= start:
                rooms.append(payment - sum(loans[fund][start:]))
        return max(0, min(rooms))


def drawn(due: Sequence[int], purse: Purse, limits: Limits) -> Loans:
    """Loans as they are needed: for each period what goes unpaid in it, drawn as late as possible.

    Funds are asked in the order of their codes. With a single fund and no window this finds loans
    wherever there are any; with more it may draw on one what only another could have spared, so
    see whether they pay.
    """
    loans = [[0] * len(due) for _ in limits.amounts]
    owed = list(due)

    def draw(fund: int, period: int, wanted: int) -> None:
        amount = min(wanted, limits.room(loans, fund, period))
        loans[fund][period] += amount
        owed[period] -= amount

    for short in range(len(due)):
        for period in range(short, -1, -1):
            for fund in range(len(loans)):
                found = purse.found(owed)
                carried = zip(purse.most_carry[period:short], found[period:short], strict=True)
                ways = [limit - max(0, min(limit, spare)) for limit, spare in carried]
                draw(fund, period, max(0, min([-found[short], *ways])))
    for window in purse.windows:
        for period in range(window.first, window.last + 1):
            for fund in range(len(loans)):
                draw(fund, period, max(0, -window.left(owed)))
    return loans
