"""A relaxation made whole block by block: in whole numbers, within every row, always the same."""

from pathlib import Path

import numpy as np
import pytest

from allocator.engine.guide import Guide, Look
from allocator.engine.linear_bound import Floats
from allocator.engine.neighbourhood import Matrix
from allocator.engine.priced_pass import PricedPass
from allocator.engine.processes import Processes
from allocator.engine.watch import Watch
from allocator.io.scenario_reader import read_scenario
from allocator.model.build import build
from allocator.model.linear_form import IntArray
from allocator.model.model import Model
from tests.engine.test_lanes import origin, sound

BALTIC = Path(__file__).parents[2] / "inputs" / "baltic.xlsx"


def guide_of(model: Model) -> Guide:
    look = Look(model.program, dict(model.aims), "shortfall", ("spread", "cost"))
    seen = look(Watch())
    assert seen.ahead is not None
    assert seen.ahead.aim == "cost"
    return seen.ahead


def passed(model: Model, guide: Guide, start: IntArray, values: Floats) -> IntArray:
    """What a pass makes of values, in its own whole numbers."""
    way = PricedPass(
        guide.matrix,
        guide.terrain,
        model.aims[guide.aim],
        values.copy(),
        guide.prices,
        guide.soft,
        start,
        Processes(1, Watch()),
        0.5,
    )
    return way.run()


def completed(model: Model, found: IntArray) -> IntArray:
    return model.vector(model.plan(found))


@pytest.fixture(scope="module")
def baltic() -> tuple[Model, Guide, IntArray]:
    model = build(read_scenario(BALTIC).scenario)
    return model, guide_of(model), origin(model)


def test_a_pass_on_baltic_holds_every_row(baltic: tuple[Model, Guide, IntArray]) -> None:
    model, guide, start = baltic
    whole = completed(model, passed(model, guide, start, guide.values))
    assert not model.program.excess(whole).any()
    assert Matrix.of(model.program).holds(whole)
    shortfall = model.aims["shortfall"]
    assert shortfall.value(whole) < shortfall.value(start)


def test_the_same_guide_gives_the_same_pass(baltic: tuple[Model, Guide, IntArray]) -> None:
    model, guide, start = baltic
    again = guide_of(model)
    assert np.array_equal(again.values, guide.values)
    assert np.array_equal(again.prices, guide.prices)
    first = passed(model, guide, start, guide.values)
    assert np.array_equal(first, passed(model, again, start, again.values))


@pytest.mark.parametrize("seed", range(12))
def test_passes_on_drawn_scenarios_hold_every_row(seed: int) -> None:
    model = sound(seed)
    guide, start = guide_of(model), origin(model)
    found = passed(model, guide, start, guide.values)
    assert np.all((guide.matrix.lower <= found) & (found <= guide.matrix.upper))
    assert model.program.holds(completed(model, found))
