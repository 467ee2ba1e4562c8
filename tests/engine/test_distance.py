"""Distances as rows and variables: what they allow, and what they are completed to."""

from itertools import product
from random import Random

import numpy as np
import pytest

from allocator.engine.distance import Distance, Span
from allocator.engine.extension import form_of
from allocator.engine.watch import Watch
from allocator.engine.whole import least
from allocator.model.linear_form import IntArray, LinearForm
from allocator.model.program import Program, ProgramBuilder, Terms

MOST = 4


def program(random: Random) -> Program:
    """Three variables from 0 to 4 and a row that keeps some of their assignments out."""
    builder = ProgramBuilder()
    terms = Terms()
    for number in range(3):
        variable = builder.variable("x", (str(number),), 0, MOST, labels={"state": number})
        terms.add(random.choice((1, 2, -1)), variable)
    builder.row("any", (), terms, upper=random.randint(2, 6))
    return builder.freeze()


def spans(random: Random, at: IntArray) -> list[Span]:
    forms = [form_of([(1, 0)]), form_of([(2, 1), (1, 2)])]
    return [Span(form, random.randint(1, 3), form.value(at)) for form in forms]


def true(spans: list[Span], at: IntArray) -> int:
    return sum(each.weight * abs(each.form.value(at) - each.known) for each in spans)


def assignments(whole: Program) -> list[IntArray]:
    every = (np.array(at, dtype=np.int64) for at in product(range(MOST + 1), repeat=3))
    return [at for at in every if whole.holds(at)]


@pytest.mark.parametrize("seed", range(40))
def test_the_furthest_and_the_nearest_are_those_of_every_assignment(seed: int) -> None:
    random = Random(seed)
    whole = program(random)
    every = assignments(whole)
    known = random.sample(every, 2)
    sums = [spans(random, at) for at in known]

    far = Distance(whole)
    form = far.lesser([far.most(each) for each in sums])
    away = LinearForm(form.variables, -form.coefficients, -form.constant)
    found = least(far.program, away, far.completed(known[0]), 10.0, Watch(None, None), 0)
    assert -found.bound == max(min(true(each, at) for each in sums) for at in every)
    own = found.vector[:3]
    assert form.value(far.completed(own)) == -found.bound

    near = Distance(whole)
    other = near.least(sums[0])
    start = near.completed(known[1])
    nearest = least(near.program, other, start, 10.0, Watch(None, None), 0)
    assert nearest.bound == min(true(sums[0], at) for at in every) == 0


@pytest.mark.parametrize("seed", range(10))
def test_what_is_completed_holds_and_is_the_true_distance(seed: int) -> None:
    random = Random(seed)
    whole = program(random)
    every = assignments(whole)
    sums = [spans(random, at) for at in random.sample(every, 2)]
    distance = Distance(whole)
    forms = [distance.most(each) for each in sums]
    lesser = distance.lesser(forms)
    for at in every:
        vector = distance.completed(at)
        assert distance.program.holds(vector)
        assert [form.value(vector) for form in forms] == [true(each, at) for each in sums]
        assert lesser.value(vector) == min(true(each, at) for each in sums)


def test_what_measures_stands_where_the_form_does() -> None:
    """Neighbourhoods of a state free what its distance hangs on."""
    whole = program(Random(1))
    distance = Distance(whole)
    distance.most([Span(form_of([(1, 2)]), 1, 2)])
    assert distance.program.labels["state"].tolist() == [0, 1, 2, 2, 2]
    assert distance.program.labels["capability"].tolist() == [-1] * 5
