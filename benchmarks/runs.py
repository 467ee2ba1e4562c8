"""What the engines of a race came to: traces read back, plans checked again, times to a value."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any

import numpy as np

from allocator.domain.outcome import gap
from benchmarks.peers.launch import RUN
from benchmarks.peers.recorder import BEST, END, TRACE
from benchmarks.peers.task import Task

SLACK = 0.02
"""What comes so much later than the deadline, relative to it, still counts, and a second more."""
NOISE = 1e-12
"""Relative error of a bound that comes as a double."""
TOLERANCE = 1e-6
"""Relative error of a bound that solvers in doubles allow themselves."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of a trace."""

    seconds: float
    value: int | None
    bound: int | None
    """Rounded up: aims are whole numbers."""


@dataclass(frozen=True, slots=True)
class Run:
    """One engine on one task, as far as it counts."""

    engine: str
    trace: tuple[Moment, ...]
    """Only values of plans that hold every row exactly; bounds never above the best known value."""
    memory: float
    """Peak MB."""
    notes: tuple[str, ...]

    @property
    def value(self) -> int | None:
        """The best value found."""
        return min((one.value for one in self.trace if one.value is not None), default=None)

    @property
    def bound(self) -> int | None:
        """The best bound proven."""
        return max((one.bound for one in self.trace if one.bound is not None), default=None)

    @property
    def gap(self) -> float | None:
        """That of value and bound; 0 when proven, None where one of them is missing."""
        value, bound = self.value, self.bound
        return None if value is None or bound is None else float(gap(value, bound))

    @property
    def proven(self) -> bool:
        """Whether value and bound meet."""
        return self.gap == 0.0

    @property
    def seconds(self) -> float:
        """When the last line was written."""
        return max((one.seconds for one in self.trace), default=0.0)

    def time_to(self, value: int, per_mille: int) -> float | None:
        """Seconds to a plan within so many thousandths of a value; None if never."""
        most = value + abs(value) * per_mille // 1000
        times = [one.seconds for one in self.trace if one.value is not None and one.value <= most]
        return min(times, default=None)


def read_run(folder: Path, engine: str, task: Task, deadline: float) -> Run:
    """The run of an engine from what it left in `folder`; its best plan is checked again here."""
    notes: list[str] = []
    lines = [json.loads(line) for line in _lines(folder / TRACE)]
    late = [line for line in lines if line["seconds"] > deadline * (1 + SLACK) + 1]
    lines = lines[: len(lines) - len(late)]
    if any(line["value"] is not None for line in late):
        notes.append("its last plans came after the deadline: not counted")
    final = _final_value(folder, task, notes)
    refused = sum(line["holds"] is False for line in lines)
    if refused:
        notes.append(f"{refused} plans break a row when rounded: not counted")
    unchecked = [line for line in lines if line["value"] is not None and line["holds"] is None]
    if unchecked and final is None:
        notes.append("told values, but left no plan to check: not counted")
    trace = tuple(
        Moment(
            line["seconds"],
            line["value"] if line["holds"] or _borne_out(line, final) else None,
            _whole_bound(line["bound"]),
        )
        for line in lines
    )
    ended = _facts(folder / END)
    launched = _facts(folder / RUN)
    if launched.get("killed"):
        notes.append("went on after the deadline: killed")
    elif not ended:
        notes.append(f"failed, exit code {launched.get('code')}")
    memory = float(launched.get("memory", 0.0))
    return Run(engine, trace, memory, tuple(notes))


def _borne_out(line: dict[str, Any], final: int | None) -> bool:
    """Whether a value that was told without a plan is no better than the plan that was left."""
    told = line["value"]
    return line["holds"] is None and told is not None and final is not None and told >= final


def _whole_bound(bound: float | None) -> int | None:
    """A bound rounded up, since aims are whole, but not over the noise of its double."""
    if bound is None or isinstance(bound, int):
        return bound
    return ceil(bound - NOISE * max(1e9, abs(bound)))


def refuted(run: Run, best: int) -> Run:
    """The run without bounds above the value of a plan that holds: they are wrong.

    A bound that is above by no more than a solver's tolerance is taken as the value.
    """
    most = run.bound
    if most is None or most <= best:
        return run
    limit = best + int(TOLERANCE * abs(best))
    trace = tuple(
        one
        if one.bound is None or one.bound <= best
        else Moment(one.seconds, one.value, best if one.bound <= limit else None)
        for one in run.trace
    )
    wrong = (f"wrong bound: {most:,} where a plan has {best:,}",) if most > limit else ()
    return Run(run.engine, trace, run.memory, (*run.notes, *wrong))


def best_value(runs: Sequence[Run], known: int | None = None) -> int | None:
    """The least value of all runs and of what was known before."""
    values = [run.value for run in runs if run.value is not None]
    return min([*values, *([] if known is None else [known])], default=None)


def _final_value(folder: Path, task: Task, notes: list[str]) -> int | None:
    path = folder / BEST
    if not path.exists():
        return None
    vector = np.load(path)
    if not task.program.holds(vector):
        notes.append("its best plan breaks a row: not counted")
        return None
    return task.form.value(vector)


def _lines(path: Path) -> list[str]:
    """The whole lines of a trace: the last may be cut where an engine was killed."""
    if not path.exists():
        return []
    return [line for line in path.read_text(encoding="utf-8").split("\n")[:-1] if line]


def _facts(path: Path) -> dict[str, float | bool | str]:
    if not path.exists():
        return {}
    facts: dict[str, float | bool | str] = json.loads(path.read_text(encoding="utf-8"))
    return facts
