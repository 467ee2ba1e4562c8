"""The rule by which a total may be stated although what stands behind it is withheld.

Two tests of statistical disclosure control for tables of magnitudes, both taken with the reader's
own figures already subtracted: a minimum frequency of three, and the p % rule with p = 10 (A.
Hundepool, J. Domingo-Ferrer, L. Franconi, S. Giessing, E. Schulte Nordholt, K. Spicer, P.-P. de
Wolf: "Statistical Disclosure Control", Wiley 2012, chapter 4). The p % rule is the sharper of the
usual ones against a reader who stands behind the total as well; the (n,k) rule looks at the largest
parts alone and lets through totals of which one part can be estimated closely.

The parts of the others count only as far as they could be anything: not below what a state known to
take part must give, nor above what a limit lets it give. Whatever is added to one part can be taken
from the others, up to what each can spare, and the other way round, without any stated total
noticing. So the feasible values of a part reach

    from  max(its least, its value - what all others have room for)
    to    min(its most, its value + what all others can spare).

A total is stated where at least three others stand behind it, where all others of each of them can
spare max(10 % of its part, one lot), and where its feasible values span as much.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

FEWEST = 3
"""States besides the reader that must stand behind a stated total."""
RANGE = Fraction(1, 10)
"""Part of a withheld figure that its feasible values must at least span."""

Amount = int | Fraction


class Part(NamedTuple):
    """What one state adds to a total."""

    amount: Amount
    """What is withheld; never below zero."""
    least: Amount = 0
    """What it must at least be once it is known to be there at all."""
    most: Amount | None = None
    """What a limit that everybody knows lets it be; None: no limit."""
    known: Amount = 0
    """What the state adds besides and the reader may be able to work out."""

    @property
    def spare(self) -> Amount:
        """What could just as well be another state's."""
        return self.amount - self.least

    @property
    def room(self) -> Amount | None:
        """What it could take from other states; None: anything."""
        return None if self.most is None else max(0, self.most - self.amount)

    @property
    def open(self) -> bool:
        """Whether it could be anything else than it is."""
        return self.most is None or self.most > self.least


def protected(parts: Mapping[str, Part], lot: Amount = 0) -> bool:
    """Whether the sum of the parts may be known to somebody who has none of them.

    `lot` is the smallest step in which the figures move; either all parts have a limit or none. A
    total of nothing is never protected: it tells of every state that it gives nothing.
    """
    behind = sum(part.amount > 0 for part in parts.values())
    spare = sum(part.spare for part in parts.values())
    room = _sum(part.room for part in parts.values())
    return behind >= FEWEST and all(
        _spans(part, spare - part.spare, room, lot) for part in parts.values() if part.open
    )


def _sum(rooms: Iterable[Amount | None]) -> Amount | None:
    """None as soon as one of them has no limit."""
    total: Amount = 0
    for room in rooms:
        if room is None:
            return None
        total += room
    return total


def _spans(part: Part, spare: Amount, room: Amount | None, lot: Amount) -> bool:
    """Whether a part could be enough else, given what all others can spare, and the room of all."""
    wanted = max(RANGE * (part.amount + part.known), lot)
    above = spare if part.room is None else min(spare, part.room)
    below = part.spare if room is None else min(part.spare, room - (part.room or 0))
    return spare >= wanted and above + below >= wanted


def merged(sets: Iterable[Mapping[str, Part]]) -> dict[str, Part]:
    """Parts of several totals as parts of their sum; none of them has a limit."""
    sums: dict[str, Part] = {}
    for parts in sets:
        for state, part in parts.items():
            sums[state] = _plus(sums.get(state, Part(0)), part)
    return sums


def _plus(one: Part, other: Part) -> Part:
    return Part(one.amount + other.amount, one.least + other.least, known=one.known + other.known)
