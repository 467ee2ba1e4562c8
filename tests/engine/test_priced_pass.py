"""A relaxation made whole block by block: in whole numbers, within every row, always the same."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest

from allocator.domain.policy import AimName
from allocator.engine.effort import BUDGETS
from allocator.engine.extension import Row, entries_of, with_rows
from allocator.engine.guide import LIMIT, Guide, Look
from allocator.engine.integer_search import Answer
from allocator.engine.lanes import CHARGE
from allocator.engine.linear_bound import Floats
from allocator.engine.mended import mended
from allocator.engine.neighbourhood import Matrix
from allocator.engine.priced_pass import PricedPass
from allocator.engine.processes import Processes, Task
from allocator.engine.slack import with_slack
from allocator.engine.watch import Watch
from allocator.io.scenario_reader import read_scenario
from allocator.model.build import build
from allocator.model.linear_form import IntArray
from allocator.model.model import Model
from allocator.model.program import RowName
from allocator.model.sparse_rows import FREE, SparseRows
from tests import scenarios as make
from tests.engine.test_lanes import origin, sound
from tests.plans import plan

Result = TypeVar("Result")
BALTIC = Path(__file__).parents[2] / "inputs" / "baltic.xlsx"


class Listening(Processes):
    """Processes that remember what CP-SAT answered."""

    def __init__(self, watch: Watch) -> None:
        super().__init__(1, watch)
        self.verdicts: list[str] = []

    def results(self, tasks: Iterable[Task[Result]]) -> list[Result | None]:
        found = super().results(tasks)
        told: list[object] = [*found]
        self.verdicts += [each.verdict if isinstance(each, Answer) else "ended" for each in told]
        return found


def guide_of(model: Model) -> Guide:
    look = Look(model.program, dict(model.aims), "shortfall", ("spread", "cost"))
    seen = look(Watch())
    assert seen.ahead is not None
    assert seen.ahead.aim == "cost"
    return seen.ahead


def pass_of(
    model: Model, guide: Guide, start: IntArray, values: Floats, processes: Processes
) -> PricedPass:
    return PricedPass(
        guide.matrix,
        guide.terrain,
        model.aims[guide.aim],
        values.copy(),
        guide.prices,
        guide.soft,
        start,
        processes,
        0.5,
    )


def passed(model: Model, guide: Guide, start: IntArray, values: Floats) -> IntArray:
    """What a pass makes of values, in its own whole numbers."""
    return pass_of(model, guide, start, values, Processes(1, Watch())).run()


def with_limit(model: Model, aim: AimName, most: int) -> Model:
    """The model with an aim limited from outside."""
    limit = Row(RowName(LIMIT, (aim,)), entries_of(model.aims[aim]), -FREE, most)
    return replace(model, program=with_rows(model.program, [limit], elastic=True))


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


@pytest.mark.parametrize("most", [26, 33, 45])
def test_a_pass_keeps_a_limit_of_the_largest_burden(
    baltic: tuple[Model, Guide, IntArray], most: int
) -> None:
    """Which is used: burdens may be overstepped only where they are not limited."""
    model, free, _ = baltic
    limited = with_limit(model, "spread", most)
    guide = guide_of(limited)
    whole = completed(limited, passed(limited, guide, origin(limited), guide.values))
    assert limited.program.holds(whole)
    assert model.aims["spread"].value(whole) >= most * 8 // 10
    for each in (free, guide):
        rows = np.array([row.family == "spread" for row in each.program.rows])
        assert np.all((each.soft[rows] > 0) == (each is free))


@pytest.mark.parametrize("most", [1_500_000_000, 2_700_000_000, 3_800_000_000])
def test_a_pass_and_mending_keep_a_limit_of_the_cost(
    baltic: tuple[Model, Guide, IntArray], most: int
) -> None:
    """With what is paid for work that states do not get, which follows from the pass."""
    model, _, start = baltic
    limited = with_limit(model, "cost", most)
    guide = guide_of(limited)
    whole = completed(limited, passed(limited, guide, start, guide.values))
    found = mended(limited, whole, BUDGETS["quick"], Processes(1, Watch()), Watch(), 0)
    assert found is not None
    assert limited.program.holds(found)
    assert model.aims["cost"].value(found) > most * 8 // 10


def test_a_pass_that_breaks_rows_is_mended(baltic: tuple[Model, Guide, IntArray]) -> None:
    """As here, where the limit lies between two lots: near what the pass made, not far back."""
    model, _, _ = baltic
    limited = with_limit(model, "spread", 30)
    start = origin(limited)
    guide = guide_of(limited)
    broken = completed(limited, passed(limited, guide, start, guide.values))
    assert not limited.program.holds(broken)
    found = mended(limited, broken, BUDGETS["quick"], Processes(1, Watch()), Watch(), 0)
    assert found is not None
    assert limited.program.holds(found)
    shortfall = model.aims["shortfall"]
    assert shortfall.value(broken) <= shortfall.value(found) < 1.05 * shortfall.value(broken)
    assert shortfall.value(found) < 0.2 * shortfall.value(start)


def test_what_is_limited_is_not_held_lower_on_the_way(
    baltic: tuple[Model, Guide, IntArray],
) -> None:
    """How low the largest burden could be does not matter below a limit of it."""
    model, free, _ = baltic
    (largest,) = model.aims["spread"].variables
    guide = guide_of(with_limit(model, "spread", 45))
    assert guide.program.upper[largest] == model.program.upper[largest]
    assert free.program.upper[largest] < model.program.upper[largest]


def test_no_price_is_too_high_for_cp_sat(
    baltic: tuple[Model, Guide, IntArray], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With rows that reach as far as money does, prices of rows that hold would overflow."""
    model, guide, start = baltic
    monkeypatch.setattr("allocator.engine.priced_pass.SCALE", 2.0**55)
    whole = completed(model, passed(model, guide, start, guide.values))
    assert model.program.holds(whole)
    assert model.aims["shortfall"].value(whole) < model.aims["shortfall"].value(start)


@pytest.mark.parametrize("seed", range(12))
def test_passes_on_drawn_scenarios_hold_every_row(seed: int) -> None:
    model = sound(seed)
    guide, start = guide_of(model), origin(model)
    found = passed(model, guide, start, guide.values)
    assert np.all((guide.matrix.lower <= found) & (found <= guide.matrix.upper))
    assert model.program.holds(completed(model, found))


def test_every_block_gets_an_answer(baltic: tuple[Model, Guide, IntArray]) -> None:
    """Pledges of later blocks do not fit next to fractions: one proof of it, and no portions."""
    model, guide, start = baltic
    processes = Listening(Watch())
    way = pass_of(model, guide, start, guide.values, processes)
    whole = completed(model, way.run())
    blocks, refused = len(guide.terrain.capabilities), processes.verdicts.count("infeasible")
    assert refused > 0
    assert processes.verdicts.count("optimal") == blocks
    assert len(processes.verdicts) == blocks + refused
    shortfall = model.aims["shortfall"]
    relaxed = float(shortfall.coefficients @ guide.values[shortfall.variables])
    assert shortfall.value(whole) < 1.5 * (relaxed + shortfall.constant)
    assert way.work >= CHARGE * len(processes.verdicts)


@pytest.mark.parametrize("seed", range(40))
def test_what_is_overstepped_is_given_back(
    seed: int, baltic: tuple[Model, Guide, IntArray]
) -> None:
    """Even where the guide is so far off that nothing fits together."""
    model, guide, start = baltic
    off = np.random.default_rng(seed).uniform(0.8, 1.3, len(guide.values))
    values = np.clip(guide.values * off, guide.matrix.lower, guide.matrix.upper)
    whole = completed(model, passed(model, guide, start, values))
    assert model.program.holds(whole)


@pytest.mark.parametrize("seed", [1, 2, 7, 12, 14])
def test_an_aim_that_is_held_within_one_block_may_be_overstepped(seed: int) -> None:
    """No plan stands where the relaxation does; one near it is better than where it began."""
    model = sound(seed)
    guide, start = guide_of(model), origin(model)
    whole = completed(model, passed(model, guide, start, guide.values))
    assert model.program.holds(whole)
    assert model.aims["shortfall"].value(whole) < model.aims["shortfall"].value(start)


def test_what_one_block_takes_the_cheapest_gives_back() -> None:
    """Money for eleven. The guide is made to know nothing of the pledge and to have five of B and
    six of C; then five of A must be bought. B, which comes next, keeps what is worth nine times as
    much as C, and C gives back all but one."""
    codes = ("A", "B", "C")
    scenario = make.tiny(
        capabilities=tuple(
            make.capability(code, priority=9 if code == "B" else 1) for code in codes
        ),
        lines=tuple(make.line(f"L{code}", capability=code, unit_price=10) for code in codes),
        line_rates=tuple(each for code in codes for each in make.rates(f"L{code}", 9)),
        states=(make.state("A"),),
        pledges=(make.pledge("order", "LA", "at_least", 5, state="A"),),
        policy=make.policy(deadline_period="2026", concentration_cap=10_000),
        requirements=(make.requirement(5, "B", "2026"),),
        ceiling=110,
        required=6,
    )
    model = build(scenario)
    guide, start = guide_of(model), origin(model)
    believed = plan(
        delivered={("A", "LB", "2026"): 5, ("A", "LC", "2026"): 6},
        contribution={("A", "B", "2026"): 5, ("A", "C", "2026"): 6},
    )
    found = passed(model, guide, start, model.nearest(believed).astype(float))
    assert model.program.holds(completed(model, found))
    lots = {"LA": 5, "LB": 5, "LC": 1}
    assert model.plan(found).delivered == {("A", code, "2026"): n for code, n in lots.items()}


def test_a_pass_ends_with_the_search(baltic: tuple[Model, Guide, IntArray]) -> None:
    model, guide, start = baltic
    processes = Listening(Watch(time_limit=0.0))
    way = pass_of(model, guide, start, guide.values, processes)
    way.run()
    assert processes.verdicts == ["ended"]
    assert way.work == 0


@pytest.mark.parametrize("seed", range(20))
def test_slack_makes_up_for_exactly_what_is_broken(seed: int) -> None:
    random = np.random.default_rng(seed)
    count, lengths = 6, random.integers(1, 5, 8)
    start = np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths)))
    index = np.concatenate([random.permutation(count)[:length] for length in lengths])
    low, high = np.sort(random.integers(-20, 20, (2, len(lengths))), axis=0)
    low[random.random(len(low)) < 0.3] = -FREE
    high[random.random(len(high)) < 0.3] = FREE
    rows = SparseRows(start, index, random.integers(-4, 5, len(index)), low, high)
    lower, upper = np.sort(random.integers(-3, 6, (2, count)), axis=0)
    yields = random.random(len(lengths)) < 0.6
    slacked, row_of, reach = with_slack(rows, lower, upper, yields)
    added = slacked.index >= count
    signs = slacked.data[added][np.argsort(slacked.index[added])]
    assert np.all(yields[row_of])
    for _ in range(200):
        vector = random.integers(lower, upper + 1)
        activity = rows.sums(rows.data * vector[rows.index])
        broken = np.maximum(0, np.maximum(low - activity, activity - high))
        short = np.where(signs > 0, low[row_of] - activity[row_of], activity[row_of] - high[row_of])
        slack = np.maximum(0, short)
        assert np.all(slack <= reach)
        assert np.array_equal(np.bincount(row_of, slack, len(low)), np.where(yields, broken, 0))
        full = np.append(vector, slack)
        total = slacked.sums(slacked.data * full[slacked.index])
        assert np.all(((low <= total) & (total <= high))[yields])
        assert np.array_equal(total[~yields], activity[~yields])
