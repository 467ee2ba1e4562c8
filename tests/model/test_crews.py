"""Crews and carry: the largest that can be, the least that serve, against all that are allowed."""

from itertools import product

from allocator.domain.member_state import Personnel
from allocator.model.carry import least_carry
from allocator.model.crews import least_crews, most_crews
from tests.scenarios import personnel

Case = tuple[tuple[int, ...], tuple[int | None, ...]]
CASES: list[Case] = [
    (pipeline, limits)
    for pipeline in product((0, 1, 3), repeat=3)
    for limits in product((None, 0, 2), repeat=3)
]


def people(pipeline: tuple[int, ...], limits: tuple[int | None, ...]) -> list[Personnel]:
    return [
        personnel("A", str(2026 + year), pipeline=trained, posts_limit=limit)
        for year, (trained, limit) in enumerate(zip(pipeline, limits, strict=True))
    ]


def allowed(rows: list[Personnel]) -> list[tuple[int, ...]]:
    """All crews that training and limits allow, by trying each."""
    every: list[tuple[int, ...]] = [()]
    for row in rows:
        every = [
            (*crews, crews[-1] + new if crews else new)
            for crews in every
            for new in range(row.pipeline + 1)
            if row.posts_limit is None or (crews[-1] if crews else 0) + new <= row.posts_limit
        ]
    return every


def test_the_most_is_allowed_and_above_all_that_is() -> None:
    for pipeline, limits in CASES:
        rows = people(pipeline, limits)
        most, every = tuple(most_crews(rows)), allowed(rows)
        assert most in every
        assert all(all(map(int.__le__, crews, most)) for crews in every)


def test_the_least_serves_and_is_below_all_that_do() -> None:
    for pipeline, limits in CASES:
        rows = people(pipeline, limits)
        every = allowed(rows)
        for needed in ((0, 0, 2), (0, 1, 0), (1, 2, 3), (0, 1, 4), (2, 0, 3)):
            serving = [crews for crews in every if all(map(int.__ge__, crews, needed))]
            if serving:
                least = tuple(least_crews([1_000 * posts for posts in needed], rows))
                assert least in serving
                assert all(all(map(int.__le__, least, crews)) for crews in serving)


def test_parts_of_posts_are_rounded_up_and_free_posts_come_first() -> None:
    rows = [personnel("A", posts_free=2, pipeline=5)]
    assert least_crews([2_000], rows) == [0]
    assert least_crews([2_001], rows) == [1]


def test_money_is_carried_from_as_late_as_possible() -> None:
    assert least_carry([0, 0, 30], [20, 20, 20], [99, 99, 0]) == [0, 10, 0]
    assert least_carry([0, 15, 30], [20, 20, 20], [99, 99, 0]) == [5, 10, 0]


def test_nothing_is_carried_without_need() -> None:
    assert least_carry([20, 20], [20, 20], [99, 0]) == [0, 0]


def test_what_cannot_be_paid_shows_in_its_own_period() -> None:
    """60 due with 20 + 10: nobody carries what it has not."""
    assert least_carry([0, 10, 60], [5, 20, 20], [99, 99, 0]) == [5, 15, 0]
    assert least_carry([0, 0, 60], [20, 20, 20], [99, 7, 0]) == [0, 7, 0]
