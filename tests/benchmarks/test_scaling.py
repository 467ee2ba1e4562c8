"""The table of the scaling benchmark says what was measured."""

from benchmarks.curve import Point, table


def at(scale: int, variables: int, reached: float | None) -> Point:
    return Point(scale, variables, 1.5, reached, 90.0, 1_030, 1_000, 512.0)


def test_growth_is_per_variable_and_against_the_smallest_scale() -> None:
    report = table([at(1, 100, 10.0), at(10, 1_000, 130.0)], "normal", 2)
    assert "| 1x | 100 | 1.5 | 10.0 | 1.00 | 90 | 3.00 % | 512 |" in report
    assert "| 10x | 1,000 | 1.5 | 130.0 | 1.30 | 90 | 3.00 % | 512 |" in report


def test_a_scale_that_never_gets_there_has_no_growth() -> None:
    report = table([at(1, 100, 10.0), at(4, 400, None)], "normal", 2)
    assert "| 4x | 400 | 1.5 | never |  | 90 | 3.00 % | 512 |" in report
