"""CP-SAT on plain arrays: one worker, a budget in deterministic time, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from ortools.sat.python import cp_model

from allocator.engine.watch import Watch
from allocator.errors import ModelError
from allocator.model.linear_form import IntArray, LinearForm
from allocator.model.sparse_rows import SparseRows

Verdict = Literal["optimal", "feasible", "infeasible", "unknown"]
_VERDICTS: dict[str, Verdict] = {
    "OPTIMAL": "optimal",
    "FEASIBLE": "feasible",
    "INFEASIBLE": "infeasible",
    "UNKNOWN": "unknown",
}


@dataclass(frozen=True, slots=True)
class IntegerTask:
    """Minimise cost x variables over integers within bounds and rows."""

    lower: IntArray
    upper: IntArray
    rows: SparseRows
    cost: IntArray
    hint: IntArray | None = None
    """Where to start; the better it is, the sooner the search is."""

    @property
    def least(self) -> int:
        """The least cost within the bounds of the variables, rows left aside."""
        everything = np.arange(len(self.cost))
        return LinearForm(everything, self.cost, 0).least(self.lower, self.upper)


@dataclass(frozen=True, slots=True)
class Answer:
    """What CP-SAT made of a task."""

    verdict: Verdict
    values: IntArray | None
    bound: int | None
    """No assignment costs less; None when nothing was proven."""
    work: float
    """Deterministic time that was used."""


LIGHT: Mapping[str, bool | int] = {
    "max_presolve_iterations": 1,
    "cp_model_probing_level": 0,
    "symmetry_level": 0,
    "presolve_inclusion_work_limit": 0,
    "cp_model_use_sat_presolve": False,
    "find_big_linear_overlap": False,
}
"""What is left out of a light presolve: searches for structure that programs which are decided in
hundredths of a second do not repay."""


def answer(
    task: IntegerTask,
    budget: float,
    watch: Watch,
    *,
    seed: int = 0,
    relative_gap: float = 0.0,
    light: bool = False,
) -> Answer:
    """Searched with one worker until proven, within `relative_gap` or out of `budget`.

    `budget` is in CP-SAT's deterministic seconds, so the answer is the same on every run unless
    `watch` ends it. `light` is for many small tasks of which most are decided at once: little time
    goes into the presolve.
    """
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = 1
    parameters.linearization_level = 2
    parameters.random_seed = seed
    parameters.max_deterministic_time = budget
    parameters.relative_gap_limit = relative_gap
    parameters.catch_sigint_signal = False
    for name, value in LIGHT.items() if light else ():
        setattr(parameters, name, value)
    model = _model(task)
    status = watch.attend(lambda: solver.solve(model), solver.stop_search)
    ending = solver.status_name(status)
    if ending not in _VERDICTS:
        raise ModelError(f"CP-SAT refused the program: {ending} {model.validate()}")
    response = solver.response_proto
    found = ending in ("OPTIMAL", "FEASIBLE")
    return Answer(
        verdict=_VERDICTS[ending],
        values=np.array(list(response.solution), dtype=np.int64) if found else None,
        bound=int(response.inner_objective_lower_bound) if found or ending == "UNKNOWN" else None,
        work=float(response.deterministic_time),
    )


def _model(task: IntegerTask) -> cp_model.CpModel:
    """The task as CP-SAT's own message, field by field: ten times faster than expressions."""
    model = cp_model.CpModel()
    proto = model.Proto()
    for low, high in zip(task.lower.tolist(), task.upper.tolist(), strict=True):
        proto.variables.add().domain.extend((low, high))
    _add_rows(proto, task.rows)
    priced = np.nonzero(task.cost)[0]
    proto.objective.vars.extend(priced.tolist())
    proto.objective.coeffs.extend(task.cost[priced].tolist())
    if task.hint is not None:
        proto.solution_hint.vars.extend(range(len(task.hint)))
        proto.solution_hint.values.extend(task.hint.tolist())
    return model


def _add_rows(proto: cp_model.CpModelProto, rows: SparseRows) -> None:
    index, data, start = rows.index.tolist(), rows.data.tolist(), rows.start.tolist()
    # -FREE and FREE are what CP-SAT wants for open sides: large finite numbers.
    low, high = rows.lower.tolist(), rows.upper.tolist()
    for row in range(len(low)):
        entries = slice(start[row], start[row + 1])
        linear = proto.constraints.add().linear
        linear.vars.extend(index[entries])
        linear.coeffs.extend(data[entries])
        linear.domain.extend((low[row], high[row]))
