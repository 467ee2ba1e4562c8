"""Every kind draws a neighbourhood of about the size asked for, the shared variables in it."""

from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pytest

from allocator.domain.scenario import Scenario
from allocator.engine.kinds import EVERY_KIND, WIDE, View, drawn
from allocator.engine.neighbourhood import Mask, Matrix
from allocator.engine.terrain import Terrain
from allocator.io.scenario_reader import read_scenario
from allocator.model.build import build
from tests.properties import drawing
from tests.scenarios import (
    capability,
    component,
    component_use,
    enabler,
    holding,
    line,
    rates,
    tiny,
)

BALTIC = Path(__file__).parents[2] / "inputs" / "baltic.xlsx"
SIZES = (60, 120, 1_600)


def view_of(scenario: Scenario) -> View:
    """A view of the status quo, with the states in an order of burdens and one at its limit."""
    model = build(scenario)
    terrain = Terrain.of(model.program, Matrix.of(model.program))
    deciding = np.unique(terrain.state[(terrain.state >= 0) & ~terrain.shared]).tolist()
    return View(
        terrain=terrain,
        vector=model.status_quo(),
        apart=[1.0] * len(terrain.sizes),
        burdened=terrain.states[::-1],
        above=1,
        limited=deciding[:1],
    )


@pytest.fixture(scope="module")
def baltic() -> View:
    return view_of(read_scenario(BALTIC).scenario)


def owned(view: View, kind: str, seed: int, size: int) -> Mask:
    """What a neighbourhood frees besides the shared variables, which it must."""
    mask = drawn(kind, view, Random(seed), size)
    assert mask.dtype == np.bool_
    assert mask[view.terrain.shared].all()
    return mask & ~view.terrain.shared


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", EVERY_KIND)
def test_neighbourhoods_have_about_the_size_asked_for(baltic: View, kind: str, size: int) -> None:
    most = WIDE * size + max(baltic.terrain.sizes)
    for seed in range(30):
        assert 0 < np.count_nonzero(owned(baltic, kind, seed, size)) <= most


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_what_is_far_too_large_is_cut_down_to_two_states(baltic: View, kind: str) -> None:
    for seed in range(20):
        mask = owned(baltic, kind, seed, 10)
        members = np.unique(baltic.terrain.state[mask])
        assert np.count_nonzero(mask) <= WIDE * 10 or np.count_nonzero(members >= 0) <= 2


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_the_same_seed_draws_the_same(baltic: View, kind: str) -> None:
    for seed in range(10):
        first, second = (drawn(kind, baltic, Random(seed), 60) for _ in range(2))
        assert np.array_equal(first, second)


@pytest.mark.parametrize("kind", sorted(EVERY_KIND.keys() - {"limits", "components"}))
def test_other_seeds_draw_others(baltic: View, kind: str) -> None:
    assert len({owned(baltic, kind, seed, 60).tobytes() for seed in range(30)}) > 1


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_kinds_find_something_in_the_smallest_scenarios(kind: str) -> None:
    for seed in range(20):
        assert owned(view_of(drawing.drawn(seed)), kind, seed, 300).any()


@pytest.mark.parametrize("kind", ["capabilities", "apart", "payers"])
def test_capabilities_come_whole(baltic: View, kind: str) -> None:
    terrain = baltic.terrain
    for seed in range(20):
        mask = owned(baltic, kind, seed, 120)
        for code in np.unique(terrain.capability[mask]).tolist():
            assert mask[terrain.block(code)].all()


def test_what_stands_furthest_from_the_guide_comes_first(baltic: View) -> None:
    terrain = baltic.terrain
    for code in terrain.capabilities:
        distances = [float(each == code) for each in range(len(terrain.sizes))]
        view = View(terrain, baltic.vector, distances, baltic.burdened, 1, ())
        for seed in range(5):
            assert owned(view, "apart", seed, 60)[terrain.block(code)].all()


@pytest.mark.parametrize("kind", ["burdens", "relief", "limits"])
def test_states_that_matter_are_in_with_all_they_do(baltic: View, kind: str) -> None:
    terrain = baltic.terrain
    state = baltic.limited[0] if kind == "limits" else baltic.burdened[0]
    all_they_do = (terrain.state == state) & ~terrain.shared
    for seed in range(20):
        assert owned(baltic, kind, seed, 120)[all_they_do].all()


@pytest.mark.parametrize(("kind", "label"), [("pools", "pool"), ("lines", "line")])
def test_a_pool_or_line_comes_with_one_capability(baltic: View, kind: str, label: str) -> None:
    terrain = baltic.terrain
    labels = getattr(terrain, label)
    for seed in range(20):
        mask = owned(baltic, kind, seed, 1_600)
        assert len(np.unique(terrain.capability[mask])) == 1
        whole = [
            code
            for code in np.unique(labels[mask & (labels >= 0)]).tolist()
            if mask[(labels == code) & ~terrain.shared].all()
        ]
        assert whole


def test_a_component_comes_with_all_that_need_it(baltic: View) -> None:
    """Baltic has one, made in two states for the lines of one capability."""
    terrain = baltic.terrain
    (blocks,) = terrain.needing
    assert len(blocks) == 2
    assert max(blocks) == len(terrain.sizes) - 1
    for seed in range(5):
        mask = owned(baltic, "components", seed, 1_600)
        assert np.array_equal(mask, np.isin(terrain.capability, blocks))


def test_other_seeds_draw_other_components() -> None:
    """T and S need K, S alone needs Q, and nothing but T and S meets in a row of theirs."""
    view = view_of(
        tiny(
            capabilities=(capability("T"), capability("S")),
            lines=(line("LS", capability="S"), line("LT", capability="T")),
            line_rates=rates("LS", 9) + rates("LT", 9),
            components=(component("K", 5), component("Q", 3, max_steps=1, step=1_000)),
            component_use=(
                component_use(line="LS"),
                component_use(line="LT"),
                component_use(line="LS", component="Q"),
            ),
            required=20,
        )
    )
    assert view.terrain.needing == ((0, 1), (0, 3))
    drawn_blocks = {
        tuple(np.unique(view.terrain.capability[owned(view, "components", seed, 300)]).tolist())
        for seed in range(10)
    }
    assert drawn_blocks == {(0, 1), (0, 3)}


def test_a_window_is_two_periods_that_follow_each_other(baltic: View) -> None:
    terrain = baltic.terrain
    for seed in range(20):
        found = np.unique(terrain.period[owned(baltic, "window", seed, 120)]).tolist()
        periods = [period for period in found if period >= 0]
        assert periods
        assert periods[-1] - periods[0] <= 1


def test_the_way_back_is_what_differs_and_nothing_else(baltic: View) -> None:
    """Half of the variables differ: those of some capabilities are free, at least of one."""
    terrain = baltic.terrain
    differing = np.arange(len(terrain.shared)) % 2 == 0
    view = replace(baltic, changed=differing)
    seen = set()
    for seed in range(20):
        mask = owned(view, "back", seed, 120)
        assert mask.any()
        codes = np.unique(terrain.capability[mask])
        assert np.array_equal(
            mask, differing & ~terrain.shared & np.isin(terrain.capability, codes)
        )
        seen.add(tuple(codes.tolist()))
    assert len(seen) > 1


def test_with_nothing_to_go_back_to_capabilities_come_whole(baltic: View) -> None:
    expected = drawn("capabilities", baltic, Random(3), 120)
    for changed in (None, np.zeros_like(baltic.terrain.shared)):
        view = replace(baltic, changed=changed)
        assert np.array_equal(drawn("back", view, Random(3), 120), expected)


def test_an_enabler_comes_with_those_that_count_only_with_it() -> None:
    """F serves T and S, G serves T alone, U has nothing to do with any of them."""
    codes = ("F", "G", "S", "T", "U")
    view = view_of(
        tiny(
            capabilities=tuple(map(capability, codes)),
            holdings=tuple(holding("A", 5, code) for code in codes),
            enablers=(enabler("T", "F"), enabler("S", "F"), enabler("T", "G", shared=True)),
            required=20,
        )
    )
    assert view.terrain.enabling == ((0, 2, 3), (1, 3))
    drawn_blocks = {
        tuple(np.unique(view.terrain.capability[owned(view, "enablers", seed, 300)]).tolist())
        for seed in range(10)
    }
    assert drawn_blocks == {(0, 2, 3), (1, 3)}


def test_relief_comes_from_the_lower_two_thirds(baltic: View) -> None:
    """Of five states the second highest is left alone, whoever is drawn."""
    terrain = baltic.terrain
    assert len(baltic.burdened) == 5
    partners = set()
    for seed in range(40):
        mask = owned(baltic, "relief", seed, 60)
        partners |= set(np.unique(terrain.state[mask & (terrain.state >= 0)]).tolist())
    assert partners == set(baltic.burdened) - {baltic.burdened[1]}
