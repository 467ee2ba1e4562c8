"""Bounds that hold whatever a solver rounds: from the variables' bounds, and from an LP's duals."""

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
from allocator.model.linear_form import LinearForm
from allocator.model.program import Program
from allocator.model.sparse_rows import FREE

GRAIN = 2**20
"""Multipliers are rounded to its inverse; any multipliers give a bound, the rounded ones too."""


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
    reach = float(np.abs(aim.coefficients).max(initial=1))
    interrupter = PySolveInterrupter()
    model = _model(program, aim, 1.0 / reach)
    result = watch.attend(
        lambda: math_opt.solve(
            model,
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
    if not result.solutions or not result.solutions[0].HasField("dual_solution"):
        return box
    duals = np.array(result.solutions[0].dual_solution.dual_values.values)
    if len(duals) != len(program.rows):
        return box
    return max(box, dual_bound(program, aim, duals * reach))


def dual_bound(program: Program, aim: LinearForm, duals: NDArray[np.float64]) -> int:
    """The bound of weak duality for any multipliers of the rows, in exact integers.

    For multipliers y, aim >= sum_i y_i side_i + sum_j min over bounds of (c_j - sum_i y_i a_ij) x_j,
    with the lower side where y_i > 0 and the upper side where y_i < 0; a multiplier that points at
    an open side counts as 0. A. Neumaier and O. Shcherbina, Safe bounds in linear and mixed-integer
    linear programming, Mathematical Programming 99 (2004).
    """
    weights = np.round(duals * GRAIN)
    weights[(weights > 0) & (program.row_lower <= -FREE)] = 0
    weights[(weights < 0) & (program.row_upper >= FREE)] = 0
    reduced: dict[int, int] = {}
    for variable, coefficient in zip(aim.variables.tolist(), aim.coefficients.tolist(), strict=True):
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


def _model(program: Program, aim: LinearForm, scale: float) -> model_pb2.ModelProto:
    model = model_pb2.ModelProto()
    count, rows = len(program.lower), len(program.rows)
    model.variables.ids.extend(range(count))
    model.variables.lower_bounds.extend(program.lower.astype(float).tolist())
    model.variables.upper_bounds.extend(program.upper.astype(float).tolist())
    model.variables.integers.extend([False] * count)
    order = np.argsort(aim.variables, kind="stable")
    objective = model.objective.linear_coefficients
    objective.ids.extend(aim.variables[order].tolist())
    objective.values.extend((aim.coefficients[order] * scale).tolist())
    lower = np.where(program.row_lower > -FREE, program.row_lower.astype(float), -np.inf)
    upper = np.where(program.row_upper < FREE, program.row_upper.astype(float), np.inf)
    model.linear_constraints.ids.extend(range(rows))
    model.linear_constraints.lower_bounds.extend(lower.tolist())
    model.linear_constraints.upper_bounds.extend(upper.tolist())
    row_of = np.repeat(np.arange(rows), np.diff(program.start))
    order = np.lexsort((program.index, row_of))
    matrix = model.linear_constraint_matrix
    matrix.row_ids.extend(row_of[order].tolist())
    matrix.column_ids.extend(program.index[order].tolist())
    matrix.coefficients.extend(program.data[order].astype(float).tolist())
    return model
