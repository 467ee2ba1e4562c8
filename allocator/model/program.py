"""One linear program of integers: the only form in which a scenario reaches a solver.

The families append variables and rows to a `ProgramBuilder`; `freeze` turns them into arrays that
become a whole CP-SAT model, the CP-SAT model of a neighbourhood, or an LP. All rows are linear: no
row is enforced by a literal, so the overflow of sums in enforced rows in the presolve of ortools
9.15 cannot touch us.
"""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from allocator.errors import ModelError, SizeError
from allocator.model.linear_form import Completion, IntArray, LinearForm, Terms, arrays
from allocator.model.sparse_rows import FREE, Entries, SparseRows

LARGEST = 2**53
"""Sums of |coefficient| x bound stay below it, so that no solver's doubles can round them."""
LABELS = ("state", "capability", "line", "pool", "period")
NOWHERE: Mapping[str, int] = {}


class Variable(NamedTuple):
    """Name of a variable: its kind and the codes of its index."""

    kind: str
    codes: tuple[str, ...]


class RowName(NamedTuple):
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
    """FREE where the row has no upper side."""
    start: IntArray
    index: IntArray
    data: IntArray
    elastic: NDArray[np.bool_]
    """Rows that the status quo may break; only these get slack in the first phase."""
    labels: dict[str, NDArray[np.int32]]
    """For `state`, `capability`, `line`, `pool`, `period`: position of each variable's code in the
    scenario's sorted tuple, -1 where the variable has no such index. Components follow the
    capabilities under `capability`."""

    @property
    def sparse_rows(self) -> SparseRows:
        """The rows without their names."""
        return SparseRows(self.start, self.index, self.data, self.row_lower, self.row_upper)

    def activity(self, vector: IntArray) -> IntArray:
        """Left-hand side of every row at a full assignment."""
        return self.sparse_rows.sums(self.data * vector[self.index])

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
    places: "array[int]" = field(default_factory=lambda: array("i"))
    """For each variable in turn, its position by each of the labels."""
    rows: list[RowName] = field(default_factory=list)
    entries: Entries = field(default_factory=Entries)
    row_lower: list[int] = field(default_factory=list)
    row_upper: list[int] = field(default_factory=list)
    elastic: list[bool] = field(default_factory=list)
    numbers: dict[Variable, int] = field(default_factory=dict)
    """Auxiliary variables by name."""

    def variable(
        self,
        kind: str,
        codes: tuple[str, ...],
        lower: int,
        upper: int,
        *,
        complete: Completion | None = None,
        labels: Mapping[str, int] | None = None,
    ) -> int:
        """A new variable; `complete` marks it auxiliary and computes it from earlier values.

        `labels` are positions in the scenario's tuples, see `Program.labels`.
        """
        if lower > upper:
            raise ModelError(f"{kind}{codes}: lower bound {lower} above upper bound {upper}")
        number = len(self.variables)
        name = Variable(kind, codes)
        self.variables.append(name)
        self.lower.append(lower)
        self.upper.append(upper)
        place = (labels or NOWHERE).get
        self.places.extend([place(label, -1) for label in LABELS])
        if complete is not None:
            self.completions[number] = complete
            self.numbers[name] = number
        return number

    def defined(
        self,
        kind: str,
        codes: tuple[str, ...],
        terms: Terms,
        labels: Mapping[str, int],
        *,
        least: int = 0,
        most: int | None = None,
    ) -> int:
        """A new variable and the row of the same name by which it equals the form.

        The form is known to be `least` or more, and `most` or less where that is given.
        """
        upper = self.most(terms)
        if most is not None:
            upper = max(0, min(most, upper))
        number = self.variable(kind, codes, least, upper, complete=terms.value, labels=labels)
        self.row(kind, codes, terms.copy().add(-1, number), lower=0, upper=0)
        return number

    def find(self, kind: str, *codes: str) -> int | None:
        """The auxiliary variable of that kind and codes, None where there is none."""
        return self.numbers.get(Variable(kind, codes))

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
        """lower <= terms <= upper. A row without variables may be a plain conflict."""
        self.rows.append(RowName(family, codes))
        self.entries.add(terms.coefficients)
        self.row_lower.append(-FREE if lower is None else lower - terms.constant)
        self.row_upper.append(FREE if upper is None else upper - terms.constant)
        self.elastic.append(elastic)

    def most(self, terms: Terms) -> int:
        """The largest value of a form within the bounds."""
        return terms.constant + sum(
            coefficient * (self.upper[variable] if coefficient > 0 else self.lower[variable])
            for variable, coefficient in terms.coefficients.items()
        )

    def form(self, name: str, terms: Terms) -> LinearForm:
        """Terms as arrays; ModelError where their largest sum is no exact number."""
        entries = Entries()
        entries.add(terms.coefficients)
        rows = entries.rows((0,), (0,))
        self._check_size((RowName(name, ()),), rows)
        return arrays(terms)

    def freeze(self) -> Program:
        """The arrays. Rows are divided by the gcd of their coefficients; those that the bounds
        alone imply are left out. ModelError where a row's largest sum is no exact number."""
        lower = np.array(self.lower, dtype=np.int64)
        upper = np.array(self.upper, dtype=np.int64)
        rows = self.entries.rows(self.row_lower, self.row_upper)
        self._check_size(self.rows, rows)
        keep = ~rows.implied(lower, upper)
        elastic = np.array(self.elastic, dtype=np.bool_)
        rows = rows.divided(elastic).kept(keep)
        kept = np.nonzero(keep)[0].tolist()
        places = np.array(self.places, dtype=np.int32).reshape(-1, len(LABELS)).T.copy()
        return Program(
            variables=tuple(self.variables),
            lower=lower,
            upper=upper,
            rows=tuple(self.rows[number] for number in kept),
            row_lower=rows.lower,
            row_upper=rows.upper,
            start=rows.start,
            index=rows.index,
            data=rows.data,
            elastic=elastic[keep],
            labels=dict(zip(LABELS, places, strict=True)),
        )

    def _check_size(self, names: Sequence[RowName], rows: SparseRows) -> None:
        least, most = np.array(self.lower, np.int64), np.array(self.upper, np.int64)
        sizes = rows.sizes(least, most)
        # Doubles round, so anything near the limit is refused with the rest.
        for number in np.nonzero(sizes >= LARGEST * (1 - 2**-20))[0].tolist():
            entries = slice(int(rows.start[number]), int(rows.start[number + 1]))
            index, data = rows.index[entries].tolist(), rows.data[entries].tolist()
            reach = [max(abs(self.lower[v]), abs(self.upper[v])) for v in index]
            worst = max(range(len(index)), key=lambda at: abs(data[at]) * reach[at])
            variable = self.variables[index[worst]]
            raise SizeError(
                f"{names[number]}: numbers too large to be exact; the largest is "
                f"{data[worst]} x {reach[worst]} of {variable.kind}{variable.codes}"
            )


__all__ = [
    "FREE",
    "LABELS",
    "LARGEST",
    "IntArray",
    "LinearForm",
    "Program",
    "ProgramBuilder",
    "RowName",
    "Terms",
    "Variable",
]
