"""Another solver finds what ours proved: every aim, with those before it held, by way of MPS.

The answers of HiGHS are rounded to integers and must keep every row of our program exactly, so
that an agreement is none of its tolerances.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from allocator.app.export_workbook import export_workbook, exported, kept_program
from allocator.app.solve_workbook import Search, solve_workbook
from allocator.domain.leximin import BurdenCap
from allocator.domain.outcome import AimResult, Infeasible, Solved
from allocator.domain.policy import AimName
from allocator.engine.solve import solve
from allocator.model.build import build
from allocator.model.model import Model
from tests.properties.drawing import drawn

pytestmark = pytest.mark.skipif(
    find_spec("highspy") is None, reason="HiGHS is missing: pip install -e '.[dev]' brings highspy"
)
ROOT = Path(__file__).parents[2]
BALTIC = ROOT / "inputs" / "baltic.xlsx"
SEEDS = range(16)


def answers(paths: Sequence[Path]) -> list[dict[str, object]]:
    """What HiGHS makes of each file."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.engine.highs", *map(str, paths)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def held_before(model: Model, aims: Sequence[AimResult], aim: AimName) -> dict[AimName, int]:
    """Where the engine held the aims before `aim`."""
    order, policy = model.scenario.aims, model.scenario.policy
    earlier = order[: order.index(aim)]
    return {one.name: policy.held_at(one.name, one.least) for one in aims if one.name in earlier}


def caps_before(model: Model, aims: Sequence[AimResult], aim: AimName) -> tuple[BurdenCap, ...]:
    """How many states the engine let have how high a burden, if the spread is before `aim`."""
    order, policy = model.scenario.aims, model.scenario.policy
    for one in aims:
        if one.leximin is not None and order.index(one.name) < order.index(aim):
            assert one.leximin.exact
            return tuple(cap for cap in one.leximin.caps(policy) if cap.states)
    return ()


def require_agreement(
    model: Model, aims: Sequence[AimResult], found: Sequence[dict[str, object]]
) -> None:
    """HiGHS is optimal at our value, and its assignment keeps our rows and has that value."""
    for one, answer in zip(aims, found, strict=True):
        assert one.proven
        assert answer["status"] == "Optimal", one.name
        vector = np.array(answer["vector"], dtype=np.int64)
        caps = caps_before(model, aims, one.name)
        program = kept_program(model, held_before(model, aims, one.name), caps).program
        assert program.holds(vector), one.name
        assert model.aims[one.name].value(vector) == one.least, one.name
        assert answer["value"] == pytest.approx(one.least, rel=1e-9, abs=1e-6)
        assert answer["bound"] == pytest.approx(one.least, rel=1e-9, abs=1.0)


def test_highs_agrees_on_every_aim_of_a_workbook(tmp_path: Path) -> None:
    """From workbook and saved plan alone, as a doubter would."""
    plan = tmp_path / "plan.xlsx"
    report = solve_workbook(BALTIC, plan, Search())
    assert isinstance(report.outcome, Solved)
    model = build(report.scenario)
    aims = report.outcome.aims
    paths = []
    for one in aims:
        path = tmp_path / f"{one.name}.mps"
        written = export_workbook(BALTIC, path, one.name, holds={}, plan=plan)
        assert written.held == held_before(model, aims, one.name)
        assert written.caps == caps_before(model, aims, one.name)
        paths.append(written.output)
    require_agreement(model, aims, answers(paths))


def test_highs_agrees_on_every_aim_of_generated_scenarios(tmp_path: Path) -> None:
    """Where we prove that no plan holds, HiGHS finds none."""
    solved: list[tuple[Model, tuple[AimResult, ...]]] = []
    paths: list[Path] = []
    infeasible: list[Path] = []
    for seed in SEEDS:
        model = build(drawn(seed))
        outcome = solve(model, way="whole")
        aims = outcome.aims if isinstance(outcome, Solved) else ()
        for aim in [one.name for one in aims] or model.scenario.aims[:1]:
            most, caps = held_before(model, aims, aim), caps_before(model, aims, aim)
            program = kept_program(model, most, caps).program
            path = tmp_path / f"{seed}-{aim}.mps"
            path.write_bytes(b"".join(exported(model, program, aim, most, caps)))
            (paths if aims else infeasible).append(path)
        if isinstance(outcome, Solved):
            solved.append((model, outcome.aims))
        else:
            assert isinstance(outcome, Infeasible)
    assert len(solved) >= 5
    assert infeasible
    found = answers([*paths, *infeasible])
    for model, aims in solved:
        require_agreement(model, aims, found[: len(aims)])
        del found[: len(aims)]
    assert {answer["status"] for answer in found} == {"Infeasible"}
    assert len(found) == len(infeasible)
