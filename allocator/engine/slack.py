"""Rows that may be overstepped: a variable more for each side, at a price."""

from dataclasses import dataclass

import numpy as np

from allocator.engine.linear_bound import Floats
from allocator.engine.neighbourhood import Mask
from allocator.model.linear_form import IntArray
from allocator.model.sparse_rows import FREE, SparseRows, starts


@dataclass(frozen=True, slots=True)
class Leave:
    """To overstep rows."""

    rows: Mask
    """Which."""
    price: IntArray
    """Of a unit, by row."""
    most: IntArray
    """By no more than so much."""
    spared: IntArray
    """So much of it costs nothing."""


def with_slack(
    rows: SparseRows, lower: IntArray, upper: IntArray, yields: Mask
) -> tuple[SparseRows, IntArray, IntArray]:
    """Rows with a variable more for each side that yields and could be broken within the bounds.

    The row of each of these variables, and how far it has to reach, come with them.
    """
    least, most = rows.reach(lower, upper)
    above = np.nonzero(yields & (rows.upper < most))[0]
    below = np.nonzero(yields & (rows.lower > least))[0]
    slack = np.concatenate((above, below))
    reach = np.concatenate((most[above] - rows.upper[above], rows.lower[below] - least[below]))
    lengths = np.diff(rows.start)
    row_of = np.concatenate((np.repeat(np.arange(len(lengths)), lengths), slack))
    order = np.argsort(row_of, kind="stable")
    signs = np.repeat(np.array([-1, 1], dtype=np.int64), (len(above), len(below)))
    lengths = np.bincount(row_of, minlength=len(lengths))
    widened = SparseRows(
        start=starts(lengths),
        index=np.concatenate((rows.index, len(lower) + np.arange(len(slack))))[order],
        data=np.concatenate((rows.data, signs))[order],
        lower=rows.lower,
        upper=rows.upper,
    )
    return widened, slack, reach


def side_left(side: IntArray, activity: Floats, spared: IntArray, rounding: float) -> IntArray:
    """What is left of a side, moved outward by what is spared; open sides stay open."""
    left = np.where(np.abs(side) < FREE, side - activity, 0.0) + rounding
    left += np.copysign(spared, rounding)
    whole = np.ceil(left) if rounding < 0 else np.floor(left)
    return np.where(np.abs(side) < FREE, whole.astype(np.int64), side)
