"""The leximin of burdens by trying: what counting by solver must come to, word for word."""

from collections.abc import Sequence

Burdens = tuple[int, ...]
"""Of one plan, in basis points, from the largest."""
Rounds = tuple[tuple[int, int], ...]
"""Level, and how many states stand there or above."""


def levels(plans: Sequence[Burdens], limit: int) -> Rounds:
    """Each round keeps the plans with the lowest level, then those with the fewest states there.

    A limit of 0 goes on until no burden is left or every state is counted.
    """
    states, counted, left = len(plans[0]), 0, list(plans)
    rounds: list[tuple[int, int]] = []
    while True:
        level = min(burdens[counted] for burdens in left) if counted < states else 0
        left = [burdens for burdens in left if above(burdens, level) <= counted]
        counted = min(above(burdens, level - 1) for burdens in left)
        left = [burdens for burdens in left if above(burdens, level - 1) <= counted]
        rounds.append((level, counted))
        if level == 0 or counted == states or len(rounds) == limit:
            return tuple(rounds)


def kept(burdens: Burdens, rounds: Rounds, tolerance: int) -> bool:
    """Whether a plan stays within a tolerance, in basis points, of every round.

    From the top: the n-th largest burden is held at the level of the round that counted it, and
    those that no round counted at one below the last level.
    """
    for place, burden in enumerate(burdens):
        settled = [level for level, counted in rounds if place < counted]
        most = settled[0] if settled else max(0, rounds[-1][0] - 1)
        if burden > most * (10_000 + tolerance) // 10_000:
            return False
    return True


def above(burdens: Burdens, level: int) -> int:
    """How many states have a burden above a level."""
    return sum(burden > level for burden in burdens)
