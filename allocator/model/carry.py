"""The least money that must be carried from one period into the next, and the least loans."""

from collections.abc import Sequence
from typing import NamedTuple


class Window(NamedTuple):
    """Most money of some periods together, the first and the last included."""

    first: int
    last: int
    ceiling: int

    def covers(self, period: int) -> bool:
        """Whether the period is one of them."""
        return self.first <= period <= self.last

    def left(self, due: Sequence[int]) -> int:
        """kEUR of the ceiling that is not used; below zero it is broken."""
        return self.ceiling - sum(due[self.first : self.last + 1])


class Purse(NamedTuple):
    """What a state may spend of its own, in kEUR by period."""

    ceilings: Sequence[int]
    most_carry: Sequence[int]
    windows: Sequence[Window] = ()

    def found(self, due: Sequence[int]) -> list[int]:
        """What each period finds beyond what falls due in it; below zero so much goes unpaid."""
        found: list[int] = []
        carried = 0
        for owed, ceiling, limit in zip(due, self.ceilings, self.most_carry, strict=True):
            found.append(carried + ceiling - owed)
            carried = max(0, min(limit, found[-1]))
        return found

    def pays(self, due: Sequence[int]) -> bool:
        """Whether nothing goes unpaid and no window is broken."""
        return min(self.found(due)) >= 0 and all(window.left(due) >= 0 for window in self.windows)

    def slack(self, due: Sequence[int], period: int) -> int:
        """How much more may fall due in a period without more going unpaid in any."""
        needed = least_carry(due, self.ceilings, self.most_carry)[period]
        spare = [window.left(due) for window in self.windows if window.covers(period)]
        return max(0, min([self.found(due)[period] - needed, *spare]))


def least_carry(due: Sequence[int], ceilings: Sequence[int], most: Sequence[int]) -> list[int]:
    """kEUR carried out of each period so that what is due in all later ones can be paid.

    `due` is what loans leave to be paid; `most` are the limits of what may be carried. From the
    end backwards: what a period cannot pay from its own ceiling must come from the one before, as
    far as that one has it. So a period that cannot be paid at all shows in its own budget row and
    in no other.
    """
    found = Purse(ceilings, most).found(due)
    left = [max(0, min(limit, spare)) for limit, spare in zip(most, found, strict=True)]
    carry = [0] * len(due)
    for period in range(len(due) - 1, 0, -1):
        short = due[period] + carry[period] - ceilings[period]
        carry[period - 1] = max(0, min(left[period - 1], short))
    return carry


def least_loans(
    due: Sequence[int], purse: Purse, loans: Sequence[Sequence[int]]
) -> list[list[int]]:
    """Loans of each fund by period, cut down one after the other to what is needed.

    Fund by fund, in each from the first period on: the least that leaves nothing more unpaid, the
    others as they stand by then. `due` is what falls due before any loan.
    """
    least = [list(series) for series in loans]
    owed = [money - sum(drawn) for money, *drawn in zip(due, *least, strict=True)]
    for series in least:
        for period, amount in enumerate(series):
            spare = min(amount, purse.slack(owed, period))
            series[period] -= spare
            owed[period] += spare
    return least
