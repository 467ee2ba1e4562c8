"""The least money that must be carried from one period into the next."""

from collections.abc import Sequence


def least_carry(due: Sequence[int], ceilings: Sequence[int], most: Sequence[int]) -> list[int]:
    """kEUR carried out of each period so that what is due in all later ones can be paid.

    `most` are the limits of what may be carried. From the end backwards: what a period cannot pay
    from its own ceiling must come from the one before, as far as that one has it. So a period that
    cannot be paid at all shows in its own budget row and in no other.
    """
    left: list[int] = []
    for owed, ceiling, limit in zip(due, ceilings, most, strict=True):
        found = (left[-1] if left else 0) + ceiling - owed
        left.append(max(0, min(limit, found)))
    carry = [0] * len(due)
    for period in range(len(due) - 1, 0, -1):
        short = due[period] + carry[period] - ceilings[period]
        carry[period - 1] = max(0, min(left[period - 1], short))
    return carry
