"""How far from proven a value is, told the same way everywhere."""

from fractions import Fraction

import pytest

from allocator.domain.outcome import AimResult
from allocator.engine.progress import Progress


@pytest.mark.parametrize(
    ("value", "bound", "gap"),
    [
        (1_500, 1_000, Fraction(1, 3)),
        (1_500, 0, Fraction(1)),
        (1_500, 1_500, Fraction(0)),
        (0, -5, Fraction(5)),
        (-4, -5, Fraction(1, 4)),
    ],
)
def test_the_gap_is_a_part_of_the_value(value: int, bound: int, gap: Fraction) -> None:
    assert Progress("cost", value, bound, 1.0, "search").gap == gap
    assert AimResult("cost", value, value, bound, 1.0).gap == gap
    assert AimResult("cost", value, value, bound, 1.0).proven == (gap == 0)
