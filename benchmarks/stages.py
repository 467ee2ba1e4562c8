"""How long each stage takes, and how much memory: `python -m benchmarks.stages`.

Prints a table in Markdown. Each row is the median of several runs in fresh processes, so that no
stage profits from another's caches; the limits are those the product promises on two cores.
"""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "inputs" / "reference.xlsx"
RUNS = 3


def _read() -> float:
    from allocator.io.scenario_reader import read_scenario  # noqa: PLC0415

    return _timed(lambda: read_scenario(REFERENCE))


def _build() -> float:
    from allocator.io.scenario_reader import read_scenario  # noqa: PLC0415
    from allocator.model.build import build  # noqa: PLC0415

    scenario = read_scenario(REFERENCE).scenario
    return _timed(lambda: build(scenario))


def _verify(plan: str) -> float:
    from allocator.io.plan_reader import read_plan  # noqa: PLC0415
    from allocator.io.scenario_reader import read_scenario  # noqa: PLC0415
    from allocator.verify.verify import violations  # noqa: PLC0415

    scenario = read_scenario(REFERENCE).scenario
    saved = read_plan(Path(plan)).plan
    return _timed(lambda: violations(scenario, saved))


def _write(plan: str) -> float:
    from allocator.io.plan_reader import read_plan  # noqa: PLC0415
    from allocator.io.scenario_reader import read_scenario  # noqa: PLC0415
    from allocator.io.workbook_writer import write_plan  # noqa: PLC0415
    from allocator.report.book import tables  # noqa: PLC0415

    scenario = read_scenario(REFERENCE).scenario
    saved = read_plan(Path(plan))
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "plan.xlsx"
        return _timed(lambda: write_plan(target, tables(scenario, saved.plan, saved.provenance)))


def _solve(name: str) -> float:
    from allocator.app.solve_workbook import Search, solve_workbook  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        source = ROOT / "inputs" / f"{name}.xlsx"
        target = Path(folder) / "plan.xlsx"
        return _timed(lambda: solve_workbook(source, target, Search()))


def _timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


STAGES: dict[str, Callable[..., float]] = {
    "read": _read,
    "build": _build,
    "verify": _verify,
    "write": _write,
    "solve": _solve,
}
TABLE = (
    ("reference read and validated", ("read",), 3.0),
    ("reference program built", ("build",), 2.0),
    ("reference plan verified (families and aims)", ("verify", "PLAN"), 3.0),
    ("reference plan reported and written", ("write", "PLAN"), 5.0),
    ("duo solved to proof, file to file", ("solve", "duo"), 10.0),
    ("baltic solved to proof, file to file", ("solve", "baltic"), 10.0),
)


def stage(name: str, *arguments: str) -> None:
    """Run one stage in this process and print its seconds and peak memory as JSON."""
    seconds = STAGES[name](*arguments)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "memory": memory}))  # noqa: T201


def table() -> None:
    """Run every stage in fresh processes and print the table; solves the reference once."""
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "plan.xlsx"
        started = time.perf_counter()
        solved = subprocess.run(
            [sys.executable, "-m", "benchmarks.peak", str(plan)],
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        )
        whole = time.perf_counter() - started
        print("| stage | median s | limit s | peak MB |\n|---|---|---|---|")  # noqa: T201
        for title, command, limit in TABLE:
            words = [str(plan) if word == "PLAN" else word for word in command]
            runs = [_fresh(words) for _ in range(RUNS)]
            seconds = statistics.median(run["seconds"] for run in runs)
            memory = max(run["memory"] for run in runs)
            print(f"| {title} | {seconds:.2f} | {limit:.0f} | {memory:.0f} |")  # noqa: T201
        peak = float(solved.stdout.splitlines()[-1])
        print(f"| reference solved, file to file (one run) | {whole:.0f} | | {peak:.0f} |")  # noqa: T201


def _fresh(words: list[str]) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.stages", *words],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


if __name__ == "__main__":
    if len(sys.argv) > 1:
        stage(*sys.argv[1:])
    else:
        table()
