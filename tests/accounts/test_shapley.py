"""Shapley values of min(joint, sum of stakes): by hand, by all orders, and drawn."""

from fractions import Fraction
from itertools import permutations
from random import Random

import pytest

from allocator.accounts.shapley import ORDERS, joint_parts


@pytest.mark.parametrize(
    ("joint", "stakes", "parts"),
    [
        # Whoever comes first pays all of it: each half.
        (80, (500, 660), (40, 40)),
        (90, (90, 90, 90), (30, 30, 30)),
        # B first: 500 and 100; C first: 600 and nothing. A has nothing at stake.
        (600, (0, 500, 600), (0, 250, 350)),
        # Not even all stakes reach the joint cost: each pays its own.
        (100, (10, 20, 30), (10, 20, 30)),
        (0, (5, 7), (0, 0)),
        (7, (), ()),
        (12, (9,), (9,)),
    ],
)
def test_by_hand(joint: int, stakes: tuple[int, ...], parts: tuple[int, ...]) -> None:
    found = joint_parts(joint, stakes)
    assert found.parts == parts
    assert found.errors is None


def test_every_order_counts_once() -> None:
    random = Random(5)
    for count in range(1, 7):
        for _ in range(6):
            joint = random.randint(1, 40)
            stakes = [random.choice((0, 3, random.randint(0, 50))) for _ in range(count)]
            borne = [Fraction(0)] * count
            orders = list(permutations(range(count)))
            for order in orders:
                total = 0
                for place in order:
                    before, total = min(joint, total), total + stakes[place]
                    borne[place] += Fraction(min(joint, total) - before, len(orders))
            assert joint_parts(joint, stakes).parts == tuple(borne)


def test_sixteen_members_are_exact_whatever_their_stakes() -> None:
    stakes = [2**place for place in range(16)]
    found = joint_parts(2**16, stakes)
    assert found.errors is None
    assert sum(found.parts) == 2**16 - 1


def test_many_alike_are_exact_too() -> None:
    assert joint_parts(620, [50] * 31).parts == (20,) * 31


def test_drawn_orders_add_up_and_come_close() -> None:
    random = Random(8)
    stakes = [random.randint(0, 60_000) for _ in range(20)]
    exact, drawn = joint_parts(90_000, stakes, 2**20), joint_parts(90_000, stakes, 1_000)
    assert exact.errors is None
    assert drawn.errors is not None
    assert sum(drawn.parts) == sum(exact.parts) == 90_000
    assert joint_parts(90_000, stakes, 1_000) == drawn
    apart = [abs(one - other) for one, other in zip(exact.parts, drawn.parts, strict=True)]
    assert max(apart) > 0
    near = [far <= 2 * error for far, error in zip(apart, drawn.errors, strict=True)]
    assert sum(near) >= 17
    assert all(error < 90_000 / ORDERS**0.5 for error in drawn.errors)


def test_what_never_changes_has_no_error() -> None:
    """Stakes that never reach the joint cost are borne in full in every order."""
    drawn = joint_parts(1_000, (1, 2, 4, 8), 3)
    assert drawn.parts == (1, 2, 4, 8)
    assert drawn.errors == (0, 0, 0, 0)
