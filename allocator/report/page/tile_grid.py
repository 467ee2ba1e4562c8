"""Where the states stand on the tile map: neighbours near one another, no border drawn."""

from collections.abc import Iterable, Mapping

PICTURE = """
.   .   ISL .   .   NOR SWE FIN .
CAN .   .   .   .   .   .   EST .
USA .   .   .   .   DNK .   LVA .
.   .   GBR .   NLD DEU POL LTU .
.   .   .   BEL LUX CZE SVK .   .
.   .   .   FRA .   .   HUN ROU .
.   PRT ESP .   ITA SVN HRV BGR .
.   .   .   .   .   .   MNE MKD TUR
.   .   .   .   .   .   ALB GRC .
"""
"""The members of the alliance by ISO 3166-1 alpha-3 code."""
EMPTY = "."
ACROSS = 8
"""Tiles in a row of unknown codes, where the picture above is no wider."""
Place = tuple[int, int]
"""Column and row, from 0."""


def known_places() -> Mapping[str, Place]:
    """Place of each code of the picture."""
    rows = (line.split() for line in PICTURE.strip().splitlines())
    return {
        code: (column, row)
        for row, codes in enumerate(rows)
        for column, code in enumerate(codes)
        if code != EMPTY
    }


def places(states: Iterable[str]) -> Mapping[str, Place]:
    """Place of each state, in the order given; empty columns and rows at the edges are cut.

    Codes that the picture does not know stand below it in rows of their own, in their order.
    """
    states = tuple(states)
    known = known_places()
    found = {state: known[state] for state in states if state in known}
    left = min((column for column, _ in found.values()), default=0)
    top = min((row for _, row in found.values()), default=0)
    moved = {state: (column - left, row - top) for state, (column, row) in found.items()}
    width = max((column + 1 for column, _ in moved.values()), default=0)
    below = max((row + 2 for _, row in moved.values()), default=0)
    others = [state for state in states if state not in known]
    across = max(width, min(len(others), ACROSS))
    placed = {state: (at % across, below + at // across) for at, state in enumerate(others)}
    return {state: moved.get(state) or placed[state] for state in states}
