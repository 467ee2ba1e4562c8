"""The next kind is drawn by what each has earned; its size follows what a step can close."""

from collections import Counter
from random import Random

import pytest

from allocator.engine.choice import (
    FIRST_SIZE,
    GROWTH,
    LEAST_SIZE,
    MOST_SIZE,
    SHRINKAGE,
    SPAN,
    Choice,
)

KINDS = ("a", "b", "c")


class Widest(Random):
    """Sizes drawn with it are as large as they may be."""

    def uniform(self, a: float, b: float) -> float:
        return max(a, b)


def tried(random: Random) -> Choice:
    """A choice whose kinds have all been drawn once."""
    choice = Choice(KINDS, random)
    for _ in KINDS:
        choice.drawn()
    return choice


def size_of(choice: Choice, kind: str) -> int:
    """The size of a kind, as soon as it is drawn."""
    while True:
        found, size = choice.drawn()
        if found == kind:
            return size


def test_kinds_that_were_not_tried_come_first() -> None:
    choice = Choice(KINDS, Widest(0))
    choice.learn("a", 1e9, 1.0, closed=True, easy=False)
    assert [choice.drawn() for _ in KINDS] == [(kind, FIRST_SIZE) for kind in KINDS]


def test_kinds_that_earned_nothing_are_drawn_alike() -> None:
    choice = tried(Random(0))
    counts = Counter(choice.drawn()[0] for _ in range(1_500))
    assert all(400 < counts[kind] < 600 for kind in KINDS)


def test_a_kind_that_earns_more_for_its_work_is_drawn_more_often() -> None:
    choice = tried(Random(0))
    choice.learn("a", 8.0, 4.0, closed=True, easy=False)
    choice.learn("b", 6.0, 1.0, closed=True, easy=False)
    choice.learn("c", 0.0, 1.0, closed=True, easy=False)
    counts = Counter(choice.drawn()[0] for _ in range(2_000))
    assert counts["b"] > 1.5 * counts["a"] > 3.0 * counts["c"] > 0


def test_what_was_earned_long_ago_counts_less() -> None:
    choice = tried(Random(0))
    choice.learn("a", 5.0, 1.0, closed=True, easy=False)
    for _ in range(20):
        choice.learn("a", 0.0, 1.0, closed=True, easy=False)
    choice.learn("b", 5.0, 1.0, closed=True, easy=False)
    counts = Counter(choice.drawn()[0] for _ in range(2_000))
    assert counts["b"] > 3 * counts["a"]


@pytest.mark.parametrize(
    ("gain", "closed", "easy", "factor"),
    [
        (0.0, True, True, GROWTH),
        (5.0, True, True, GROWTH),
        (0.0, True, False, 1.0),
        (5.0, False, False, 1.0),
        (0.0, False, False, SHRINKAGE),
        (0.0, False, True, SHRINKAGE),
    ],
)
def test_sizes_follow_what_a_step_closes(
    gain: float, closed: bool, easy: bool, factor: float
) -> None:
    choice = tried(Widest(0))
    choice.learn("a", gain, 1.0, closed=closed, easy=easy)
    assert size_of(choice, "a") == round(FIRST_SIZE * factor)
    assert size_of(choice, "b") == FIRST_SIZE


@pytest.mark.parametrize(("closed", "limit"), [(True, MOST_SIZE), (False, LEAST_SIZE)])
def test_sizes_stay_within_limits(closed: bool, limit: int) -> None:
    choice = tried(Widest(0))
    for _ in range(30):
        choice.learn("a", 0.0, 1.0, closed=closed, easy=closed)
        assert LEAST_SIZE <= size_of(choice, "a") <= MOST_SIZE
    assert size_of(choice, "a") == limit


def test_sizes_are_drawn_from_a_span() -> None:
    choice = tried(Random(0))
    sizes = {choice.drawn()[1] for _ in range(300)}
    assert round(SPAN * FIRST_SIZE) <= min(sizes) < 0.4 * FIRST_SIZE
    assert 0.9 * FIRST_SIZE < max(sizes) <= FIRST_SIZE


def history(seed: int) -> list[tuple[str, int]]:
    choice, draws = Choice(KINDS, Random(seed)), []
    for step in range(60):
        kind, size = choice.drawn()
        draws.append((kind, size))
        choice.learn(kind, float(step % 4), 0.5, closed=step % 3 == 0, easy=step % 2 == 0)
    return draws


def test_the_same_seed_draws_the_same() -> None:
    assert history(7) == history(7)
    assert history(7) != history(8)
