"""The linear relaxation: where the numbers would stand if they could be split, and at what prices.

The simplex proposes; what is claimed of its answer is computed anew in integers (`linear_bound`).
"""

from dataclasses import dataclass

import numpy as np
from ortools.math_opt import callback_pb2, model_parameters_pb2, model_pb2, parameters_pb2
from ortools.math_opt.core.python import solver as math_opt
from ortools.util.python.pybind_solve_interrupter import PySolveInterrupter

from allocator.engine.linear_bound import Floats, box_bound, dual_bound
from allocator.engine.neighbourhood import Matrix
from allocator.engine.watch import Watch
from allocator.model.linear_form import IntArray, LinearForm
from allocator.model.sparse_rows import FREE

LARGEST_VALUE = 10.0
"""Scaled columns stay about below it."""
GRID = 2**30
"""Scaled values are rounded to its inverse: what ought to be whole is."""
SHARDS = 8
"""Parts in which a first-order method adds up; another number would give other last digits."""


@dataclass(frozen=True, slots=True)
class Relaxed:
    """What a linear relaxation gave; without a solution only the bound of the box is known."""

    bound: int
    """Proven: no assignment of the program has a lower aim."""
    values: Floats | None
    """A value for every variable."""
    prices: Floats | None
    """A multiplier for every row: what the aim gains from a unit more of its side."""


@dataclass(frozen=True, slots=True)
class Relax:
    """The task of relaxing a program for one aim.

    `steps` says how many a first-order method (PDLP) may take; 0 stands for the simplex (GLOP),
    which goes on to its end. The values of a first-order method keep the rows only nearly.
    """

    matrix: Matrix
    aim: LinearForm
    steps: int = 0

    @property
    def nothing(self) -> Relaxed:
        """What is known without a solution."""
        return Relaxed(box_bound(self.matrix, self.aim), None, None)

    @property
    def _method(self) -> int:
        return int(
            parameters_pb2.SOLVER_TYPE_PDLP if self.steps else parameters_pb2.SOLVER_TYPE_GLOP
        )

    @property
    def _parameters(self) -> parameters_pb2.SolveParametersProto:
        parameters = parameters_pb2.SolveParametersProto(threads=1)
        if self.steps:
            parameters.pdlp.termination_criteria.iteration_limit = self.steps
            parameters.pdlp.num_shards = SHARDS
        return parameters

    def __call__(self, watch: Watch) -> Relaxed:
        """Solved to its end or its last step, or until `watch` ends it."""
        nothing = self.nothing
        scaled = _Scaled.of(self.matrix, self.aim)
        interrupter = PySolveInterrupter()
        result = watch.attend(
            lambda: math_opt.solve(
                scaled.model,
                self._method,
                parameters_pb2.SolverInitializerProto(),
                self._parameters,
                model_parameters_pb2.ModelSolveParametersProto(),
                None,
                callback_pb2.CallbackRegistrationProto(),
                None,
                interrupter,
            ),
            interrupter.interrupt,
        )
        if not result.solutions:
            return nothing
        solution = result.solutions[0]
        duals = np.array(solution.dual_solution.dual_values.values)
        values = np.array(solution.primal_solution.variable_values.values)
        sound = len(duals) == len(scaled.row) and np.all(np.isfinite(duals))
        if not sound or len(values) != len(scaled.column) or not np.all(np.isfinite(values)):
            return nothing
        prices = duals * scaled.row * scaled.price
        bound = max(nothing.bound, dual_bound(self.matrix, self.aim, prices))
        return Relaxed(bound, np.round(values * GRID) / GRID * scaled.column, prices)


@dataclass(frozen=True, slots=True)
class _Scaled:
    """An LP in a scale that suits doubles, and the way back.

    Money comes in kEUR next to zeros and ones. Columns are scaled so that no value is far above
    10, rows so that no coefficient is far above 1, by powers of two, which doubles keep exactly.
    Without it GLOP took three to eight times as long on the reference and gave up on the cost.
    """

    model: model_pb2.ModelProto
    column: Floats
    row: Floats
    price: float

    @classmethod
    def of(cls, matrix: Matrix, aim: LinearForm) -> "_Scaled":
        rows = matrix.rows
        reach = np.maximum(np.abs(matrix.lower), np.abs(matrix.upper)).astype(float)
        column = 2.0 ** np.ceil(np.log2(np.maximum(1.0, reach / LARGEST_VALUE)))
        data = rows.data * column[rows.index]
        largest = np.ones(len(rows.lower))
        np.maximum.at(largest, matrix.row_of, np.abs(data))
        row = np.asarray(2.0 ** -np.round(np.log2(largest)), dtype=np.float64)
        cost = np.zeros(len(matrix.lower))
        np.add.at(cost, aim.variables, aim.coefficients * column[aim.variables])
        price = float(np.abs(cost).max(initial=1.0))
        model = model_pb2.ModelProto()
        _add_columns(model, matrix.lower / column, matrix.upper / column, cost / price)
        _add_sides(model, matrix, row)
        _add_entries(model, rows.index, matrix.row_of, data * row[matrix.row_of])
        return cls(model, column, row, price)


def _add_columns(model: model_pb2.ModelProto, lower: Floats, upper: Floats, cost: Floats) -> None:
    count = len(lower)
    model.variables.ids.extend(range(count))
    model.variables.lower_bounds.extend(lower.tolist())
    model.variables.upper_bounds.extend(upper.tolist())
    model.variables.integers.extend([False] * count)
    priced = np.nonzero(cost)[0]
    model.objective.linear_coefficients.ids.extend(priced.tolist())
    model.objective.linear_coefficients.values.extend(cost[priced].tolist())


def _add_sides(model: model_pb2.ModelProto, matrix: Matrix, scale: Floats) -> None:
    low, high = matrix.rows.lower, matrix.rows.upper
    model.linear_constraints.ids.extend(range(len(scale)))
    model.linear_constraints.lower_bounds.extend(
        np.where(low > -FREE, low * scale, -np.inf).tolist()
    )
    model.linear_constraints.upper_bounds.extend(
        np.where(high < FREE, high * scale, np.inf).tolist()
    )


def _add_entries(
    model: model_pb2.ModelProto, index: IntArray, row_of: IntArray, data: Floats
) -> None:
    order = np.lexsort((index, row_of))
    matrix = model.linear_constraint_matrix
    matrix.row_ids.extend(row_of[order].tolist())
    matrix.column_ids.extend(index[order].tolist())
    matrix.coefficients.extend(data[order].tolist())
