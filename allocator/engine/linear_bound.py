"""Bounds that hold whatever a solver rounds: from the variables' bounds, and from an LP's duals."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.math_opt import (
    callback_pb2,
    model_parameters_pb2,
    model_pb2,
    parameters_pb2,
)
from ortools.math_opt.core.python import solver as math_opt
from ortools.util.python.pybind_solve_interrupter import PySolveInterrupter

from allocator.engine.watch import Watch
from allocator.model.linear_form import IntArray, LinearForm
from allocator.model.program import Program
from allocator.model.sparse_rows import FREE

Floats = NDArray[np.float64]
LARGEST_VALUE = 10.0
"""Scaled columns stay about below it."""
GRAIN = 2**48
"""Multipliers are rounded to its inverse: any multipliers give a bound, the rounded ones too. Fine
enough for a unit of shortfall priced in basis points of burden."""


def box_bound(program: Program, aim: LinearForm) -> int:
    """The least an aim can be within the bounds of its variables, rows left aside."""
    rising = aim.coefficients > 0
    ends = np.where(rising, program.lower[aim.variables], program.upper[aim.variables])
    return int(aim.coefficients @ ends) + aim.constant


def linear_bound(program: Program, aim: LinearForm, watch: Watch) -> int:
    """A proven lower bound on an aim from its linear relaxation (GLOP), never below `box_bound`.

    The simplex only proposes multipliers; the bound is computed from them in exact integers. Where
    it proposes none (`watch` ended it) the bounds of the variables are all that is known.
    """
    box = box_bound(program, aim)
    relaxed = Relaxation.of(program, aim)
    interrupter = PySolveInterrupter()
    result = watch.attend(
        lambda: math_opt.solve(
            relaxed.model,
            parameters_pb2.SOLVER_TYPE_GLOP,
            parameters_pb2.SolverInitializerProto(),
            parameters_pb2.SolveParametersProto(threads=1),
            model_parameters_pb2.ModelSolveParametersProto(),
            None,
            callback_pb2.CallbackRegistrationProto(),
            None,
            interrupter,
        ),
        interrupter.interrupt,
    )
    if not result.solutions:
        return box
    duals = np.array(result.solutions[0].dual_solution.dual_values.values)
    if len(duals) != len(program.rows) or not np.all(np.isfinite(duals)):
        return box
    return max(box, dual_bound(program, aim, duals * relaxed.row_scale))


def dual_bound(program: Program, aim: LinearForm, duals: Floats) -> int:
    """The bound of weak duality for any multipliers of the rows, in exact integers.

    For multipliers y, aim >= sum_i y_i side_i + sum_j min over bounds of
    (c_j - sum_i y_i a_ij) x_j, with the lower side where y_i > 0 and the upper side where y_i < 0;
    a multiplier that points at an open side counts as 0. A. Neumaier and O. Shcherbina, Safe
    bounds in linear and mixed-integer linear programming, Mathematical Programming 99 (2004).
    """
    weights = np.round(duals * GRAIN)
    weights[(weights > 0) & (program.row_lower <= -FREE)] = 0
    weights[(weights < 0) & (program.row_upper >= FREE)] = 0
    reduced: dict[int, int] = {}
    for variable, coefficient in zip(
        aim.variables.tolist(), aim.coefficients.tolist(), strict=True
    ):
        reduced[variable] = reduced.get(variable, 0) + coefficient * GRAIN
    total = 0
    for row in np.nonzero(weights)[0].tolist():
        weight = int(weights[row])
        side = program.row_lower[row] if weight > 0 else program.row_upper[row]
        total += weight * int(side)
        entries = slice(int(program.start[row]), int(program.start[row + 1]))
        indices, data = program.index[entries].tolist(), program.data[entries].tolist()
        for variable, coefficient in zip(indices, data, strict=True):
            reduced[variable] = reduced.get(variable, 0) - weight * coefficient
    for variable, cost in reduced.items():
        end = program.lower[variable] if cost > 0 else program.upper[variable]
        total += cost * int(end)
    return -(-total // GRAIN) + aim.constant


@dataclass(frozen=True, slots=True)
class Relaxation:
    """An LP in a scale that suits doubles, and what its duals must be multiplied with.

    Money comes in kEUR next to zeros and ones. Columns are scaled so that no value is far above
    10, rows so that no coefficient is far above 1, by powers of two, which doubles keep exactly.
    Without it GLOP took three to eight times as long on the reference and gave up on the cost.
    """

    model: model_pb2.ModelProto
    row_scale: Floats

    @classmethod
    def of(cls, program: Program, aim: LinearForm) -> "Relaxation":
        """The scaled LP of a program and an aim."""
        reach = np.maximum(np.abs(program.lower), np.abs(program.upper)).astype(float)
        column = 2.0 ** np.ceil(np.log2(np.maximum(1.0, reach / LARGEST_VALUE)))
        row_of = np.repeat(np.arange(len(program.rows)), np.diff(program.start))
        data = program.data * column[program.index]
        largest = np.ones(len(program.rows))
        np.maximum.at(largest, row_of, np.abs(data))
        row = np.asarray(2.0 ** -np.round(np.log2(largest)), dtype=np.float64)
        cost = np.zeros(len(program.lower))
        np.add.at(cost, aim.variables, aim.coefficients * column[aim.variables])
        price = float(np.abs(cost).max(initial=1.0))
        model = model_pb2.ModelProto()
        _add_columns(model, program.lower / column, program.upper / column, cost / price)
        _add_sides(model, program, row)
        _add_entries(model, program.index, row_of, data * row[row_of])
        return cls(model, row * price)


def _add_columns(model: model_pb2.ModelProto, lower: Floats, upper: Floats, cost: Floats) -> None:
    count = len(lower)
    model.variables.ids.extend(range(count))
    model.variables.lower_bounds.extend(lower.tolist())
    model.variables.upper_bounds.extend(upper.tolist())
    model.variables.integers.extend([False] * count)
    priced = np.nonzero(cost)[0]
    model.objective.linear_coefficients.ids.extend(priced.tolist())
    model.objective.linear_coefficients.values.extend(cost[priced].tolist())


def _add_sides(model: model_pb2.ModelProto, program: Program, scale: Floats) -> None:
    lower = np.where(program.row_lower > -FREE, program.row_lower * scale, -np.inf)
    upper = np.where(program.row_upper < FREE, program.row_upper * scale, np.inf)
    model.linear_constraints.ids.extend(range(len(scale)))
    model.linear_constraints.lower_bounds.extend(lower.tolist())
    model.linear_constraints.upper_bounds.extend(upper.tolist())


def _add_entries(
    model: model_pb2.ModelProto, index: IntArray, row_of: IntArray, data: Floats
) -> None:
    order = np.lexsort((index, row_of))
    matrix = model.linear_constraint_matrix
    matrix.row_ids.extend(row_of[order].tolist())
    matrix.column_ids.extend(index[order].tolist())
    matrix.coefficients.extend(data[order].tolist())
