"""Bounds that hold whatever a solver rounds: from the variables' bounds, and from multipliers."""

import numpy as np
from numpy.typing import NDArray

from allocator.engine.neighbourhood import Matrix
from allocator.model.linear_form import LinearForm
from allocator.model.program import Program
from allocator.model.sparse_rows import FREE

Floats = NDArray[np.float64]
GRAIN = 2**48
"""Multipliers are rounded to its inverse: any multipliers give a bound, the rounded ones too. Fine
enough for a unit of shortfall priced in basis points of burden."""


def box_bound(program: Program | Matrix, aim: LinearForm) -> int:
    """The least an aim can be within the bounds of its variables, rows left aside."""
    return aim.least(program.lower, program.upper)


def dual_bound(matrix: Matrix, aim: LinearForm, duals: Floats) -> int:
    """The bound of weak duality for any multipliers of the rows, in exact integers.

    For multipliers y, aim >= sum_i y_i side_i + sum_j min over bounds of
    (c_j - sum_i y_i a_ij) x_j, with the lower side where y_i > 0 and the upper side where y_i < 0;
    a multiplier that points at an open side counts as 0. A. Neumaier and O. Shcherbina, Safe
    bounds in linear and mixed-integer linear programming, Mathematical Programming 99 (2004).
    """
    rows = matrix.rows
    weights = sided(matrix, np.round(duals * GRAIN))
    reduced: dict[int, int] = {}
    for variable, coefficient in zip(
        aim.variables.tolist(), aim.coefficients.tolist(), strict=True
    ):
        reduced[variable] = reduced.get(variable, 0) + coefficient * GRAIN
    total = 0
    for row in np.nonzero(weights)[0].tolist():
        weight = int(weights[row])
        side = rows.lower[row] if weight > 0 else rows.upper[row]
        total += weight * int(side)
        entries = slice(int(rows.start[row]), int(rows.start[row + 1]))
        indices, data = rows.index[entries].tolist(), rows.data[entries].tolist()
        for variable, coefficient in zip(indices, data, strict=True):
            reduced[variable] = reduced.get(variable, 0) - weight * coefficient
    for variable, cost in reduced.items():
        end = matrix.lower[variable] if cost > 0 else matrix.upper[variable]
        total += cost * int(end)
    return -(-total // GRAIN) + aim.constant


def sided(matrix: Matrix, multipliers: Floats) -> Floats:
    """The multipliers, zero where they point at an open side."""
    open_low = (multipliers > 0) & (matrix.rows.lower <= -FREE)
    open_high = (multipliers < 0) & (matrix.rows.upper >= FREE)
    return np.where(open_low | open_high, 0.0, multipliers)
