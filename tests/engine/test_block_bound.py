"""The bound of blocks is that of the rows within them, whoever carries the blocks out."""

from functools import cache
from itertools import product
from random import Random

import numpy as np
import pytest

from allocator.engine.block_bound import block_bound
from allocator.engine.linear_bound import box_bound
from allocator.engine.neighbourhood import Matrix
from allocator.engine.processes import Processes
from allocator.engine.terrain import Terrain
from allocator.engine.watch import Watch
from allocator.engine.whole import least as optimum
from allocator.model.build import build
from allocator.model.linear_form import LinearForm, Terms
from allocator.model.model import Model
from allocator.model.program import Program, ProgramBuilder
from benchmarks.generator import small


def drawn(seed: int) -> tuple[Program, LinearForm]:
    """Two blocks of two variables and a shared one; rows within blocks, and two across."""
    random = Random(seed)
    builder = ProgramBuilder()
    variables = [
        builder.variable("x", (str(k),), 0, 3, labels={"capability": block})
        for k, block in enumerate((0, 0, 1, 1, -1))
    ]
    groups = (variables[:2], variables[2:4], variables, variables[1:3], variables[3:])
    for number, group in enumerate(groups):
        terms = Terms()
        for variable in group:
            terms.add(random.choice((-3, -1, 1, 2, 5)), variable)
        if random.random() < 0.5:
            builder.row("row", (str(number),), terms, upper=random.randint(0, 9))
        else:
            builder.row("row", (str(number),), terms, lower=-random.randint(0, 9))
    aim = Terms(random.randint(-5, 5))
    for variable in variables:
        aim.add(random.choice((-900, -3, 0, 2, 11)), variable)
    return builder.freeze(), builder.form("aim", aim)


@cache
def scenarios() -> tuple[Model, ...]:
    """Small ones, whose status quo is a plan."""
    models = (build(scenario) for scenario in small(seed=1)[:6])
    return tuple(model for model in models if model.program.holds(model.status_quo()))[:3]


def least(program: Program, aim: LinearForm, *, coupled: bool = True) -> int:
    """Of all assignments that hold; rows in which blocks meet may be left aside."""
    rows = np.ones(len(program.rows), dtype=np.bool_)
    if not coupled:
        rows = ~Terrain.of(program, Matrix.of(program)).coupling
    vectors = (np.array(values) for values in product(range(4), repeat=5))
    return min(aim.value(vector) for vector in vectors if not program.excess(vector)[rows].any())


def bound(program: Program, aim: LinearForm) -> int:
    matrix = Matrix.of(program)
    with Processes(1, Watch()) as processes:
        return block_bound(matrix, Terrain.of(program, matrix), aim, processes, 1.0)


@pytest.mark.parametrize("seed", range(30))
def test_it_is_the_least_of_what_holds_the_rows_within_blocks(seed: int) -> None:
    program, aim = drawn(seed)
    assert bound(program, aim) == least(program, aim, coupled=False)
    assert box_bound(program, aim) <= bound(program, aim) <= least(program, aim)


def test_rows_within_blocks_and_rows_across_them_matter() -> None:
    """The draws above would prove little if bounds, rows within and rows across said the same."""
    programs = [drawn(seed) for seed in range(30)]
    assert sum(box_bound(*one) < bound(*one) for one in programs) > 5
    assert sum(bound(*one) < least(*one) for one in programs) > 5


def test_blocks_that_do_not_meet_give_the_least_itself() -> None:
    builder = ProgramBuilder()
    aim = Terms(7)
    for block in (0, 1):
        x, y = (
            builder.variable("x", (str(block), name), 0, 9, labels={"capability": block})
            for name in "ab"
        )
        builder.row("row", (str(block),), Terms().add(2, x).add(2, y), lower=3 + block)
        aim.add(3, x).add(4, y)
    program = builder.freeze()
    form = builder.form("aim", aim)
    # Two of the cheaper in each block: 2 x 2 >= 3 and 2 x 2 >= 4.
    assert bound(program, form) == 7 + 6 + 6


def test_a_search_that_is_over_leaves_the_bound_of_the_box() -> None:
    program, aim = drawn(3)
    matrix = Matrix.of(program)
    with Processes(1, Watch(time_limit=0.0)) as processes:
        found = block_bound(matrix, Terrain.of(program, matrix), aim, processes, 1.0)
    assert found == box_bound(program, aim)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_scenarios_have_no_plan_below_the_bound(place: int) -> None:
    model = scenarios()[place]
    program, form = model.program, model.aims["shortfall"]
    proof = optimum(program, form, model.status_quo(), 20.0, Watch(), 0)
    assert proof.bound == form.value(proof.vector)
    assert box_bound(program, form) <= bound(program, form) <= proof.bound


def test_two_processes_find_the_same_bound() -> None:
    model = scenarios()[0]
    matrix, form = Matrix.of(model.program), model.aims["shortfall"]
    terrain = Terrain.of(model.program, matrix)
    found = []
    for workers in (1, 2):
        with Processes(workers, Watch()) as processes:
            found.append(block_bound(matrix, terrain, form, processes, 1.0))
    assert found[0] == found[1]
    assert found[0] > 0
