"""How the time to equal quality grows with the size of a scenario.

    python -m benchmarks.scaling --deadline 600 -o FOLDER

For every scale: seconds and memory until the status quo is there as a plan that holds, then a run
of our engine on the first aim, and the seconds to a plan within a few per cent of the bound that
the run itself proves. What FOLDER already holds is not run again. Writes `scaling.md` and a plot.
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

from allocator.io.scenario_reader import read_scenario
from allocator.model.build import build
from benchmarks.curve import AIM, FIRST, NEAR, Point, read_point, table
from benchmarks.generator import lay_out
from benchmarks.peers.launch import ROOT, require
from benchmarks.peers.ours import CHAIN, WHOLE_RUN
from benchmarks.peers.recorder import TRACE

mpl.use("Agg")

from matplotlib import pyplot as plt

ALLOWED = 1.3
"""Growth of time per variable from the smallest scale on that counts as near-linear."""
WORKBOOK = "scenario.xlsx"


def point(scale: int, deadline: float, effort: str, workers: int, folder: Path) -> Point:
    """Run what is missing at a scale, and read what came of it."""
    folder.mkdir(parents=True, exist_ok=True)
    workbook = folder / WORKBOOK
    if not workbook.exists():
        lay_out("reference" if scale == 1 else f"{scale}x", workbook)
    if not (folder / FIRST).exists():
        command = [sys.executable, "-m", "benchmarks.scaling", "--first", str(workbook)]
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        (folder / FIRST).write_text(done.stdout, encoding="utf-8")
    if not (folder / CHAIN).exists():
        (folder / AIM / "ours" / TRACE).unlink(missing_ok=True)
        arguments = [str(workbook), str(folder), f"--deadline={deadline}", f"--effort={effort}"]
        arguments += [f"--workers={workers}", "--aims", AIM]
        require("benchmarks.peers.ours", arguments, folder / WHOLE_RUN, 2 * deadline)
    return read_point(scale, folder)


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
    axes.set_ylabel(f"seconds to {NEAR} % of the bound ({AIM})")
    axes.grid(visible=True, which="both", linewidth=0.3)
    figure.savefig(target, dpi=150, metadata={"Date": None} if target.suffix == ".svg" else None)
    plt.close(figure)


def first(workbook: Path) -> None:
    """Read, build and check the status quo; print the seconds as JSON."""
    begun = time.perf_counter()
    model = build(read_scenario(workbook).scenario)
    if not model.program.holds(model.status_quo()):
        raise SystemExit("the status quo is no plan: it breaks a row")
    print(json.dumps({"seconds": time.perf_counter() - begun}))  # noqa: T201


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
