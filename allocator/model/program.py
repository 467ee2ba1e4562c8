"""One linear program of integers: the only form in which a scenario reaches a solver.

The families append variables and rows to a `ProgramBuilder`; `freeze` turns them into arrays that
become a whole CP-SAT model, the CP-SAT model of a neighbourhood, or an LP. All rows are linear: no
row is enforced by a literal, so the overflow of enforced rows in ortools 9.15 (issue 5293) cannot
touch us.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from allocator.errors import ModelError

IntArray = NDArray[np.int64]
Completion = Callable[[Sequence[int]], int]
LARGEST = 2**53
"""Sums of |coefficient| x bound stay below it, so that no solver's doubles can round them."""
FREE = 2**62
"""Stands for "no bound" on a side of a row."""


class Terms:
    """A linear form under construction: coefficients by variable, and a constant."""

    __slots__ = ("coefficients", "constant")

    def __init__(self, constant: int = 0) -> None:
        self.coefficients: dict[int, int] = {}
        self.constant = constant

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


@dataclass(frozen=True, slots=True)
class LinearForm:
    """sum of coefficients x variables + constant, as arrays."""

    variables: IntArray
    coefficients: IntArray
    constant: int

    def value(self, vector: IntArray) -> int:
        """The form at a full assignment."""
        return int(self.coefficients @ vector[self.variables]) + self.constant


@dataclass(frozen=True, slots=True)
class Variable:
    """Name of a variable: its kind and the codes of its index."""

    kind: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowName:
    """Name of a row: its family and the codes it speaks of."""

    family: str
    codes: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.family}[{','.join(self.codes)}]"


@dataclass(frozen=True, slots=True)
class Program:
    """Variables and rows as arrays; row i is entries start[i] .. start[i + 1] of index and data."""

    variables: tuple[Variable, ...]
    lower: IntArray
    upper: IntArray
    rows: tuple[RowName, ...]
    row_lower: IntArray
    """-FREE where the row has no lower side."""
    row_upper: IntArray
    start: IntArray
    index: IntArray
    data: IntArray
    elastic: NDArray[np.bool_]
    """Rows that the status quo may break; only these get slack in the first phase."""
    labels: dict[str, NDArray[np.int32]]
    """For `state`, `capability`, `line`, `pool`, `period`: position of each variable's code in the
    scenario's sorted tuple, -1 where the variable has no such index."""
    auxiliary: NDArray[np.bool_]
    """Variables that are no decision: their value follows from the decisions."""

    def activity(self, vector: IntArray) -> IntArray:
        """Left-hand side of every row at a full assignment."""
        products = self.data * vector[self.index]
        sums = np.concatenate(([0], np.cumsum(products)))
        return np.asarray(sums[self.start[1:]] - sums[self.start[:-1]], dtype=np.int64)

    def excess(self, vector: IntArray) -> IntArray:
        """By how much each row is broken at a full assignment; zero where it holds."""
        activity = self.activity(vector)
        below = np.where(self.row_lower > -FREE, self.row_lower - activity, 0)
        above = np.where(self.row_upper < FREE, activity - self.row_upper, 0)
        return np.asarray(np.maximum(0, np.maximum(below, above)), dtype=np.int64)

    def holds(self, vector: IntArray) -> bool:
        """Whether an assignment keeps every bound and every row."""
        inside = bool(np.all((self.lower <= vector) & (vector <= self.upper)))
        return inside and not np.any(self.excess(vector))


@dataclass(slots=True)
class ProgramBuilder:
    """Collects variables and rows; `freeze` checks them and makes the arrays."""

    variables: list[Variable] = field(default_factory=list)
    lower: list[int] = field(default_factory=list)
    upper: list[int] = field(default_factory=list)
    completions: dict[int, Completion] = field(default_factory=dict)
    """For each auxiliary variable, in order of creation: its value given all earlier values."""
    label_rows: dict[str, list[int]] = field(
        default_factory=lambda: {
            "state": [], "capability": [], "line": [], "pool": [], "period": [],
        }
    )
    rows: list[RowName] = field(default_factory=list)
    forms: list[dict[int, int]] = field(default_factory=list)
    row_lower: list[int] = field(default_factory=list)
    row_upper: list[int] = field(default_factory=list)
    elastic: list[bool] = field(default_factory=list)

    def variable(
        self,
        kind: str,
        codes: tuple[str, ...],
        lower: int,
        upper: int,
        *,
        complete: Completion | None = None,
        **labels: int,
    ) -> int:
        """A new variable; `complete` marks it auxiliary and computes it from earlier values."""
        if lower > upper:
            raise ModelError(f"{kind}{codes}: lower bound {lower} above upper bound {upper}")
        number = len(self.variables)
        self.variables.append(Variable(kind, codes))
        self.lower.append(lower)
        self.upper.append(upper)
        for name, column in self.label_rows.items():
            column.append(labels.get(name, -1))
        if complete is not None:
            self.completions[number] = complete
        return number

    def row(
        self,
        family: str,
        codes: tuple[str, ...],
        terms: Terms,
        *,
        lower: int | None = None,
        upper: int | None = None,
        elastic: bool = False,
    ) -> None:
        """lower <= terms <= upper. A row without variables is kept: it may be a plain conflict."""
        self.rows.append(RowName(family, codes))
        self.forms.append({v: c for v, c in terms.coefficients.items() if c})
        self.row_lower.append(-FREE if lower is None else lower - terms.constant)
        self.row_upper.append(FREE if upper is None else upper - terms.constant)
        self.elastic.append(elastic)

    def freeze(self) -> Program:
        """The arrays, each row divided by the gcd of its coefficients and its sides rounded in."""
        lower = np.array(self.lower, dtype=np.int64)
        upper = np.array(self.upper, dtype=np.int64)
        lengths = np.fromiter((len(form) for form in self.forms), np.int64, len(self.forms))
        start = np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths)))
        index = _flat(form.keys() for form in self.forms)
        data = _flat(form.values() for form in self.forms)
        row_lower = np.array(self.row_lower, dtype=np.int64)
        row_upper = np.array(self.row_upper, dtype=np.int64)
        self._check_size(lower, upper, start, index, data)
        _divide_by_gcd(start, data, row_lower, row_upper)
        return Program(
            variables=tuple(self.variables),
            lower=lower,
            upper=upper,
            rows=tuple(self.rows),
            row_lower=row_lower,
            row_upper=row_upper,
            start=start,
            index=index,
            data=data,
            elastic=np.array(self.elastic, dtype=np.bool_),
            labels={k: np.array(v, dtype=np.int32) for k, v in self.label_rows.items()},
            auxiliary=np.isin(np.arange(len(lower)), np.fromiter(self.completions, np.int64)),
        )

    def _check_size(
        self, lower: IntArray, upper: IntArray, start: IntArray, index: IntArray, data: IntArray
    ) -> None:
        reach = np.maximum(np.abs(lower), np.abs(upper)).astype(np.float64)
        weights = np.abs(data).astype(np.float64) * reach[index]
        sums = np.concatenate(([0.0], np.cumsum(weights)))
        # Differences of a running sum lose precision; rows near the limit are summed exactly.
        for row in np.nonzero(sums[start[1:]] - sums[start[:-1]] > LARGEST / 4)[0]:
            entries = slice(int(start[row]), int(start[row + 1]))
            if weights[entries].sum() >= LARGEST:
                worst = int(start[row]) + int(np.argmax(weights[entries]))
                variable = self.variables[int(index[worst])]
                raise ModelError(
                    f"{self.rows[row]}: numbers too large to be exact; the largest is "
                    f"{int(data[worst])} x {variable.kind}{variable.codes}"
                )


def _flat(parts: Iterable[Iterable[int]]) -> IntArray:
    return np.fromiter((item for part in parts for item in part), dtype=np.int64)


def _divide_by_gcd(
    start: IntArray, data: IntArray, row_lower: IntArray, row_upper: IntArray
) -> None:
    filled = np.nonzero(start[1:] > start[:-1])[0]
    if not len(filled):
        return
    divisor = np.ones(len(start) - 1, dtype=np.int64)
    divisor[filled] = np.gcd.reduceat(np.abs(data), start[filled])
    data //= np.repeat(divisor, np.diff(start))
    low, high = row_lower > -FREE, row_upper < FREE
    row_lower[low] = -(-row_lower[low] // divisor[low])
    row_upper[high] = row_upper[high] // divisor[high]
