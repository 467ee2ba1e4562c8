"""HiGHS on the MPS file. It cannot share a process with ortools."""

from typing import Any

import highspy
import numpy as np

from benchmarks.peers.recorder import Call, Recorder, called
from benchmarks.peers.task import MPS, Task

OPTIONS = {
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.5,
    "output_flag": False,
}
"""Aims are whole numbers. Tolerances stay as they come: with 1e-9 HiGHS 1.15.1 called plans optimal
that were not."""


def run(call: Call) -> None:
    """Search until proven or at the deadline."""
    task = Task.load(call.task)
    recorder = Recorder(task, call.target)
    tool: Any = highspy
    highs = tool.Highs()
    for name, value in {**OPTIONS, "time_limit": call.deadline}.items():
        highs.setOptionValue(name, value)
    highs.readModel(str(call.task / MPS))
    initial = tool.HighsSolution()
    initial.col_value = task.initial.astype(np.float64).tolist()
    highs.setSolution(initial)
    events = tool.cb.HighsCallbackType

    def listen(kind: Any, _message: str, data: Any, _answer: Any, _user: Any) -> None:
        recorder.bounded(data.mip_dual_bound)
        if kind == events.kCallbackMipImprovingSolution:
            recorder.found(np.array(data.mip_solution))

    highs.setCallback(listen, None)
    highs.startCallback(events.kCallbackMipImprovingSolution)
    highs.startCallback(events.kCallbackMipInterrupt)
    recorder.begin()
    highs.run()
    information = highs.getInfo()
    if information.primal_solution_status == 2:
        recorder.found(np.array(highs.getSolution().col_value))
    recorder.bounded(information.mip_dual_bound)
    recorder.end(highs.modelStatusToString(highs.getModelStatus()).lower())


if __name__ == "__main__":
    run(called())
