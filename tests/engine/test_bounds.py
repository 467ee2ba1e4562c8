"""Bounds hold against every assignment of programs small enough to try them all."""

from itertools import product
from random import Random

import numpy as np
import pytest

from allocator.engine.linear_bound import box_bound, dual_bound
from allocator.engine.linear_relaxation import Relax
from allocator.engine.neighbourhood import Matrix
from allocator.engine.watch import Watch
from allocator.model.linear_form import LinearForm, Terms
from allocator.model.program import Program, ProgramBuilder


def drawn(seed: int) -> tuple[Program, LinearForm]:
    """Five variables of 0 .. 3, four rows with coefficients of either sign, a mixed aim."""
    random = Random(seed)
    builder = ProgramBuilder()
    variables = [builder.variable("x", (str(k),), 0, 3) for k in range(5)]
    for row in range(4):
        terms = Terms()
        for variable in random.sample(variables, 3):
            terms.add(random.choice((-7, -2, 1, 3, 5, 1_000)), variable)
        side = random.randint(0, 6)
        if random.random() < 0.5:
            builder.row("row", (str(row),), terms, upper=side)
        else:
            builder.row("row", (str(row),), terms, lower=-side, upper=None)
    terms = Terms(random.randint(-5, 5))
    for variable in variables:
        terms.add(random.choice((-900_000, -3, 0, 2, 11)), variable)
    return builder.freeze(), builder.form("aim", terms)


def least(program: Program, aim: LinearForm) -> int | None:
    vectors = (np.array(values) for values in product(range(4), repeat=5))
    return min((aim.value(vector) for vector in vectors if program.holds(vector)), default=None)


def relaxed_bound(program: Program, aim: LinearForm, watch: Watch | None = None) -> int:
    return Relax(Matrix.of(program), aim)(watch or Watch()).bound


@pytest.mark.parametrize("seed", range(40))
def test_no_assignment_is_below_the_bounds(seed: int) -> None:
    program, aim = drawn(seed)
    best = least(program, aim)
    assert best is not None
    bound = relaxed_bound(program, aim)
    assert box_bound(program, aim) <= bound <= best


@pytest.mark.parametrize("seed", range(20))
def test_any_multipliers_give_a_bound(seed: int) -> None:
    program, aim = drawn(seed)
    best = least(program, aim)
    assert best is not None
    random = np.random.default_rng(seed)
    for size in (1e-9, 1.0, 1e7):
        duals = random.normal(0, size, len(program.rows))
        assert dual_bound(Matrix.of(program), aim, duals) <= best


def test_the_bound_is_the_linear_optimum_rounded_up() -> None:
    """2 x + 2 y >= 3, least x + y: 1.5 in the plane, 2 in whole numbers."""
    builder = ProgramBuilder()
    x, y = (builder.variable("x", (name,), 0, 9) for name in "ab")
    builder.row("row", (), Terms().add(3, x).add(2, y), lower=4)
    program, aim = builder.freeze(), builder.form("aim", Terms().add(1, x).add(1, y))
    assert relaxed_bound(program, aim) == 2


def test_a_watch_that_is_over_leaves_the_bound_of_the_box() -> None:
    program, aim = drawn(0)
    bound = relaxed_bound(program, aim, Watch(time_limit=0.0))
    best = least(program, aim)
    assert best is not None
    assert box_bound(program, aim) <= bound <= best
