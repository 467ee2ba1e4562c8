"""Our engine and its peers on the same programs with the same deadline, one after the other.

    python -m benchmarks.race --scenario reference --deadline 180 -o FOLDER
    python -m benchmarks.race --scenario small --deadline 60 --engines ours,cpsat1,highs -o FOLDER

Our engine runs first, through all aims at `--effort`; for every aim the peers get the program with
the earlier aims held where ours held them and the rounds of burdens kept, and the plan ours began
from (the status quo, or the plan of the earlier aims). What FOLDER already holds is not run again.
Writes `race.md`, a plot and `best_known.json`, which can replace the committed one.
"""

import argparse
import json
import platform
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from os import cpu_count
from pathlib import Path

from allocator.io.input_writer import write_input_workbook
from benchmarks.best_known import Book, Known, known_value, note_value, read_book, write_book
from benchmarks.generating.rows import text_rows
from benchmarks.generator import lay_out, small
from benchmarks.peers.launch import RUN, launch, require
from benchmarks.peers.ours import CHAIN, WHOLE_RUN
from benchmarks.peers.task import Task
from benchmarks.plots import plot
from benchmarks.runs import best_value, read_run, refuted
from benchmarks.tables import STARTS, Heat, heat_table, tally, tally_table

AIMS = ("shortfall", "spread", "cost")
ENGINES = tuple(STARTS)
TOOLS = ("ortools", "highspy", "pyscipopt", "pulp", "numpy")
WORKBOOK = "scenario.xlsx"
TASKS = 60.0
"""Seconds that writing the tasks may take."""


@dataclass(frozen=True, slots=True)
class Race:
    """What runs, for how long and where it is written."""

    engines: tuple[str, ...]
    aims: tuple[str, ...]
    deadline: float
    """Seconds for each engine and aim."""
    effort: str
    """Of our engine."""
    workers: int
    """Of our engine."""
    folder: Path

    def within(self, folder: Path) -> "Race":
        """The same race in another folder."""
        return Race(self.engines, self.aims, self.deadline, self.effort, self.workers, folder)


def heats(race: Race, book: Book) -> tuple[Heat, ...]:
    """Run what is missing and read what every engine came to, aim by aim."""
    _run_chain(race)
    chain = json.loads((race.folder / CHAIN).read_text(encoding="utf-8"))
    aims = [aim for aim in race.aims if aim in chain["held"]]
    if not all((race.folder / aim / "task").exists() for aim in aims):
        arguments = [str(race.folder / WORKBOOK), str(race.folder)]
        require("benchmarks.peers.tasks", arguments, race.folder / "tasks", TASKS)
    found = []
    for place, aim in enumerate(aims):
        held = {earlier: int(chain["held"][earlier]) for earlier in aims[:place]}
        held |= {f"states above {level}": most for level, most in chain["caps"][aim]}
        found.append(_heat(race, aim, held, book, chain["digest"]))
    return tuple(found)


def _run_chain(race: Race) -> None:
    if (race.folder / CHAIN).exists():
        return
    for aim in race.aims:
        shutil.rmtree(race.folder / aim / "ours", ignore_errors=True)
    arguments = [
        str(race.folder / WORKBOOK),
        str(race.folder),
        f"--deadline={race.deadline}",
        f"--effort={race.effort}",
        f"--workers={race.workers}",
        "--aims",
        *race.aims,
    ]
    seconds = 2 * race.deadline * len(race.aims)
    require("benchmarks.peers.ours", arguments, race.folder / WHOLE_RUN, seconds)


def _heat(race: Race, aim: str, held: dict[str, int], book: Book, digest: str) -> Heat:
    folder = race.folder / aim
    task = Task.load(folder / "task")
    for engine in race.engines:
        if engine != "ours" and not (folder / engine / RUN).exists():
            launch(
                f"benchmarks.peers.{engine}",
                [str(folder / "task"), str(folder / engine), f"--deadline={race.deadline}"],
                folder / engine,
                race.deadline,
            )
    if "ours" in race.engines:
        shutil.copy(race.folder / WHOLE_RUN / RUN, folder / "ours" / RUN)
    runs = [read_run(folder / engine, engine, task, race.deadline) for engine in race.engines]
    best = best_value(runs, known_value(book, digest, aim, held))
    initial = task.form.value(task.initial)
    best = initial if best is None else min(best, initial)
    for run in runs:
        if run.value == best:
            note_value(book, digest, aim, Known(best, run.engine, held))
            break
    return Heat(aim, held, initial, best, tuple(refuted(run, best) for run in runs))


def run_one(race: Race, scenario: str, book: Book) -> str:
    """A race on one scenario; its report."""
    workbook = race.folder / WORKBOOK
    if not workbook.exists():
        lay_out(scenario, workbook)
    found = heats(race, book)
    chain = json.loads((race.folder / CHAIN).read_text(encoding="utf-8"))
    for suffix in ("png", "svg"):
        plot(found, chain["title"], race.deadline, race.folder / f"race.{suffix}")
    size = (
        f"{chain['title']}: {chain['variables']:,} variables, {chain['rows']:,} rows, "
        f"{chain['entries']:,} entries."
    )
    return "\n".join((_heading(race), size, "", *(heat_table(heat) for heat in found)))


def run_small(race: Race, book: Book) -> str:
    """A race on twenty small scenarios; its report."""
    found: list[Heat] = []
    for number, scenario in enumerate(small(seed=1), 1):
        part = race.within(race.folder / f"{number:02}")
        part.folder.mkdir(exist_ok=True)
        if not (part.folder / WORKBOOK).exists():
            write_input_workbook(part.folder / WORKBOOK, text_rows(scenario))
        found.extend(heats(part, book))
    tables = []
    for aim in (*race.aims, "all aims"):
        of_aim = [heat for heat in found if aim in (heat.aim, "all aims")]
        tallies = [tally(engine, of_aim, race.deadline) for engine in race.engines]
        tables.append(f"## {aim}\n\n{tally_table(tallies, race.deadline)}")
    return "\n".join((_heading(race), *tables))


def _heading(race: Race) -> str:
    day = datetime.now(tz=UTC).date()
    tools = ", ".join(f"{name} {_version(name)}" for name in TOOLS)
    return (
        f"# Race, {day}\n\n"
        f"{cpu_count()} cores ({platform.machine()}), CPython {platform.python_version()}, "
        f"{tools}.\n"
        f"{race.deadline:.0f} s for each engine and aim, one engine at a time; ours at effort "
        f"{race.effort} with {race.workers} processes. Seconds count from the moment an engine has "
        f"the program; memory is the sum of the peaks of the process and its children, which need "
        f"not have stood at the same time (ours: over all aims).\n"
    )


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "(not installed)"


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a race and write its report."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.race",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--scenario", required=True, help="reference, 4x, 10x, small or a workbook")
    parser.add_argument("--engines", default=",".join(ENGINES))
    parser.add_argument("--aims", default=",".join(AIMS))
    parser.add_argument("--deadline", type=float, required=True, metavar="SECONDS")
    parser.add_argument("--effort", default="normal", help="of our engine")
    parser.add_argument("--workers", type=int, default=cpu_count() or 1, help="of our engine")
    parser.add_argument("-o", dest="folder", type=Path, required=True)
    given = parser.parse_args(arguments)
    race = Race(
        engines=tuple(given.engines.split(",")),
        aims=tuple(given.aims.split(",")),
        deadline=given.deadline,
        effort=given.effort,
        workers=given.workers,
        folder=given.folder.resolve(),
    )
    race.folder.mkdir(parents=True, exist_ok=True)
    book = read_book()
    report = (
        run_small(race, book) if given.scenario == "small" else run_one(race, given.scenario, book)
    )
    write_book(book, race.folder / "best_known.json")
    (race.folder / "race.md").write_text(report, encoding="utf-8")
    print(report)  # noqa: T201


if __name__ == "__main__":
    main()
