"""The outlook of a first-order method: same every time, near the exact one, and no bound."""

from functools import cache

import numpy as np
import pytest

from allocator.domain.policy import AimName
from allocator.engine.burdens import Burdens
from allocator.engine.effort import BUDGETS, SIMPLEX_ENTRIES, USUAL_ENTRIES
from allocator.engine.glance import Glance
from allocator.engine.guide import Look, Outlook
from allocator.engine.linear_bound import box_bound
from allocator.engine.linear_relaxation import Relax
from allocator.engine.neighbourhood import Matrix
from allocator.engine.processes import Processes
from allocator.engine.watch import Watch
from allocator.model.build import build
from allocator.model.model import Model
from benchmarks.generator import reference


@cache
def model() -> Model:
    return build(reference())


def glance() -> Glance:
    money = sum(row.ceiling for row in model().scenario.budgets)
    points = sum(Burdens.of(model().program, model().aims["spread"]).points)
    spent: dict[AimName, int] = {"spread": money // points, "cost": 1_000 * money}
    start = model().status_quo()
    look = Look(model().program, model().aims, "shortfall", ("spread", "cost"))
    return Glance(look, spent, start)


@pytest.fixture(scope="module")
def seen() -> Outlook:
    return glance()(Watch())


def test_the_guide_is_near_the_rows_and_near_the_exact_relaxation(seen: Outlook) -> None:
    program, form = model().program, model().aims["shortfall"]
    assert seen.ahead is not None
    values = seen.ahead.values
    assert np.all((program.lower <= values) & (values <= program.upper))
    value = float(form.coefficients @ values[form.variables]) + form.constant
    exact = Relax(Matrix.of(program), form)(Watch()).bound
    assert 0.99 * exact <= value <= 1.03 * exact


def test_the_blend_gives_no_bound_for_the_aim(seen: Outlook) -> None:
    assert seen.relaxed.bound == box_bound(model().program, model().aims["shortfall"])


def test_another_process_sees_the_same(seen: Outlook) -> None:
    with Processes(2, Watch()) as processes:
        other = processes.result(processes.submit(glance()))
    assert other is not None
    assert seen.ahead is not None
    assert other.ahead is not None
    assert np.array_equal(other.ahead.values, seen.ahead.values)
    assert np.array_equal(other.ahead.prices, seen.ahead.prices)


def test_a_watch_that_is_over_leaves_no_guide() -> None:
    found = glance()(Watch(time_limit=0.0))
    assert found.relaxed.values is None
    assert found.relaxed.bound == box_bound(model().program, model().aims["shortfall"])


def test_any_steps_of_the_first_order_method_give_a_bound() -> None:
    matrix, form = Matrix.of(model().program), model().aims["shortfall"]
    exact = Relax(matrix, form)(Watch()).bound
    bounds = [Relax(matrix, form, steps)(Watch()).bound for steps in (5, 100, 1_000)]
    assert all(bound <= exact for bound in bounds)
    assert bounds[-1] >= 0.95 * exact


def test_budgets_grow_with_the_program_from_the_reference_on() -> None:
    budget = BUDGETS["normal"]
    assert len(model().program.index) <= USUAL_ENTRIES < SIMPLEX_ENTRIES
    assert budget.sized(USUAL_ENTRIES) == budget
    tenfold = budget.sized(10 * USUAL_ENTRIES)
    assert tenfold.search["cost"] == pytest.approx(10 * budget.search["cost"])
    assert (tenfold.step, tenfold.block, tenfold.whole) == (budget.step, budget.block, budget.whole)
