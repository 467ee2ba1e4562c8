"""A limit that a plan has reached, in numbers and in words."""

from dataclasses import dataclass
from fractions import Fraction

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

    @property
    def slack(self) -> Fraction | None:
        """What is left."""
        return None if self.used is None or self.most is None else self.most - self.used


def million(amount: int | Fraction) -> Fraction:
    """EUR million of kEUR."""
    return Fraction(amount) / 1_000


def tight(used: int | Fraction, most: int | Fraction) -> bool:
    """Whether hardly anything is left of a limit."""
    return most > 0 and most - used <= TIGHT * most
