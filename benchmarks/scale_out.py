"""Many tasks at once: `python -m benchmarks.scale_out [solves|second|trivial] [pool|local] ...`.

    solves CREW [DRAWS]    draws of baltic at effort quick, by 1 worker and by 2
    second CREW [TASKS]    tasks that sleep a second, by 2 workers
    trivial CREW [TASKS]   tasks that do nothing, one a message and by measured length

Each prints lines of a table in Markdown. The clock of this machine also counts what others run on
it. So tasks say how long they were at work and what that took of the processor; what holds beside
other work is told apart: the processor's seconds a task, and the share of the workers' time in
which they were at a task.
"""

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from allocator.app.solve_future import Common, Future, SolveFuture
from allocator.app.solve_workbook import Search
from allocator.engine.journal import Journal
from allocator.io.scenario_reader import read_scenario
from allocator.study.many.crew import Crew
from allocator.study.many.crews import crew_of
from allocator.study.many.errand import Errand
from allocator.study.many.run import run
from benchmarks.stages import ROOT
from benchmarks.timed import Rest, Timed

BALTIC = ROOT / "inputs" / "baltic.xlsx"
BLOCK = 50
"""Draws that 1 worker and 2 take in turn, so that other work on the machine hits both alike."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a run took."""

    tasks: int
    workers: int
    seconds: float
    at_work: float
    """Seconds of all tasks together, by the clocks of their processes."""
    processor: float

    def __add__(self, other: "Measured") -> "Measured":
        return Measured(
            self.tasks + other.tasks,
            self.workers,
            self.seconds + other.seconds,
            self.at_work + other.at_work,
            self.processor + other.processor,
        )

    @property
    def busy(self) -> float:
        """The share of the workers' time in which they were at a task."""
        return self.at_work / (self.workers * self.seconds)

    @property
    def rate(self) -> float:
        """Tasks a second if the processor had been theirs alone."""
        return self.workers * self.busy * self.tasks / self.processor


def measured(errands: Iterable[Errand], crew: Crew, journal: Path, batch: int | None) -> Measured:
    """Run errands with a journal on the disk."""
    begin = time.perf_counter()
    results = run(map(Timed, errands), crew, Journal({"of": "scale_out"}, journal), batch=batch)
    seconds = time.perf_counter() - begin
    if results.failures or not results.finished:
        raise SystemExit(f"{len(results.failures)} tasks failed: {results.failures[:1]}")
    at_work = processor = 0.0
    for each in results.found.values():
        at_work += each["seconds"]
        processor += each["processor"]
    return Measured(len(results.found), crew.workers, seconds, at_work, processor)


def solves(crew: str, draws: int, folder: Path) -> Iterator[Sequence[object]]:
    """Draws of baltic by 1 worker and by 2, in turn."""
    reading = read_scenario(BALTIC)
    search = Search(effort="quick", workers=1)
    common = Common(reading, reading.uncertainties, BALTIC, search)
    crews = [crew_of(workers, None if crew == "pool" else crew) for workers in (1, 2)]
    totals: list[Measured] = []
    with crews[0] as one, crews[1] as two, one.sharing(common), two.sharing(common):
        for each in (one, two):
            # Processes start, and import what solves, before the clock runs.
            measured([SolveFuture(common, Future(draw=k)) for k in (1, 2)], each, folder / "w", 1)
            (folder / "w").unlink()
        for first in range(0, draws, BLOCK):
            block = range(first + 1, min(first + BLOCK, draws) + 1)
            errands = [SolveFuture(common, Future(draw=k)) for k in block]
            found = [
                measured(errands, each, folder / f"{first}-{each.workers}", None)
                for each in (one, two)
            ]
            totals = [a + b for a, b in zip(totals, found, strict=True)] if totals else found
    yield "crew", "workers", "solves", "s", "busy", "processor s a solve", "solves a s alone"
    for total in totals:
        yield (
            crew,
            total.workers,
            total.tasks,
            f"{total.seconds:.1f}",
            f"{total.busy:.1%}",
            f"{total.processor / total.tasks:.3f}",
            f"{total.rate:.3f}",
        )
    clock, alone = totals[0].seconds / totals[1].seconds, totals[1].rate / totals[0].rate
    yield crew, "2 over 1", "", f"{clock:.2f} times", "", "", f"{alone:.2f} times"


def second(crew: str, tasks: int, folder: Path) -> Iterator[Sequence[object]]:
    """Tasks of a second by two workers: all that is above their own time is ours."""
    yield "crew", "tasks of 1 s", "s", "least possible", "above"
    with crew_of(2, None if crew == "pool" else crew) as workers:
        measured([Rest(k, 0.0) for k in range(4)], workers, folder / "w", 1)
        found = measured((Rest(k, 1.0) for k in range(tasks)), workers, folder / "j", None)
    least = tasks / 2
    above = found.seconds / least - 1
    yield crew, tasks, f"{found.seconds:.2f}", f"{least:.2f}", f"{above:.2%}"


def trivial(crew: str, tasks: int, folder: Path) -> Iterator[Sequence[object]]:
    """Tasks that do nothing, and the peaks of the coordinator and, for a cluster, its scheduler."""
    head = ("crew", "tasks", "tasks a message", "s", "ms a task", "coordinator MB", "its peak MB")
    yield *head, "scheduler MB", "its peak MB"
    for batch in (1, None):
        with crew_of(2, None if crew == "pool" else crew) as workers:
            me = psutil.Process()
            watched = [me, *(each for each in me.children() if is_host(each))]
            before = [peak(each) for each in watched]
            errands = (Rest(k, 0.0) for k in range(tasks))
            found = measured(errands, workers, folder / f"{batch}", batch)
            peaks = [
                f"{mb:.0f}" for pair in zip(before, map(peak, watched), strict=True) for mb in pair
            ]
        yield (
            crew,
            tasks,
            batch or "by length",
            f"{found.seconds:.1f}",
            f"{1000 * found.seconds / tasks:.2f}",
            *peaks,
            *[""] * (4 - len(peaks)),
        )


def is_host(process: psutil.Process) -> bool:
    """Whether it has the scheduler of a cluster of our own."""
    return any("many.host" in word for word in process.cmdline())


def peak(process: psutil.Process) -> float:
    """Most MB that a process had in memory so far."""
    status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if "VmHWM" in line) / 1024


def main(what: str, crew: str, count: int | None) -> None:
    """Measure one thing and print its table."""
    ways = {"solves": (solves, 200), "second": (second, 60), "trivial": (trivial, 10_000)}
    way, usual = ways[what]
    with TemporaryDirectory() as folder:
        for number, row in enumerate(way(crew, count or usual, Path(folder))):
            print(f"| {' | '.join(map(str, row))} |", flush=True)  # noqa: T201
            if number == 0:
                print(f"|{'---|' * len(row)}")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else None)
