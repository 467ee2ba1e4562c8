"""Points, corners and regions, against what a grid of all values says."""

from itertools import product
from random import Random

import pytest

from allocator.study.pareto.cuts import cuts
from allocator.study.pareto.front import Front, Values, covers, within

SIDE = 6
"""Values of each aim run from 0 up to below it."""


def drawn_front(seed: int, aims: int) -> tuple[Front, list[Values], list[Values]]:
    """A front of points and corners in the order in which they were drawn."""
    random = Random(f"{seed}|{aims}")

    def values(least: int) -> Values:
        return tuple(random.randint(least, SIDE) for _ in range(aims))

    front = Front((SIDE + 1,) * aims)
    points: list[Values] = []
    corners: list[Values] = []
    for aim in range(aims):
        corners.append(tuple(0 if place == aim else SIDE + 1 for place in range(aims)))
        front.rule_out(corners[-1])
    for _ in range(random.randint(1, 6)):
        if random.random() < 0.6:
            points.append(values(0))
            front.add(points[-1])
        else:
            corner = values(1)
            if not any(within(point, corner) for point in points):
                corners.append(corner)
                front.rule_out(corner)
    return front, points, corners


@pytest.mark.parametrize("aims", [2, 3, 4])
def test_regions_hold_exactly_what_is_undecided(aims: int) -> None:
    """Of every value of the grid: matched by a point, ruled out, or in a region; none in two kinds
    that exclude one another."""
    undecided = 0
    for seed in range(60):
        front, points, corners = drawn_front(seed, aims)
        assert len({*front.regions}) == len(front.regions)
        for region, other in product(front.regions, repeat=2):
            assert region == other or not covers(region, other)
        for value in product(range(SIDE + 1), repeat=aims):
            matched = any(covers(point, value) for point in points)
            ruled = any(within(value, corner) for corner in corners)
            inside = [region for region in front.regions if within(value, region)]
            assert not (matched and inside)
            assert matched or ruled or inside
            for region in inside:
                assert ruled or covers(front.regions[region], value)
            undecided += bool(inside)
    assert undecided > 500


@pytest.mark.parametrize("aims", [2, 3, 4])
def test_what_is_undecided_is_counted(aims: int) -> None:
    counted = 0
    for seed in range(60):
        front, points, corners = drawn_front(seed, aims)
        if not points:
            assert front.undecided() == (1, 1)
            continue
        box = [range(low, top) for low, top in zip(front.ideal, front.top, strict=True)]
        every = list(product(*box))
        unknown = [
            value
            for value in every
            if not any(covers(point, value) for point in points)
            and not any(within(value, corner) for corner in corners)
        ]
        assert front.undecided() == (len(unknown), len(every)), seed
        counted += bool(unknown)
    assert counted >= 20


@pytest.mark.parametrize("halving", [True, False])
def test_cuts_end_in_every_front(halving: bool) -> None:
    """With values known beforehand, searched as the engine would: all points, and no cut twice."""
    for seed in range(40):
        random = Random(seed)
        aims = 2 + seed % 3
        there = {tuple(random.randint(0, 9) for _ in range(aims)) for _ in range(12)}
        front = Front((99,) * aims)
        for aim in range(aims):
            front.rule_out(tuple(0 if place == aim else 99 for place in range(aims)))
        tried = {(99,) * aims}
        front.add(min(there))
        while chosen := cuts(front, 4, tried, halving=halving):
            assert not tried & set(chosen)
            for corner in chosen:
                tried.add(corner)
                below = [value for value in there if within(value, corner)]
                if below:
                    front.add(min(below))
                else:
                    front.rule_out(corner)
        left = {
            value
            for value in there
            if not any(other != value and covers(other, value) for other in there)
        }
        assert front.points == left
        assert not front.regions
