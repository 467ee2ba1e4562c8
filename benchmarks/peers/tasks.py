"""The tasks of all peers: for every aim the program that keeps what ours kept before it."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from allocator.app.export_workbook import kept_program
from allocator.domain.leximin import BurdenCap
from allocator.domain.policy import AimName
from allocator.engine.mps import mps
from allocator.io.scenario_reader import read_scenario
from allocator.model.build import build
from benchmarks.peers.ours import CHAIN, INITIAL
from benchmarks.peers.task import MPS, Task


def main(arguments: Sequence[str] | None = None) -> None:
    """Write `<aim>/task` for every aim that our engine left a start for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("workbook", type=Path)
    parser.add_argument("target", type=Path)
    given = parser.parse_args(arguments)
    model = build(read_scenario(given.workbook).scenario)
    chain = json.loads((given.target / CHAIN).read_text(encoding="utf-8"))
    held: dict[AimName, int] = {}
    for aim in model.scenario.aims:
        if aim not in chain["held"]:
            continue
        folder = given.target / aim / "task"
        folder.mkdir(parents=True, exist_ok=True)
        caps = [BurdenCap(*cap) for cap in chain["caps"][aim]]
        program, form = kept_program(model, held, caps).program, model.aims[aim]
        initial = np.load(given.target / aim / "ours" / INITIAL)
        if not program.holds(initial):
            raise SystemExit(f"{aim}: the start breaks a row of the program it is a start for")
        Task(program, form, initial).save(folder)
        with (folder / MPS).open("wb") as file:
            file.writelines(mps(program, aim, form))
        held[aim] = chain["held"][aim]


if __name__ == "__main__":
    main()
