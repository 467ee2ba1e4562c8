"""Floors and ceilings over stretches of periods, and how much they leave to each other."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stretch:
    """Money that a row states for consecutive periods together; kEUR."""

    first: int
    last: int
    """Position of the last period, which is in it."""
    money: int
    address: str
    name: str
    """How a problem at another stretch speaks of it."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Stretches side by side; no period is in two of them."""

    money: int = 0
    links: tuple[Stretch, ...] = ()

    def with_link(self, link: Stretch) -> "Chain":
        """The chain and a further stretch."""
        return Chain(self.money + link.money, (*self.links, link))


def most_allowed(ceilings: Sequence[Stretch], floor: Stretch, rebated: int) -> Chain | None:
    """The ceilings over all periods of the floor that together allow least; None: there are none.

    The first may begin before the floor and the last end after it, as nobody spends less than
    nothing there, except in the period `rebated`.
    """
    best = {floor.first: Chain()}
    for position in range(floor.first, floor.last + 1):
        for ceiling in ceilings if position in best else ():
            begins = ceiling.first == position or ceiling.first < position == floor.first
            beyond = floor.last < rebated <= ceiling.last
            if begins and position <= ceiling.last and not beyond:
                end = min(ceiling.last, floor.last) + 1
                chain = best[position].with_link(ceiling)
                if end not in best or chain.money < best[end].money:
                    best[end] = chain
    return best.get(floor.last + 1)


def least_asked(floors: Sequence[Stretch], ceiling: Stretch, rebated: int) -> Chain | None:
    """The floors within the ceiling's periods that together ask for most.

    What is in no floor may be nothing, but in the period `rebated` it may be less: None where that
    leaves nothing to say.
    """
    best: dict[int, Chain] = {ceiling.first: Chain()}
    inside = [floor for floor in floors if floor.first >= ceiling.first]
    for position in range(ceiling.first, ceiling.last + 1):
        chains = [
            best[floor.first].with_link(floor)
            for floor in inside
            if floor.last == position and floor.first in best
        ]
        if position != rebated and position in best:
            chains.append(best[position])
        if chains:
            best[position + 1] = max(chains, key=lambda chain: chain.money)
    return best.get(ceiling.last + 1)
