"""What an engine does, written down as it happens.

`trace.jsonl` has a line for every plan and every better bound: seconds, value, bound, and whether
the plan, rounded to integers, holds every row exactly (null where the engine only tells a value).
`best.npy` is the best plan that holds, `end.json` how it ended.
"""

import argparse
import json
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.peers.task import Task

TRACE, BEST, END, LOADED = "trace.jsonl", "best.npy", "end.json", "loaded"
PAUSE = 0.2
"""Seconds between two lines that tell of a bound alone."""


@dataclass(frozen=True, slots=True)
class Call:
    """The arguments of an engine."""

    task: Path
    target: Path
    deadline: float


def called(arguments: Sequence[str] | None = None) -> Call:
    """The arguments this process was called with."""
    parser = argparse.ArgumentParser()
    parser.add_argument("task", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--deadline", type=float, required=True)
    given = parser.parse_args(arguments)
    return Call(given.task, given.target, given.deadline)


class Recorder:
    """Takes plans and bounds from any thread; the clock runs from `begin`."""

    def __init__(self, task: Task, target: Path) -> None:
        self.task, self.target = task, target
        self.trace = (target / TRACE).open("w", encoding="utf-8")
        self.least: int | None = None
        self.bound: float | None = None
        self.lock = threading.Lock()
        self._clock = time.perf_counter()
        self._last = -PAUSE

    def begin(self) -> None:
        """The solver has the model: start the clock."""
        self._clock = time.perf_counter()
        (self.target / LOADED).touch()

    @property
    def seconds(self) -> float:
        """Since `begin`."""
        return time.perf_counter() - self._clock

    def found(self, values: Sequence[float] | NDArray[np.float64]) -> None:
        """A plan: rounded, valued and checked in exact integers; kept when it is the best."""
        vector = np.rint(np.asarray(values, dtype=np.float64)).astype(np.int64)
        value = self.task.form.value(vector)
        holds = self.task.program.holds(vector)
        with self.lock:
            if holds and (self.least is None or value < self.least):
                self.least = value
                np.save(self.target / BEST, vector)
            self._write(value, holds)

    def told(self, value: float) -> None:
        """A value without a plan: nothing can be checked."""
        with self.lock:
            self._write(round(value), None)

    def bounded(self, bound: float) -> None:
        """A bound; written when it is better than the last and not too often."""
        if not isfinite(bound) or abs(bound) > 1e19:
            return
        with self.lock:
            if self.bound is None or bound > self.bound:
                self.bound = bound
                if self.seconds - self._last >= PAUSE:
                    self._write(None, None)

    def end(self, status: str) -> None:
        """The engine is done."""
        with self.lock:
            self._write(None, None)
        facts = {"status": status, "seconds": self.seconds}
        (self.target / END).write_text(json.dumps(facts), encoding="utf-8")

    def _write(self, value: int | None, holds: bool | None) -> None:
        self._last = self.seconds
        line = {"seconds": self.seconds, "value": value, "bound": self.bound, "holds": holds}
        self.trace.write(json.dumps(line) + "\n")
        self.trace.flush()
