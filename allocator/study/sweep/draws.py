"""Figures drawn at random: the same seed draws the same ones, everywhere and in every order.

A figure's place in its distribution is a hash of the seed, the number of the draw and the group (or
the figure's own name), so that a draw depends on no other draw and on no other figure. What is
drawn is the inverse of the distribution at that place, in whole numbers throughout.
"""

from collections.abc import Iterable
from hashlib import sha256
from math import isqrt

from allocator.domain.overlay import Change
from allocator.domain.stray import Stray

BITS = 64
WHOLE_RANGE = 1 << BITS


def drawn(strays: Iterable[Stray], seed: int, draw: int) -> tuple[Change, ...]:
    """The changes of one draw; figures that come out as they are stay without one."""
    return tuple(
        Change(
            scenario=f"draw {draw}",
            sheet=stray.sheet,
            key=tuple((code,) for code in stray.key),
            column=stray.column,
            how=stray.how,
            value=quantile(stray, place(stray, seed, draw)),
            address=stray.address,
        )
        for stray in strays
    )


def place(stray: Stray, seed: int, draw: int) -> int:
    """Where a figure lies in its distribution, of 2^64 places; the same for all of a group."""
    name = stray.group or "\x1f".join((stray.sheet, *stray.key, stray.column))
    kind = "group" if stray.group else "figure"
    text = "\x1e".join((str(seed), str(draw), kind, name))
    return int.from_bytes(sha256(text.encode()).digest()[: BITS // 8])


def quantile(stray: Stray, at: int) -> int:
    """What the figure is drawn as, given its place; never less for a later place.

    The inverse of the uniform distribution on the whole numbers from low to high, and of the
    triangular one, rounded to the nearest whole number: with F the part of the places before,
    low + sqrt(F (high - low)(mode - low)) up to the mode, high - sqrt((1 - F)(high - low)(high -
    mode)) above it.
    """
    span = stray.high - stray.low
    if stray.distribution == "uniform":
        return stray.low + (at * (span + 1) >> BITS)
    left, right = stray.mode - stray.low, stray.high - stray.mode
    if at * span < left << BITS:
        return stray.low + _root(at * span * left)
    return stray.high - _root((WHOLE_RANGE - at) * span * right)


def _root(square: int) -> int:
    """The root of `square` of 2^64 parts, to the nearest whole number."""
    return (isqrt(4 * square >> BITS) + 1) // 2
