"""Linear forms: while they are put together, and as arrays."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

IntArray = NDArray[np.int64]
Completion = Callable[[Sequence[int]], int]
"""The value of an auxiliary variable, given the values of all variables made before it."""


class Terms:
    """A linear form under construction: coefficients by variable, and a constant."""

    __slots__ = ("coefficients", "constant")

    def __init__(self, constant: int = 0) -> None:
        self.coefficients: dict[int, int] = {}
        self.constant = constant

    @classmethod
    def sum(cls, variables: Iterable[int | None]) -> "Terms":
        """Each variable once; None stands for a decision that is always zero."""
        terms = cls()
        for variable in variables:
            terms.add(1, variable)
        return terms

    @classmethod
    def total(cls, forms: Iterable["Terms"]) -> "Terms":
        """All forms added up, which stay as they are."""
        terms = cls()
        for form in forms:
            terms.include(1, form)
        return terms

    def add(self, coefficient: int, variable: int | None) -> "Terms":
        """Add coefficient x variable; None stands for a decision that is always zero."""
        if variable is not None and coefficient:
            self.coefficients[variable] = self.coefficients.get(variable, 0) + coefficient
        return self

    def include(self, factor: int, other: "Terms") -> "Terms":
        """Add factor x another form."""
        for variable, coefficient in other.coefficients.items():
            self.add(factor * coefficient, variable)
        self.constant += factor * other.constant
        return self

    def copy(self) -> "Terms":
        """The same form, to be taken further on its own."""
        twin = Terms(self.constant)
        twin.coefficients = dict(self.coefficients)
        return twin

    def value(self, values: Sequence[int]) -> int:
        """The form at an assignment that reaches as far as its variables do."""
        total = self.constant
        for variable, coefficient in self.coefficients.items():
            total += coefficient * values[variable]
        return total

    def surplus(self, values: Sequence[int]) -> int:
        """The form where it is positive, else 0."""
        return max(0, self.value(values))

    def occurs(self, values: Sequence[int]) -> int:
        """1 where the form is positive, else 0."""
        return int(self.value(values) > 0)


@dataclass(frozen=True, slots=True)
class LinearForm:
    """sum of coefficients x variables + constant, as arrays."""

    variables: IntArray
    coefficients: IntArray
    constant: int

    def value(self, vector: IntArray) -> int:
        """The form at a full assignment."""
        return int(self.coefficients @ vector[self.variables]) + self.constant

    def least(self, lower: IntArray, upper: IntArray) -> int:
        """The least value within bounds of all variables, rows left aside."""
        rising = self.coefficients > 0
        ends = np.where(rising, lower[self.variables], upper[self.variables])
        return int(self.coefficients @ ends) + self.constant

    def most(self, lower: IntArray, upper: IntArray) -> int:
        """The largest value within bounds of all variables, rows left aside."""
        # With the ends of every range swapped the other one is chosen.
        return self.least(upper, lower)

    def dense(self, count: int) -> IntArray:
        """A coefficient for each of `count` variables."""
        coefficients = np.zeros(count, dtype=np.int64)
        coefficients[self.variables] = self.coefficients
        return coefficients


def arrays(terms: Terms) -> LinearForm:
    """The form with its variables in order and without zero coefficients."""
    entries = sorted((v, c) for v, c in terms.coefficients.items() if c)
    return LinearForm(
        variables=np.array([variable for variable, _ in entries], dtype=np.int64),
        coefficients=np.array([coefficient for _, coefficient in entries], dtype=np.int64),
        constant=terms.constant,
    )
