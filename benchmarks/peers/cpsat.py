"""CP-SAT on the whole program."""

import numpy as np
from ortools.sat.python import cp_model

from benchmarks.peers.recorder import Call, Recorder
from benchmarks.peers.task import Task


class _Plans(cp_model.CpSolverSolutionCallback):
    """Hands every plan to the recorder."""

    def __init__(self, recorder: Recorder) -> None:
        super().__init__()
        self.recorder = recorder

    def on_solution_callback(self) -> None:
        """Called by the solver, one plan at a time."""
        self.recorder.bounded(self.best_objective_bound + self.recorder.task.form.constant)
        self.recorder.found(np.array(self.response_proto.solution, dtype=np.float64))


def run(call: Call, workers: int) -> None:
    """Search with so many workers until proven or at the deadline."""
    task = Task.load(call.task)
    recorder = Recorder(task, call.target)
    model = _model(task)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    if workers == 1:
        solver.parameters.linearization_level = 2
    solver.parameters.max_time_in_seconds = call.deadline
    solver.best_bound_callback = lambda bound: recorder.bounded(bound + task.form.constant)
    recorder.begin()
    status = solver.solve(model, _Plans(recorder))
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        recorder.found(np.array(solver.response_proto.solution, dtype=np.float64))
    recorder.bounded(solver.best_objective_bound + task.form.constant)
    recorder.end(solver.status_name(status).lower())


def _model(task: Task) -> cp_model.CpModel:
    model = cp_model.CpModel()
    proto, program = model.Proto(), task.program
    for low, high in zip(program.lower.tolist(), program.upper.tolist(), strict=True):
        proto.variables.add().domain.extend((low, high))
    start, index, data = program.start.tolist(), program.index.tolist(), program.data.tolist()
    sides = zip(program.row_lower.tolist(), program.row_upper.tolist(), strict=True)
    for row, side in enumerate(sides):
        linear = proto.constraints.add().linear
        linear.vars.extend(index[start[row] : start[row + 1]])
        linear.coeffs.extend(data[start[row] : start[row + 1]])
        linear.domain.extend(side)
    proto.objective.vars.extend(task.form.variables.tolist())
    proto.objective.coeffs.extend(task.form.coefficients.tolist())
    proto.solution_hint.vars.extend(range(len(task.initial)))
    proto.solution_hint.values.extend(task.initial.tolist())
    return model
