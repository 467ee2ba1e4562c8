"""Loans that serve: drawn as they are needed, and cut down to what is needed."""

from itertools import product
from random import Random

import pytest

from allocator.model.carry import Purse, Window, least_loans
from allocator.model.lending import Limits, Loans, drawn


def limits(
    *amounts: int, pay: list[int], joint: dict[int, tuple[int, int]] | None = None
) -> Limits:
    """Every fund lends for the same payments."""
    return Limits(amounts, {frozenset(range(len(amounts))): pay}, joint or {})


def owed(due: list[int], loans: Loans) -> list[int]:
    return [money - sum(amounts) for money, *amounts in zip(due, *loans, strict=True)]


def test_what_is_not_needed_is_not_drawn() -> None:
    """30 are short in the second period; 20 of the first can be carried."""
    purse = Purse([50, 40], [20, 0])
    assert least_loans([30, 90], purse, [[30, 40]]) == [[0, 30]]
    assert least_loans([30, 60], purse, [[30, 40]]) == [[0, 0]]


def test_funds_are_cut_in_their_order_and_periods_in_time() -> None:
    purse = Purse([0, 0], [50, 0])
    assert least_loans([50, 50], purse, [[50, 20], [20, 50]]) == [[30, 0], [20, 50]]


def test_what_cannot_be_paid_keeps_its_loans() -> None:
    """10 go unpaid in the second period whatever is drawn in the third."""
    purse = Purse([10, 10, 10], [5, 5, 0])
    assert least_loans([5, 45, 30], purse, [[5, 20, 20]]) == [[0, 20, 20]]


def test_a_window_keeps_loans_that_periods_do_not_need() -> None:
    """70 of 100 may be paid within the window, though each period has enough."""
    purse = Purse([60, 60], [0, 0], (Window(0, 1, 70),))
    assert least_loans([50, 50], purse, [[40, 40]]) == [[0, 30]]
    broken = Purse([60, 60], [0, 0], (Window(0, 1, 10),))
    assert least_loans([50, 50], broken, [[40, 40]]) == [[40, 40]]


def test_loans_are_drawn_late_and_early_only_to_be_carried() -> None:
    """20 of the 40 that are short in the second period cannot be drawn in it."""
    purse = Purse([50, 20], [30, 0])
    assert drawn([50, 60], purse, limits(90, pay=[50, 20])) == [[20, 20]]
    assert drawn([50, 60], purse, limits(35, pay=[50, 20])) == [[15, 20]]
    assert drawn([50, 60], Purse([50, 20], [9, 0]), limits(90, pay=[50, 20])) == [[9, 20]]


def test_funds_are_asked_in_their_order_and_share_their_payments() -> None:
    purse = Purse([0], [0])
    assert drawn([60], purse, limits(25, 90, pay=[50])) == [[25], [25]]
    assert drawn([60], purse, limits(90, 90, pay=[60], joint={0: (0, 10)})) == [[10], [50]]
    assert drawn([60, 5], Purse([0, 0], [0, 0]), limits(90, pay=[60, 5], joint={0: (1, 3)})) == [
        [60, 3]
    ]


def test_a_window_draws_loans_of_its_own() -> None:
    purse = Purse([60, 60, 60], [0, 0, 0], (Window(1, 2, 70),))
    assert drawn([50, 50, 50], purse, limits(90, pay=[50, 20, 50])) == [[0, 20, 10]]


@pytest.mark.parametrize("seed", range(150))
def test_loans_against_all_there_are(seed: int) -> None:
    """Where any loans of one fund pay, those drawn do; cut down, none of them could be less."""
    random = Random(seed)
    count = random.choice((1, 2, 3))
    due = [random.randint(0, 4) for _ in range(count)]
    pay = [random.randint(0, owing) for owing in due]
    carry = [random.choice((0, 1, 3)) for _ in range(count - 1)]
    purse = Purse([random.randint(0, 3) for _ in range(count)], [*carry, 0])
    lent = limits(random.randint(0, 6), pay=pay, joint={0: (count - 1, random.randint(0, 2))})
    start, jointly = lent.joint[0]
    every = [
        series
        for series in product(*(range(most + 1) for most in pay))
        if sum(series) <= lent.amounts[0] and sum(series[start:]) <= jointly
    ]
    paying = [series for series in every if purse.pays(owed(due, [list(series)]))]
    loans = drawn(due, purse, lent)
    assert tuple(loans[0]) in every
    assert purse.pays(owed(due, loans)) == bool(paying)
    for series in paying:
        (least,) = least_loans(due, purse, [series])
        assert purse.pays(owed(due, [least]))
        for period, amount in enumerate(least):
            less = [[money - (at == period) for at, money in enumerate(least)]]
            assert not amount or not purse.pays(owed(due, less))
