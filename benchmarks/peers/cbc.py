"""CBC on the MPS file: the program that comes with pulp, its log read as it is written.

CBC tells values while it runs and hands over one plan, at the end. So what it tells on the way is
unchecked; the race counts it only when the plan at the end holds every row.
"""

import os
import pty
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pulp.apis import PULP_CBC_CMD

from allocator.model.linear_form import IntArray
from benchmarks.peers.recorder import Call, Recorder, called
from benchmarks.peers.task import MPS, Task

START, PLAN = "start.sol", "plan.sol"
MODEL_READ = "Problem "
"""Begins the line that CBC writes when it has read the model."""
NUMBER = r"(-?[\d.]+(?:e[+-]?\d+)?)"
VALUE = re.compile(rf"Integer solution of {NUMBER} found|provided solution with cost {NUMBER}")
BOUND = re.compile(rf"best possible {NUMBER}|Lower bound: +{NUMBER}")
NOTHING = 1e49
"""CBC's value where it has no plan is above it."""


def run(call: Call) -> None:
    """Search until proven or at the deadline."""
    task = Task.load(call.task)
    recorder = Recorder(task, call.target)
    names = _names(call.task / MPS)
    _write_start(call.target / START, names, task.initial)
    command = [
        PULP_CBC_CMD().path,
        str(call.task / MPS),
        *("-mipstart", str(call.target / START)),
        *("-sec", f"{call.deadline:.0f}", "-timeMode", "elapsed"),
        *("-ratioGap", "0", "-allowableGap", "0.5"),
        "-solve",
        *("-solution", str(call.target / PLAN)),
    ]
    recorder.begin()
    status = "no result"
    for line in _lines(command):
        if line.startswith(MODEL_READ):
            recorder.begin()
        if match := VALUE.search(line):
            recorder.told(float(match[1] or match[2]))
        if (match := BOUND.search(line)) and abs(float(match[1] or match[2])) < NOTHING:
            recorder.bounded(float(match[1] or match[2]))
        if line.startswith("Result - "):
            status = line.removeprefix("Result - ").strip().lower()
    plan = _plan(call.target / PLAN, names)
    if plan is not None:
        recorder.found(plan)
        if status.startswith("optimal"):
            recorder.bounded(task.form.value(np.rint(plan).astype(np.int64)))
    recorder.end(status)


def _lines(command: list[str]) -> Iterator[str]:
    """What a program writes, line by line as it comes: through a pipe CBC would keep it back."""
    reader, writer = pty.openpty()
    with subprocess.Popen(command, stdout=writer) as process, os.fdopen(reader) as output:
        os.close(writer)
        try:
            yield from output
        except OSError:  # the program has closed its terminal: that is how its output ends
            process.wait()


def _names(path: Path) -> list[str]:
    """Names of the variables in the order of the program: the file bounds every one of them."""
    names: dict[str, None] = {}
    with path.open(encoding="ascii") as file:
        for line in file:
            if line.startswith((" UP ", " FX ")):
                names[line.split()[2]] = None
    return list(names)


def _write_start(path: Path, names: list[str], initial: IntArray) -> None:
    with path.open("w", encoding="ascii") as file:
        file.write("Stopped on iterations - objective value 0\n")
        for place, (name, value) in enumerate(zip(names, initial.tolist(), strict=True)):
            file.write(f"{place} {name} {value}\n")


def _plan(path: Path, names: list[str]) -> NDArray[np.float64] | None:
    """The plan CBC wrote, zeros left out; None where it has none."""
    if not path.exists():
        return None
    place = {name: number for number, name in enumerate(names)}
    values = np.zeros(len(names))
    with path.open(encoding="ascii") as file:
        heading = file.readline()
        if "infeasible" in heading.lower() or "no integer solution" in heading:
            return None
        for line in file:
            _, name, value, _ = line.replace("**", "").split()
            values[place[name]] = float(value)
    return values


if __name__ == "__main__":
    run(called())
