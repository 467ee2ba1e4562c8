"""SCIP on the MPS file."""

from typing import Any

import numpy as np
from pyscipopt import Model
from pyscipopt.scip import PY_SCIP_EVENTTYPE as EVENT

from benchmarks.peers.recorder import Call, Recorder, called
from benchmarks.peers.task import MPS, Task

PARAMETERS = {
    "limits/gap": 0.0,
    "limits/absgap": 0.5,
    "timing/clocktype": 2,
}
"""Aims are whole numbers; clock type 2 is the time on the wall."""
EVENTS = [
    EVENT.BESTSOLFOUND,
    EVENT.FIRSTLPSOLVED,
    EVENT.NODESOLVED,
    EVENT.LPSOLVED,
]


def run(call: Call) -> None:
    """Search until proven or at the deadline."""
    task = Task.load(call.task)
    recorder = Recorder(task, call.target)
    model = Model()
    model.hideOutput()
    model.readProblem(str(call.task / MPS))
    for name, value in {**PARAMETERS, "limits/time": call.deadline}.items():
        model.setParam(name, value)
    # Names end in the variable's place in the program.
    variables = sorted(model.getVars(), key=lambda one: int(one.name.rsplit(".", 1)[1]))
    initial = model.createOrigSol()
    for place in np.nonzero(task.initial)[0].tolist():
        model.setSolVal(initial, variables[place], int(task.initial[place]))
    model.addSol(initial)

    def listen(model: Model, event: Any) -> None:
        recorder.bounded(model.getDualbound())
        if event.getType() == EVENT.BESTSOLFOUND:
            recorder.found(_values(model, variables))

    model.attachEventHandlerCallback(listen, EVENTS, name="recorder")
    recorder.begin()
    model.optimize()
    if model.getNSols():
        recorder.found(_values(model, variables))
    recorder.bounded(model.getDualbound())
    recorder.end(model.getStatus())


def _values(model: Model, variables: list[Any]) -> list[float]:
    best = model.getBestSol()
    return [model.getSolVal(best, variable) for variable in variables]


if __name__ == "__main__":
    run(called())
