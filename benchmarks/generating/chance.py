"""Draws of exact numbers: the same seed gives the same figures on every machine."""

from collections.abc import Sequence
from fractions import Fraction
from random import Random
from typing import TypeVar

Choice = TypeVar("Choice")


class Chance:
    """A seeded source of choices, factors and roundings; no double takes part in a figure."""

    def __init__(self, *seed: object) -> None:
        self.random = Random("|".join(map(str, seed)))

    def factor(self, spread: int) -> Fraction:
        """Between 100 / (100 + spread) and (100 + spread) / 100, up as often as down."""
        percent = self.random.randint(-spread, spread)
        return Fraction(100 + percent, 100) if percent >= 0 else Fraction(100, 100 - percent)

    def scaled(self, value: int, factor: Fraction) -> int:
        """value x factor, rounded up as often as the fraction says, so that sums keep."""
        exact = value * factor
        return exact.numerator // exact.denominator + (
            self.random.randrange(exact.denominator) < exact.numerator % exact.denominator
        )

    def near(self, value: int, spread: int, *, least: int = 0) -> int:
        """A number around `value`, never below `least`."""
        return max(least, self.scaled(value, self.factor(spread)))

    def once_in(self, times: int) -> bool:
        """True once in so many times."""
        return self.random.randrange(times) == 0

    def pick(self, choices: Sequence[Choice]) -> Choice:
        """One of the choices, each as likely as the others."""
        return self.random.choice(choices)
