"""Figures that share a model are told apart: each has the rows it would have alone."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from allocator.engine.area import Area
from allocator.engine.journal import Journal
from allocator.engine.neighbourhood import Matrix
from allocator.engine.watch import Watch
from allocator.explain.marginal import areas
from allocator.explain.marginal.areas import stays_apart
from allocator.explain.marginal.marginal import Search
from allocator.explain.marginal.nearby import Change, batches
from allocator.explain.marginal.parted import parted
from allocator.explain.marginal.reached import Reached
from allocator.explain.marginal.trial import NOTHING_KNOWN, Trial
from allocator.model.build import build
from allocator.model.model import Model
from allocator.report.view import View

EXAMPLES, TOGETHER = 30, 10
Content = tuple[bytes, bytes, int, int]


def changes(search: Search) -> Iterator[Change]:
    """Every figure of every cell that is reached."""
    for one, steps in search.steps.items():
        for figure in steps.all:
            trial = Trial(*one.stipulation.name, figure)
            area = search.areas[trial.name]
            apart = stays_apart(search.view.scenario, one, figure)
            yield Change((trial,), "either", area, NOTHING_KNOWN, apart=apart)


def rows(model: Model, matrix: Matrix, area: Area) -> Counter[Content]:
    """Those that decide the area and that the bounds do not imply, by what is in them."""
    found = matrix.rows.kept(matrix.rows.touching(area.free(model)))
    found = found.kept(~found.implied(matrix.lower, matrix.upper))
    ends = list(zip(found.start[:-1].tolist(), found.start[1:].tolist(), strict=True))
    sides = zip(found.lower.tolist(), found.upper.tolist(), strict=True)
    return Counter(
        (found.index[first:last].tobytes(), found.data[first:last].tobytes(), low, high)
        for (first, last), (low, high) in zip(ends, sides, strict=True)
    )


def told_apart(search: Search, batch: Sequence[Change]) -> Counter[str]:
    """How many of a batch could be told apart; asserts that they were rightly."""
    ground, told = search.ground, Counter[str]()
    together = build(ground.with_figures(each.trials[0] for each in batch))
    found = parted(ground.model, together, [each.area for each in batch])
    if found is None:
        return Counter({"other variables": len(batch)})
    for change, matrix in zip(batch, found, strict=True):
        if matrix is None:
            told["between areas"] += 1
            continue
        alone = build(ground.with_figures(change.trials))
        own = change.area.own(alone)
        assert alone.program.variables == together.program.variables
        assert np.array_equal(matrix.lower[own], alone.program.lower[own])
        assert np.array_equal(matrix.upper[own], alone.program.upper[own])
        assert np.all(matrix.lower <= alone.program.lower)
        assert np.all(matrix.upper >= alone.program.upper)
        narrow = Matrix.from_rows(alone.program.lower, alone.program.upper, matrix.rows)
        expected = rows(alone, Matrix.of(alone.program), change.area)
        assert rows(alone, narrow, change.area) == expected
        told["apart"] += 1
    return told


def test_each_figure_has_the_rows_that_it_has_alone(baltic_view: View) -> None:
    search = Search(baltic_view, Journal({}), Watch(), way="near")
    every = list(changes(search))
    Random(0).shuffle(every)
    told = Counter[str]()
    for batch in batches(each for each in every if each.apart):
        if told["apart"] >= EXAMPLES:
            break
        if len(batch) > 1:
            told += told_apart(search, batch[:TOGETHER])
    assert told["apart"] >= EXAMPLES, told
    assert told["apart"] > told["between areas"]


def test_what_does_not_stay_in_its_area_is_not_told_apart(
    baltic_view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A ceiling of a state stays among what the state does, not among what it keeps short; what
    more capabilities need than an area has room for, and what adds decisions, do not stay."""
    scenario = baltic_view.scenario
    search = Search(baltic_view, Journal({}), Watch(), way="near")
    of_kind = {one.stipulation.kind: one for one in search.steps}
    ceiling, rate = of_kind["ceiling"], of_kind["rate"]
    assert stays_apart(scenario, ceiling, 1)
    assert not stays_apart(scenario, replace(ceiling, capabilities=("AMD_LR",)), 1)
    assert stays_apart(scenario, rate, 1)
    assert not stays_apart(scenario, rate, 0)
    assert not stays_apart(scenario, of_kind["lead time"], 1)
    assert not stays_apart(scenario, of_kind["small state pool limit"], 1)
    known = search.ground.known
    output = next(one for one in known.values() if one.kind == "component output")
    shared = Reached(output, (), (), "")
    assert stays_apart(scenario, shared, 1)
    monkeypatch.setattr(areas, "MOST_CAPABILITIES", 0)
    assert not stays_apart(scenario, shared, 1)
