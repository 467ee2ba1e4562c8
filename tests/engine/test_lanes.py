"""Rounds: whatever lanes answer, what is taken of it holds, and the merit never suffers."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TypeVar

import numpy as np
import pytest

from allocator.domain.scenario import Scenario
from allocator.engine import kinds, lanes
from allocator.engine.choice import Choice
from allocator.engine.effort import BUDGETS
from allocator.engine.first_phase import FirstPhase
from allocator.engine.kinds import KINDS, View
from allocator.engine.lanes import LANES, Decide, Rounds
from allocator.engine.merit import Goal, Merit
from allocator.engine.neighbourhood import Mask, Matrix
from allocator.engine.processes import Processes, Task
from allocator.engine.terrain import Terrain
from allocator.engine.watch import Watch
from allocator.io.scenario_reader import read_scenario
from allocator.model.build import build
from allocator.model.linear_form import IntArray
from allocator.model.model import Model
from tests import scenarios as make
from tests.plans import plan
from tests.properties.drawing import drawn

Result = TypeVar("Result")
BALTIC = Path(__file__).parents[2] / "inputs" / "baltic.xlsx"


class Listening(Processes):
    """Processes that remember what the lanes of each round had free."""

    def __init__(self) -> None:
        super().__init__(1, Watch())
        self.rounds: list[list[Mask]] = []

    def results(self, tasks: Iterable[Task[Result]]) -> list[Result | None]:
        listed = list(tasks)
        told: list[object] = [*listed]
        self.rounds.append([task.free for task in told if isinstance(task, Decide)])
        return super().results(listed)


def scattered(kind: str, view: View, random: Random, size: int) -> Mask:
    """A third of the variables of all blocks: lanes that get into each other's way."""
    third = np.array([random.random() < 1 / 3 for _ in view.terrain.shared])
    return third | view.terrain.shared


def single(kind: str, view: View, random: Random, size: int) -> Mask:
    """One capability: every lane buys with the money that all of them see."""
    return view.terrain.block(random.choice(view.terrain.capabilities)) | view.terrain.shared


@contextmanager
def drawing(monkeypatch: pytest.MonkeyPatch, kind: object) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setattr(lanes, "drawn", kind)
        yield


def sound(seed: int) -> Model:
    """The first model from `seed` on whose status quo holds every row."""
    while True:
        model = build(drawn(seed))
        if model.program.holds(model.status_quo()):
            return model
        seed += 1_000


def origin(model: Model) -> IntArray:
    """The plan that a search starts from: the status quo, or the nearest to it that holds."""
    start = model.status_quo()
    if model.program.holds(start):
        return start
    watch, budget = Watch(), BUDGETS["quick"]
    alone = Processes(1, watch)
    phase = FirstPhase(model, start, budget, watch, alone, lambda _: None, 0, True)
    found = phase.outcome()
    assert isinstance(found, np.ndarray)
    return found


def view_of(model: Model) -> View:
    terrain = Terrain.of(model.program, Matrix.of(model.program))
    everywhere = [1.0] * len(terrain.sizes)
    return View(terrain, model.status_quo(), everywhere, terrain.states, 1, ())


def rounds_of(model: Model, processes: Processes, seed: int) -> Rounds:
    """Shortfall before all, money to be spent on it; every aim weighs something."""
    start = origin(model)
    weights = {"shortfall": 1.0, "spread": 0.01, "cost": 0.001}
    goals = [
        Goal(form, 0, weights.get(aim, 1e-4))
        for aim, form in model.aims.items()
        if len(form.variables)
    ]
    merit = Merit.of(Matrix.of(model.program), goals)
    random = Random(seed)
    choice = Choice(list(KINDS), random)
    return Rounds(model, processes, merit, merit.completed(start), choice, random, 0.05, 9.0)


def merged(model: Model, workers: int, seed: int) -> list[IntArray]:
    """The assignment after each of three rounds."""
    found, view = [], view_of(model)
    with Processes(workers, Watch()) as processes:
        rounds = rounds_of(model, processes, seed)
        with processes.sharing(rounds.merit.matrix, rounds.merit.cost):
            for _ in range(3):
                rounds.run(view)
                found.append(rounds.vector)
    return found


@pytest.fixture(scope="module")
def baltic() -> Model:
    return build(read_scenario(BALTIC).scenario)


@pytest.mark.parametrize("whole", [True, False], ids=["kinds", "scattered"])
@pytest.mark.parametrize("seed", range(10))
def test_rounds_keep_every_row_and_never_lose(
    seed: int, whole: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = sound(seed)
    with drawing(monkeypatch, kinds.drawn if whole else scattered):
        rounds, view = rounds_of(model, Processes(1, Watch()), seed), view_of(model)
        for _ in range(4):
            before, budget = rounds.merit.value(rounds.vector), rounds.budget
            gained = rounds.run(view)
            assert gained == before - rounds.merit.value(rounds.vector) >= 0
            assert rounds.merit.matrix.holds(rounds.vector)
            assert rounds.budget < budget
            own = rounds.merit.own(rounds.vector)
            assert model.program.holds(own)
            assert np.array_equal(rounds.merit.completed(own), rounds.vector)


def test_lanes_that_want_the_same_money_are_merged_into_a_plan(
    baltic: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    most, view, processes = 0, view_of(baltic), Listening()
    with drawing(monkeypatch, single):
        for seed in range(5):
            rounds = rounds_of(baltic, processes, seed)
            first = rounds.merit.value(rounds.vector)
            for _ in range(6):
                due = [rounds.merit.free(mask) for _, mask in rounds.waiting]
                before = rounds.merit.value(rounds.vector)
                assert rounds.run(view) == before - rounds.merit.value(rounds.vector) >= 0
                assert rounds.merit.matrix.holds(rounds.vector)
                assert baltic.program.holds(rounds.merit.own(rounds.vector))
                assert np.array_equal(processes.rounds[-1][: len(due)], due) or not due
                most = max(most, len(due))
            assert rounds.merit.value(rounds.vector) < first
    assert most > 1


def test_rounds_win_something() -> None:
    gains = []
    for seed in range(10):
        model = sound(seed)
        gains.append(rounds_of(model, Processes(1, Watch()), seed).run(view_of(model)))
    assert sum(gain > 0 for gain in gains) >= 5


@pytest.mark.parametrize("seed", range(10))
def test_lanes_meet_in_shared_variables_only(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    model, processes = sound(seed), Listening()
    with drawing(monkeypatch, scattered):
        rounds, view = rounds_of(model, processes, seed), view_of(model)
        for _ in range(3):
            rounds.run(view)
    common = rounds.merit.free(view.terrain.shared)
    for free in processes.rounds:
        assert len(free) == LANES
        times = np.sum(free, axis=0)
        assert (times[common] == LANES).all()
        assert (times[~common] <= 1).all()


def rivals(ceiling: int) -> Scenario:
    """Two capabilities that one state could buy, one of each; the tank matters more."""
    return make.tiny(
        states=(make.state("A"), make.state("B")),
        capabilities=(make.capability("SHIP"), make.capability("TANK", priority=3)),
        lines=(
            make.line("S", capability="SHIP", customers=("A",)),
            make.line("T", capability="TANK", customers=("A",)),
        ),
        line_rates=(make.rate("S", 1_000), make.rate("T", 1_000)),
        budgets=(make.budget("A", ceiling=ceiling),),
        required=1,
    )


def test_what_was_refused_waits_and_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    model, processes = build(rivals(make.MILLION)), Listening()
    view = view_of(model)
    ship, tank = (view.terrain.block(code) | view.terrain.shared for code in (0, 1))
    nothing = view.terrain.shared
    masks = iter([ship, tank, nothing, nothing, tank, nothing, nothing])
    with drawing(monkeypatch, lambda *_: next(masks)):
        rounds = rounds_of(model, processes, 0)
        assert rounds.run(view) > 0
        assert [kind for kind, _ in rounds.waiting] == [next(iter(KINDS))]
        assert np.array_equal(rounds.waiting[0][1], ship)
        assert rounds.run(view) == 0
    assert np.array_equal(processes.rounds[1][0], rounds.merit.free(ship))
    assert next(masks, None) is None
    bought = model.plan(rounds.merit.own(rounds.vector)).delivered
    assert [codes[1] for codes in bought] == ["T"]


def test_changes_that_are_good_alone_and_bad_together_are_not_merged(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Money for both, but what is spent above one purchase costs more than both are worth."""
    model = build(rivals(2 * make.MILLION))
    view = view_of(model)
    masks = [view.terrain.block(code) | view.terrain.shared for code in (0, 1)]
    lined = iter([*masks, view.terrain.shared, view.terrain.shared])
    shortfall, cost = model.aims["shortfall"], model.aims["cost"]
    with drawing(monkeypatch, lambda *_: next(lined)):
        rounds = rounds_of(model, Processes(1, Watch()), 0)
        bought = cost.value(model.vector(plan(delivered={("A", "T", "2026"): 1})))
        goals = [Goal(shortfall, 0, 1.0), Goal(cost, bought, 1e6)]
        rounds.merit = Merit.of(Matrix.of(model.program), goals)
        rounds.vector = rounds.merit.completed(model.status_quo())
        assert rounds.run(view) > 0
    assert cost.value(rounds.vector) == bought > 0
    assert len(rounds.waiting) == 1


def test_one_process_and_two_merge_the_same(baltic: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    with drawing(monkeypatch, single):
        alone, together = merged(baltic, 1, 0), merged(baltic, 2, 0)
    assert np.any(alone[0] != alone[-1])
    assert all(np.array_equal(*pair) for pair in zip(alone, together, strict=True))


def test_one_process_and_two_draw_the_same_kinds() -> None:
    model = sound(9)
    alone, together = merged(model, 1, 9), merged(model, 2, 9)
    assert not np.array_equal(model.status_quo(), alone[-1][: len(model.program.variables)])
    assert all(np.array_equal(*pair) for pair in zip(alone, together, strict=True))


def test_a_watch_that_is_over_leaves_all_as_it_is() -> None:
    model = sound(0)
    rounds = rounds_of(model, Processes(1, Watch(time_limit=0.0)), 0)
    before = rounds.vector.copy()
    assert rounds.run(view_of(model)) == 0
    assert np.array_equal(rounds.vector, before)


def test_rounds_that_relieve_begin_with_the_state_at_the_top() -> None:
    """Its variables are free in the first lane of every round; the kind is no choice to learn."""
    model = build(read_scenario(BALTIC).scenario)
    view = replace(view_of(model), relieving=True)
    terrain, top = view.terrain, view.burdened[0]
    with Listening() as processes:
        rounds = rounds_of(model, processes, 3)
        for _ in range(3):
            rounds.run(view)
        seen = list(processes.rounds)
    own = (terrain.state == top) & ~terrain.shared
    for masks in seen:
        assert len(masks) == LANES
        assert masks[0][: len(own)][own].all()
        assert not any(mask[: len(own)][own].any() for mask in masks[1:])
