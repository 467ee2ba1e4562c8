"""A merit is its goals in whole numbers: the same program, with what stands above the targets."""

from random import Random

import numpy as np
import pytest

from allocator.engine.merit import FINEST, LIMIT, Goal, Merit
from allocator.engine.neighbourhood import Matrix
from allocator.model.linear_form import IntArray, LinearForm
from allocator.model.program import Program, ProgramBuilder
from tests.engine.test_bounds import drawn


def form(random: Random, count: int) -> LinearForm:
    variables = np.array(sorted(random.sample(range(count), 3)), dtype=np.int64)
    coefficients = np.array([random.choice((-40, -1, 2, 7)) for _ in variables], dtype=np.int64)
    return LinearForm(variables, coefficients, random.randint(-9, 9))


def posed(seed: int) -> tuple[Program, Merit]:
    """A drawn program under three goals of unlike weight, some with targets out of reach."""
    random = Random(seed)
    program, aim = drawn(seed)
    forms = [aim, form(random, 5), form(random, 5)]
    goals = [Goal(f, random.randint(-30, 30), 10.0 ** random.randint(-4, 4)) for f in forms]
    return program, Merit.of(Matrix.of(program), goals)


def assignments(seed: int) -> list[IntArray]:
    """Some that hold and some that do not, a few beyond the bounds of their variables."""
    random = np.random.default_rng(seed)
    few = random.integers(0, 4, (300, 5)) * (random.random((300, 5)) < 0.3)
    return [*few.astype(np.int64), *random.integers(-1, 5, (50, 5), dtype=np.int64)]


def excess(merit: Merit, own: IntArray) -> list[int]:
    return [max(0, goal.form.value(own) - goal.target) for goal in merit.goals]


@pytest.mark.parametrize("seed", range(20))
def test_an_assignment_holds_completed_exactly_where_it_holds_alone(seed: int) -> None:
    program, merit = posed(seed)
    held = 0
    for own in assignments(seed):
        holds = program.holds(own)
        assert merit.matrix.holds(merit.completed(own)) == holds
        held += holds
    assert 0 < held < 350


@pytest.mark.parametrize("seed", range(20))
def test_the_value_is_the_weighted_sum_of_what_stands_above_the_targets(seed: int) -> None:
    _, merit = posed(seed)
    weights = merit.cost[-3:].tolist()
    assert not merit.cost[:-3].any()
    for own in assignments(seed):
        vector = merit.completed(own)
        above = excess(merit, own)
        assert merit.value(vector) == sum(w * a for w, a in zip(weights, above, strict=True))
        assert np.array_equal(merit.own(vector), own)
        wanted = sum(goal.weight * a for goal, a in zip(merit.goals, above, strict=True))
        assert merit.value(vector) * merit.unit == pytest.approx(wanted, rel=1 / FINEST)


def shortened(merit: Merit, own: IntArray) -> list[IntArray]:
    """The completed assignment with one unit less of each excess that there is."""
    vector = merit.completed(own)
    places = np.nonzero(vector[len(own) :])[0] + len(own)
    return [vector - (np.arange(len(vector)) == place) for place in places]


def test_less_excess_than_there_is_breaks_a_row() -> None:
    tried = 0
    for seed in range(20):
        program, merit = posed(seed)
        for own in filter(program.holds, assignments(seed)):
            for short in shortened(merit, own):
                assert not merit.matrix.holds(short)
                tried += 1
    assert tried > 1_000


@pytest.mark.parametrize("seed", range(20))
def test_whole_weights_keep_the_ratios(seed: int) -> None:
    _, merit = posed(seed)
    weights = [goal.weight for goal in merit.goals]
    assert (merit.cost[-3:] * merit.unit).tolist() == pytest.approx(weights, rel=1 / FINEST)


def test_the_sum_stays_within_the_limit_however_far_the_forms_reach() -> None:
    """Eight forms of 2^52 under weights a million apart: 2^79 with sixteen as the least weight."""
    builder = ProgramBuilder()
    x = builder.variable("x", (), 0, 2**30)
    builder.variable("y", (), 0, 1)
    matrix = Matrix.of(builder.freeze())
    wide = LinearForm(np.array([x]), np.array([2**22]), 0)
    goals = [Goal(wide, 0, 10.0 ** (place % 7)) for place in range(8)]
    merit = Merit.of(matrix, goals)
    most = sum(w * 2**52 for w in merit.cost[2:].tolist())
    # Rounding to whole weights may add to the limit, but far less than CP-SAT leaves.
    assert LIMIT / 4 < most < 2 * LIMIT
    assert merit.cost[2:].min() >= 1
    top = merit.completed(np.array([2**30, 0], dtype=np.int64))
    assert merit.value(top) == most
    assert merit.matrix.holds(top)


def test_a_neighbourhood_leaves_the_excess_free() -> None:
    _, merit = posed(0)
    free = merit.free(np.array([True, False, False, True, False]))
    assert np.nonzero(free)[0].tolist() == [0, 3, 5, 6, 7]
