"""A limit that a plan has reached, in numbers and in words."""

from dataclasses import dataclass
from fractions import Fraction

from allocator.report.numbers import amount

TIGHT = Fraction(1, 100)
"""Money and posts count as used up when at most this part of the limit is left."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What holds the plan back, how much of it is left, and on what it rests."""

    kind: str
    subject: str
    """Codes of whom or what it binds."""
    period: str
    words: str
    """A sentence a minister can read."""
    used: Fraction | None = None
    """None, like `most`, for what is a yes or no."""
    most: Fraction | None = None
    unit: str = ""
    basis: str = ""
    """Legal basis."""
    cell: str = ""
    """Cell of the input workbook that sets it."""
    capability: str = ""
    """The capability it keeps short, where there is one."""
    brief: str = ""
    """The same in a few words, for the sheet `shortfalls`."""
    states: tuple[str, ...] = ()
    """States it holds back by themselves; empty where it holds the alliance back."""
    carried: bool = False
    """Whether some of what is used is money kept for a later period."""

    @property
    def slack(self) -> Fraction | None:
        """What is left."""
        return None if self.used is None or self.most is None else self.most - self.used


def million(kilo_euro: int | Fraction) -> Fraction:
    """EUR million of kEUR."""
    return Fraction(kilo_euro) / 1_000


def tight(used: int | Fraction, most: int | Fraction) -> bool:
    """Whether hardly anything is left of a limit of more than nothing."""
    return most > 0 and most - used <= TIGHT * most


def spent(used: int | Fraction, most: int | Fraction) -> bool:
    """The same of money that a state may spend: one that may spend nothing is at its limit."""
    return not most or tight(used, most)


def but_for(left: int | Fraction) -> str:
    """What a sentence on money that is used up must add where a little is left; kEUR."""
    return f" but for {amount(left)}" if left > 0 else ""
