"""The rule by which totals are told, on figures small enough to check by hand."""

from fractions import Fraction

import pytest

from allocator.report.release.protection import Part, merged, protected
from allocator.report.release.stated_forces import protected_arrivals
from allocator.report.release.stated_money import Cell, Place, complement, rounded, together


def units(*amounts: int, most: int | None = None) -> dict[str, Part]:
    """Parts of states that are known to give at least one."""
    return {f"S{at}": Part(amount, min(amount, 1), most) for at, amount in enumerate(amounts)}


@pytest.mark.parametrize(
    ("amounts", "told"),
    [
        ((), False),
        ((9,), False),
        ((9, 9), False),
        ((9, 9, 9), True),
        ((1, 1, 1), False),
        ((2, 2, 1), True),
        ((3, 1, 1), False),
        ((41, 3, 3), False),
        ((40, 3, 3), True),
    ],
)
def test_three_others_and_none_that_outweighs_the_rest(
    amounts: tuple[int, ...], told: bool
) -> None:
    """Of 41, 3, 3 the others can spare 4 (two each, one known), less than a tenth of 41."""
    assert protected(units(*amounts), 1) is told


def test_a_step_of_a_lot_must_fit() -> None:
    """Two can spare four units each: enough for a lot of eight, not of nine."""
    assert protected(units(5, 5, 5), 8)
    assert not protected(units(5, 5, 5), 9)


def test_what_a_limit_pins_down_is_not_told() -> None:
    """Three that must give 29 of at most 30 give 9 or 10 each; of at most 20 anything from 1."""
    assert not protected(units(10, 10, 9, most=10), 2)
    assert protected(units(10, 10, 9, most=20), 2)


def test_a_part_at_its_limit_may_still_be_less() -> None:
    assert protected(units(10, 5, 5, most=10), 2)


def test_what_a_limit_tells_anyhow_is_no_reason_to_withhold() -> None:
    parts = {**units(10, 10, 10), "ONE": Part(1, 1, 1)}
    assert protected(parts, 2)


def test_what_the_reader_can_work_out_protects_nothing() -> None:
    parts = {state: Part(10) for state in "ABC"}
    assert protected({**parts, "D": Part(0, known=300)})
    assert not protected({**parts, "D": Part(0, known=301)})


def test_parts_of_several_totals_add_up() -> None:
    both = merged([{"A": Part(3, 1, 9, 2)}, {"A": Part(4, 1, 9, 5), "B": Part(7)}])
    assert both == {"A": Part(7, 2, None, 7), "B": Part(7)}


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"OLD": (5, 5), "NEW": (0, 4)}, False),
        ({"OLD": (5, 6), "NEW": (0, 4)}, True),
        ({"OLD": (5, 5), "NEW": (0, 4), "TOO": (0, 1)}, False),
        ({"OLD": (5, 5), "NEW": (0, 4), "TOO": (0, 3)}, True),
        ({"OLD": (5, 9), "TOO": (2, 3)}, True),
    ],
)
def test_who_comes_alone_is_told_by_the_rise(given: dict[str, tuple[int, int]], told: bool) -> None:
    assert protected_arrivals(given, 1, 1) is told


def cell(*amounts: int) -> Cell:
    return Cell(sum(amounts), {f"S{at}": Part(each) for at, each in enumerate(amounts)}, 0)


def test_a_sum_is_told_with_as_little_withheld_as_hides_what_is_in_it() -> None:
    """The fees alone would follow from the sum; with the smallest other cell they do not."""
    cells: dict[Place, Cell] = {
        ("fees", 0): cell(8),
        ("funding", 0): cell(20, 20, 20),
        ("orders", 0): cell(900, 900, 900),
    }
    few = frozenset({("fees", 0)})
    assert complement(cells, few) == {("funding", 0)}
    assert together([cells["fees", 0], cells["funding", 0]]).total == 68


def test_a_sum_without_anything_withheld_needs_no_more() -> None:
    assert complement({("orders", 0): cell(5, 5, 5)}, frozenset()) == frozenset()


def test_no_sum_where_all_of_it_together_is_not_protected() -> None:
    cells: dict[Place, Cell] = {("fees", 0): cell(8), ("orders", 0): cell(900)}
    assert complement(cells, frozenset(cells)) is None


@pytest.mark.parametrize(
    ("money", "told"), [(499, 0), (500, 1_000), (-1_075_260, -1_075_000), (Fraction(1_499), 1_000)]
)
def test_sums_are_rounded_to_a_million(money: int, told: int) -> None:
    assert rounded(money) == told
