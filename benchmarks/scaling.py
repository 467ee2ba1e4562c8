"""How the time to equal quality grows with the size of a scenario.

    python -m benchmarks.scaling --deadline 600 -o FOLDER

For every scale: seconds and memory until the status quo is there as a plan that holds, then a run
of our engine on the first aim, and the seconds to a plan within 3 per cent of the bound that the
run itself proves. What FOLDER already holds is not run again. Writes `scaling.md` and a plot.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from os import cpu_count
from pathlib import Path

import matplotlib as mpl

from allocator.io.input_writer import write_input_workbook
from allocator.io.scenario_reader import read_scenario
from allocator.model.build import build
from benchmarks.curve import AIM, Point, table
from benchmarks.generating.rows import text_rows
from benchmarks.generator import REFERENCE, generated
from benchmarks.peers.launch import ROOT, RUN, launch
from benchmarks.peers.ours import CHAIN
from benchmarks.peers.recorder import TRACE

mpl.use("Agg")

from matplotlib import pyplot as plt

WITHIN = 1.03
ALLOWED = 1.3
"""Growth of time per variable from the smallest scale on that counts as near-linear."""
FIRST, WORKBOOK = "first.json", "scenario.xlsx"


def point(scale: int, deadline: float, effort: str, workers: int, folder: Path) -> Point:
    """Run what is missing at a scale, and read what came of it."""
    folder.mkdir(parents=True, exist_ok=True)
    workbook = folder / WORKBOOK
    if not workbook.exists():
        _lay_out(scale, workbook)
    if not (folder / FIRST).exists():
        command = [sys.executable, "-m", "benchmarks.scaling", "--first", str(workbook)]
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        (folder / FIRST).write_text(done.stdout, encoding="utf-8")
    if not (folder / CHAIN).exists():
        (folder / AIM / "ours" / TRACE).unlink(missing_ok=True)
        arguments = [str(workbook), str(folder), f"--deadline={deadline}", f"--effort={effort}"]
        arguments += [f"--workers={workers}", "--aims", AIM]
        launched = launch("benchmarks.peers.ours", arguments, folder / "chain", 2 * deadline)
        if launched.killed or launched.code:
            raise SystemExit(f"the run at scale {scale} failed: see {folder / 'run'}")
    return _read(scale, folder)


def _lay_out(scale: int, workbook: Path) -> None:
    if scale == 1:
        workbook.write_bytes(REFERENCE.read_bytes())
    else:
        write_input_workbook(workbook, text_rows(generated(scale, seed=1)))


def _read(scale: int, folder: Path) -> Point:
    text = (folder / AIM / "ours" / TRACE).read_text(encoding="utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    bound = max(line["bound"] for line in lines)
    near = [line["seconds"] for line in lines if line["value"] <= WITHIN * bound]
    return Point(
        scale=scale,
        variables=json.loads((folder / CHAIN).read_text(encoding="utf-8"))["variables"],
        first=json.loads((folder / FIRST).read_text(encoding="utf-8"))["seconds"],
        reached=min(near, default=None),
        seconds=max(line["seconds"] for line in lines),
        value=min(line["value"] for line in lines),
        bound=bound,
        memory=json.loads((folder / "chain" / RUN).read_text(encoding="utf-8"))["memory"],
    )


def plot(points: Sequence[Point], target: Path) -> None:
    """Write the curve; the suffix of `target` (png or svg) says in which form."""
    found = [(one.variables, one.reached) for one in points if one.reached is not None]
    figure, axes = plt.subplots(figsize=(6, 4.5), layout="constrained")
    if found:
        sizes, seconds = [size for size, _ in found], [reached for _, reached in found]
        straight = [seconds[0] * size / sizes[0] for size in sizes]
        axes.plot(sizes, seconds, "o-", color="#000000", label="ours")
        axes.plot(sizes, straight, "--", color="#0072B2", label="linear")
        limit = [ALLOWED * one for one in straight]
        axes.plot(sizes, limit, ":", color="#D55E00", label=f"{ALLOWED} x linear")
        axes.legend()
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel("variables")
    axes.set_ylabel(f"seconds to 3 % of the bound ({AIM})")
    axes.grid(visible=True, which="both", linewidth=0.3)
    figure.savefig(target, dpi=150, metadata={"Date": None} if target.suffix == ".svg" else None)
    plt.close(figure)


def first(workbook: Path) -> None:
    """Read, build and check the status quo; print the seconds as JSON."""
    begun = time.perf_counter()
    model = build(read_scenario(workbook).scenario)
    holds = model.program.holds(model.status_quo())
    print(json.dumps({"seconds": time.perf_counter() - begun, "holds": holds}))  # noqa: T201


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the curve and write it."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.scaling",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--first", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--scales", default="1,4,10")
    parser.add_argument("--deadline", type=float, default=600.0, metavar="SECONDS")
    parser.add_argument("--effort", default="normal")
    parser.add_argument("--workers", type=int, default=cpu_count() or 1)
    parser.add_argument("-o", dest="folder", type=Path)
    given = parser.parse_args(arguments)
    if given.first is not None:
        first(given.first)
        return
    if given.folder is None:
        parser.error("-o FOLDER is missing")
    folder = given.folder.resolve()
    points = [
        point(int(scale), given.deadline, given.effort, given.workers, folder / f"{scale}x")
        for scale in given.scales.split(",")
    ]
    report = table(points, given.effort, given.workers)
    (folder / "scaling.md").write_text(report, encoding="utf-8")
    for suffix in ("png", "svg"):
        plot(points, folder / f"scaling.{suffix}")
    print(report)  # noqa: T201


if __name__ == "__main__":
    main()
