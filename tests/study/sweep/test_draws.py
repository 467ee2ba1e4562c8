"""Draws: exact, reproducible, independent but for groups, and of the distribution they name."""

from fractions import Fraction
from math import sqrt

import pytest

from allocator.domain.stray import Distribution, Stray
from allocator.study.sweep.draws import WHOLE_RANGE, drawn, place, quantile

KNOWN = [[12_436, 17], [10_999, 0], [10_240, 23], [9_914, 12], [11_667, 4]]


def stray(
    low: int,
    mode: int,
    high: int,
    distribution: Distribution = "triangular",
    *,
    group: str = "",
    key: tuple[str, ...] = ("L",),
) -> Stray:
    return Stray("lines", key, "unit_price", "scale", distribution, low, mode, high, group, "u!F2")


def test_known_draws_never_change() -> None:
    """The same figures on every machine and in every version: journals and briefings rest on it."""
    figures = [stray(9_000, 10_000, 13_000), stray(0, 0, 24, "uniform", key=("M",))]
    found = [[change.value for change in drawn(figures, 7, draw)] for draw in range(1, 6)]
    assert found == KNOWN


@pytest.mark.parametrize(("low", "mode", "high"), [(0, 30, 100), (0, 0, 100), (0, 100, 100)])
def test_triangular_draws_have_its_shape(low: int, mode: int, high: int) -> None:
    """Quantiles at every thousandth, against the formula in floats; no end is passed."""
    figure = stray(low * 100, mode * 100, high * 100)
    values = [quantile(figure, WHOLE_RANGE * n // 1_000) for n in range(1_000)]
    assert values == sorted(values)
    assert low * 100 <= values[0]
    assert quantile(figure, WHOLE_RANGE - 1) <= high * 100
    for n, value in enumerate(values):
        part, span = n / 1_000, high - low
        if part * span < mode - low:
            expected = low + sqrt(part * span * (mode - low))
        else:
            expected = high - sqrt((1 - part) * span * (high - mode))
        assert abs(value - 100 * expected) <= 0.5 + 1e-6


def test_uniform_draws_reach_every_whole_number_alike() -> None:
    figure = stray(-3, -3, 3, "uniform")
    values = [quantile(figure, WHOLE_RANGE * n // 7_000) for n in range(7_000)]
    counts = {value: values.count(value) for value in values}
    assert set(counts) == set(range(-3, 4))
    assert all(abs(count - 1_000) <= 1 for count in counts.values())


def test_a_figure_that_cannot_stray_does_not() -> None:
    assert quantile(stray(5, 5, 5), WHOLE_RANGE // 2) == 5
    assert quantile(stray(5, 5, 5, "uniform"), WHOLE_RANGE - 1) == 5


def test_groups_stray_together_and_others_apart() -> None:
    alone = [stray(0, 50, 100, key=(code,)) for code in ("A", "B")]
    together = [stray(0, 50, 100, key=(code,), group="g") for code in ("A", "B")]
    draws = range(400)
    assert all(place(together[0], 1, n) == place(together[1], 1, n) for n in draws)
    pairs = [(place(alone[0], 1, n), place(alone[1], 1, n)) for n in draws]
    assert all(first != second for first, second in pairs)
    half = WHOLE_RANGE // 2
    alike = sum((first < half) == (second < half) for first, second in pairs)
    assert abs(Fraction(alike, len(draws)) - Fraction(1, 2)) < Fraction(1, 10)


def test_a_group_is_not_a_figure_of_the_same_name() -> None:
    figure = stray(0, 5, 10, key=("L",))
    group = stray(0, 5, 10, key=("X",), group="lines\x1fL\x1funit_price")
    assert place(figure, 1, 1) != place(group, 1, 1)


def test_seeds_and_draws_differ() -> None:
    figure = stray(0, 5, 10)
    places = {place(figure, seed, draw) for seed in range(30) for draw in range(30)}
    assert len(places) == 900
