"""The least money that must be carried from one period into the next."""

from collections.abc import Sequence


def least_carry(due: Sequence[int], ceilings: Sequence[int], most: Sequence[int]) -> list[int]:
    """kEUR carried out of each period so that what is due in all later ones can be paid.

    From the end backwards: what a period cannot pay from its own ceiling must come from the one
    before. Never above `most`; where that is too little, the budget row is broken and says so.
    """
    carry = [0] * len(due)
    for period in range(len(due) - 1, 0, -1):
        short = due[period] + carry[period] - ceilings[period]
        carry[period - 1] = min(most[period - 1], max(0, short))
    return carry
