"""Our engine: all aims in one run, its trace taken from its own observer.

Besides a trace for every aim it leaves `chain.json`, with the values at which earlier aims are held
and what the rounds of burdens keep, and for every aim the plan it started from: the peers get the
same.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from allocator.app.export_workbook import kept_program
from allocator.domain.digest import scenario_digest
from allocator.domain.leximin import BurdenCap
from allocator.domain.outcome import AimResult, Solved
from allocator.domain.policy import AimName
from allocator.engine.progress import FIRST_PHASE, Progress
from allocator.engine.solve import solve
from allocator.io.scenario_reader import read_scenario
from allocator.model.build import build
from allocator.model.linear_form import IntArray
from allocator.model.model import Model
from benchmarks.peers.recorder import BEST, END, LOADED, TRACE
from benchmarks.peers.watched import Watched

CHAIN, INITIAL = "chain.json", "initial.npy"
WHOLE_RUN = "chain"
"""Folder of the run through all aims: what it wrote, and how it went."""


class Chain:
    """One run through the aims, written down as it goes."""

    def __init__(self, model: Model, aims: Sequence[AimName], target: Path) -> None:
        self.model, self.aims, self.target = model, aims, target
        self.begun: dict[str, float] = {}
        self.initial: dict[str, IntArray] = {}
        self.over = False

    def observe(self, progress: Progress) -> None:
        """Take down what the engine tells; an aim that nobody asked for ends the run."""
        if progress.aim == FIRST_PHASE or self.over:
            return
        if progress.aim not in self.aims:
            self.over = True
            return
        if progress.aim not in self.begun:
            # The first aim's clock includes the way to a plan that holds every row.
            self.begun[progress.aim] = progress.seconds if self.begun else 0.0
            if Watched.seen:
                self.initial[progress.aim] = Watched.seen[-1]
        line = {
            "seconds": progress.seconds - self.begun[progress.aim],
            "value": progress.value,
            "bound": progress.bound,
            "holds": None,
        }
        folder = self.target / progress.aim / "ours"
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / TRACE).open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")


def main(arguments: Sequence[str] | None = None) -> None:
    """Solve a workbook and leave traces, plans and the values at which aims are held."""
    given = _given(arguments)
    model = Watched.of(build(read_scenario(given.workbook).scenario))
    order = model.scenario.aims
    aims = order[: len(given.aims)]
    if set(aims) != set(given.aims):
        raise SystemExit(f"aims are improved in the order {', '.join(order)}: name the first")
    (given.target / WHOLE_RUN / LOADED).touch()
    chain = Chain(model, aims, given.target)
    settings: dict[str, Any] = {"effort": given.effort, "workers": given.workers}
    outcome = solve(
        model,
        **settings,
        time_limit=given.deadline * len(aims),
        observer=chain.observe,
        stop=lambda: chain.over,
    )
    if not isinstance(outcome, Solved):
        raise SystemExit(f"no plan: {outcome}")
    results = {result.name: result for result in outcome.aims}
    plans = [_initial(chain, aim, settings, results) for aim in aims]
    plans.append(model.vector(outcome.plan))
    caps = {aim: _caps(model, aim, results) for aim in aims}
    for place, aim in enumerate(aims):
        folder, kept = given.target / aim / "ours", kept_program(model, {}, caps[aim])
        np.save(folder / INITIAL, kept.completed(plans[place]))
        np.save(folder / BEST, kept.completed(plans[place + 1]))
        end = {"status": "proven" if results[aim].proven else "stopped"}
        (folder / END).write_text(json.dumps(end), encoding="utf-8")
    facts = {
        **_size(model),
        **settings,
        "held": {aim: model.scenario.policy.held_at(aim, results[aim].least) for aim in aims},
        "caps": caps,
        "seconds": {aim: results[aim].seconds for aim in aims},
    }
    (given.target / CHAIN).write_text(json.dumps(facts, indent=1), encoding="utf-8")


def _size(model: Model) -> dict[str, str | int]:
    """Which scenario it is, and how large its program."""
    return {
        "digest": scenario_digest(model.scenario),
        "title": model.scenario.policy.title,
        "variables": len(model.program.lower),
        "rows": len(model.program.row_lower),
        "entries": len(model.program.index),
    }


def _initial(
    chain: Chain, aim: AimName, settings: Mapping[str, Any], results: Mapping[AimName, AimResult]
) -> IntArray:
    """The assignment an aim began from: as seen, if it holds; else from a run up to that aim."""
    model, policy, place = chain.model, chain.model.scenario.policy, chain.aims.index(aim)
    seen = chain.initial.get(aim) if place else model.status_quo()
    held = {other: policy.held_at(other, results[other].least) for other in chain.aims[:place]}
    kept = kept_program(model, held, _caps(model, aim, results))
    if seen is not None and kept.program.holds(kept.completed(seen)):
        return seen
    reached = []
    outcome = solve(
        model,
        **settings,
        observer=lambda progress: reached.append(True) if progress.aim == aim else None,
        stop=lambda: bool(reached),
    )
    assert isinstance(outcome, Solved)
    return model.vector(outcome.plan)


def _caps(
    model: Model, aim: AimName, results: Mapping[AimName, AimResult]
) -> tuple[BurdenCap, ...]:
    """What the rounds of burdens keep while `aim`, if it comes after the spread, is improved."""
    scenario = model.scenario
    spread = results.get("spread")
    if spread is None or spread.leximin is None:
        return ()
    later = scenario.aims.index(aim) > scenario.aims.index("spread")
    return spread.leximin.caps(scenario.policy) if later else ()


def _given(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("workbook", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--deadline", type=float, required=True)
    parser.add_argument("--effort", default="normal")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--aims", nargs="+", required=True)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
