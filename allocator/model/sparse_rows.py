"""Rows as compressed arrays, and what can be told of them from the bounds alone.

Row i is entries `start[i] .. start[i + 1]` of `index` and `data`.
"""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from allocator.model.linear_form import IntArray

FREE = 2**62
"""Stands for "no bound" on a side of a row."""


@dataclass(frozen=True, slots=True)
class SparseRows:
    """lower <= data x variables <= upper, row by row; -FREE and FREE where a side is open."""

    start: IntArray
    index: IntArray
    data: IntArray
    lower: IntArray
    upper: IntArray

    def sums(self, products: IntArray) -> IntArray:
        """Sum of one number per entry, row by row; exact even where the running sum wraps."""
        running = starts(products)
        return np.asarray(running[self.start[1:]] - running[self.start[:-1]], dtype=np.int64)

    def touching(self, variables: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Rows with an entry of any of the variables that are marked."""
        return np.asarray(self.sums(variables[self.index].astype(np.int64)) > 0, dtype=np.bool_)

    def divided(self, whole: NDArray[np.bool_]) -> "SparseRows":
        """Each row divided by the gcd of its coefficients, its sides rounded in.

        Rows marked `whole` stay as they are: what they give way by is told in their own unit.
        """
        filled = np.nonzero(self.start[1:] > self.start[:-1])[0]
        divisor = np.ones(len(self.start) - 1, dtype=np.int64)
        if len(filled):
            divisor[filled] = np.gcd.reduceat(np.abs(self.data), self.start[filled])
        divisor[whole] = 1
        lower, upper = self.lower.copy(), self.upper.copy()
        low, high = lower > -FREE, upper < FREE
        lower[low] = -(-lower[low] // divisor[low])
        upper[high] = upper[high] // divisor[high]
        data = self.data // np.repeat(divisor, np.diff(self.start))
        return SparseRows(self.start, self.index, data, lower, upper)

    def reach(self, least: IntArray, most: IntArray) -> tuple[IntArray, IntArray]:
        """The least and the largest that each row can come to within the bounds."""
        ends = self.data * least[self.index], self.data * most[self.index]
        return self.sums(np.minimum(*ends)), self.sums(np.maximum(*ends))

    def implied(self, least: IntArray, most: IntArray) -> NDArray[np.bool_]:
        """Rows that no assignment within the bounds can break."""
        low, high = self.reach(least, most)
        return np.asarray((self.lower <= low) & (self.upper >= high), dtype=np.bool_)

    def possible(self, least: IntArray, most: IntArray) -> bool:
        """Whether each row by itself can hold within the bounds."""
        low, high = self.reach(least, most)
        return bool(np.all((self.lower <= high) & (self.upper >= low)))

    def kept(self, keep: NDArray[np.bool_]) -> "SparseRows":
        """The rows marked in `keep`, in their order."""
        lengths = np.diff(self.start)
        entries = np.repeat(keep, lengths)
        return SparseRows(
            starts(lengths[keep]),
            self.index[entries],
            self.data[entries],
            self.lower[keep],
            self.upper[keep],
        )

    def followed_by(self, other: "SparseRows") -> "SparseRows":
        """These rows, then others of the same variables."""
        return SparseRows(
            np.concatenate((self.start, self.start[-1] + other.start[1:])),
            np.concatenate((self.index, other.index)),
            np.concatenate((self.data, other.data)),
            np.concatenate((self.lower, other.lower)),
            np.concatenate((self.upper, other.upper)),
        )

    def sizes(self, least: IntArray, most: IntArray) -> NDArray[np.float64]:
        """Sum of |coefficient| x largest |value| row by row, in doubles, which cannot overflow."""
        reach = np.maximum(np.abs(least), np.abs(most)).astype(np.float64)
        weights = np.abs(self.data).astype(np.float64) * reach[self.index]
        sizes = np.zeros(len(self.start) - 1)
        filled = np.nonzero(self.start[1:] > self.start[:-1])[0]
        if len(filled):
            sizes[filled] = np.add.reduceat(weights, self.start[filled])
        return sizes


def starts(lengths: IntArray) -> IntArray:
    """Where each of some parts begins if they follow one another, and where the last one ends."""
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths)))


@dataclass(slots=True)
class Entries:
    """Rows under construction: compact, because a large program has millions of entries."""

    index: "array[int]" = field(default_factory=lambda: array("q"))
    data: "array[int]" = field(default_factory=lambda: array("q"))
    ends: "array[int]" = field(default_factory=lambda: array("q", (0,)))

    def add(self, coefficients: Mapping[int, int]) -> None:
        """A row more, of coefficients by variable; those that are zero are left out."""
        if not all(coefficients.values()):
            coefficients = {v: c for v, c in coefficients.items() if c}
        self.index.extend(coefficients)
        self.data.extend(coefficients.values())
        self.ends.append(len(self.index))

    def rows(self, lower: Sequence[int], upper: Sequence[int]) -> SparseRows:
        """The rows added so far with their sides."""
        return SparseRows(
            start=np.array(self.ends, dtype=np.int64),
            index=np.array(self.index, dtype=np.int64),
            data=np.array(self.data, dtype=np.int64),
            lower=np.array(lower, dtype=np.int64),
            upper=np.array(upper, dtype=np.int64),
        )
