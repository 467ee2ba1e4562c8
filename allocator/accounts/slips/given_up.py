"""What is given up where something several things need falls short, the least harmful first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from allocator.accounts.decisions import Codes
from allocator.accounts.slips.gaps import Gaps

Harm = tuple[int, int, int]
"""Of the next of a piece: the weighted shortfall it adds, units that go with it, what it frees."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Things of one kind that can be given up one by one."""

    codes: Codes
    """Names it; of pieces equally harmful the first goes first."""
    group: Codes
    """Pieces of a group share what `loses` counts."""
    capability: str
    most: int
    """How many there are."""
    frees: Callable[[int], int]
    """What the next one leaves to others, after so many of the piece; 0: nothing."""
    loses: Callable[[int], int]
    """Units of the capability that go with the next one, after so many of the group."""


def given_up(gaps: Gaps, position: int, over: int, pieces: Iterable[Piece]) -> dict[str, int]:
    """Units by capability that are not there, so that `over` is made good.

    One after the other goes where the weighted shortfall it adds, enablers aside, is least for what
    it frees of what is still short, then where fewest units go. Where all pieces together do not
    suffice, all are gone.
    """
    taken: dict[Codes, int] = {}
    grouped: dict[Codes, int] = {}
    lost: dict[str, int] = {}

    def harm(piece: Piece) -> Harm | None:
        """Of its next one; None: there is none that would help."""
        already = taken.get(piece.codes, 0)
        frees = piece.frees(already) if already < piece.most else 0
        if frees <= 0:
            return None
        units, before = piece.loses(grouped.get(piece.group, 0)), lost.get(piece.capability, 0)
        worth = partial(gaps.worth, position, piece.capability)
        value = worth(before + units) - worth(before)
        return value, units, frees

    known = tuple(pieces) if over > 0 else ()
    harms = {piece.codes: (piece, harm(piece)) for piece in known}
    while over > 0:
        able = [(done, piece) for piece, done in harms.values() if done is not None]
        if not able:
            break
        (_, units, frees), piece = min(able, key=partial(_harmless, over))
        over -= frees
        lost[piece.capability] = lost.get(piece.capability, 0) + units
        taken[piece.codes] = taken.get(piece.codes, 0) + 1
        grouped[piece.group] = grouped.get(piece.group, 0) + 1
        for other in known:
            if other.capability == piece.capability:
                harms[other.codes] = (other, harm(other))
    return {capability: units for capability, units in sorted(lost.items()) if units}


def _harmless(over: int, able: tuple[Harm, Piece]) -> tuple[Fraction, Fraction, Codes]:
    """What a thing adds for what it frees of what is still short."""
    (value, units, frees), piece = able
    helps = min(frees, over)
    return Fraction(value, helps), Fraction(units, helps), piece.codes
