"""Floors and ceilings of budgets and windows: what is told is out of reach of every plan."""

from collections.abc import Iterator
from itertools import accumulate, product
from random import Random
from typing import Any

import pytest

from allocator.domain.scenario import Scenario
from allocator.io.checks.windows import floor_problems, window_problems
from allocator.io.unread import Unread
from tests.scenarios import (
    budget,
    fund,
    fund_limit,
    line,
    price_band,
    rates,
    state,
    tiny,
    window,
    years,
)

YEARS = ("2026", "2027", "2028")
BANDS: dict[str, Any] = {
    "lines": (line("L"),),
    "line_rates": rates("L", 9),
    "price_bands": (price_band(2, 1),),
}


def told(scenario: Scenario, unread: Unread | None = None) -> list[str]:
    return [problem.address for problem in floor_problems(scenario, unread or Unread())]


def budgeted(*ceilings: int, floors: tuple[int, ...] = (), **records: Any) -> Scenario:
    """State A with ceilings by year from 2026 on; `limit` may be carried, `loans` borrowed."""
    limit, loans = records.pop("limit", 0), records.pop("loans", 0)
    floors = floors or (0,) * len(ceilings)
    given = zip(YEARS, ceilings, floors, strict=False)
    return tiny(
        states=(state("A"),),
        periods=years(len(ceilings)),
        budgets=tuple(
            budget("A", year, ceiling=ceiling, floor=floor, carry_over_limit=limit)
            for year, ceiling, floor in given
        ),
        funds=(fund("F", states=("A",)),),
        fund_limits=(fund_limit("A", loans),),
        **records,
    )


def test_a_floor_in_a_window_with_less() -> None:
    """10 a year: 15 in 2027 and 2028 does not go with 14 in all three years, but with 15."""

    def narrow(ceiling: int, **records: Any) -> list[str]:
        rows = (window("A", "2026", "2028", ceiling=ceiling), window("A", "2027", "2028", floor=15))
        return told(budgeted(10, 10, 10, budget_windows=rows, **records))

    assert narrow(15) == []
    assert narrow(14) == ["budget_windows[A, 2027, 2028]"]
    assert narrow(14, loans=1) == []


def test_rebates_may_make_room_in_the_last_period() -> None:
    """15 by 2027 in a window of 14 up to 2028: what comes back in 2028 could do it, in 2027 not."""

    def narrow(last: str, **records: Any) -> list[str]:
        rows = (window("A", "2026", last, ceiling=14), window("A", "2026", "2027", floor=15))
        return told(budgeted(10, 10, 10, budget_windows=rows, **records))

    assert narrow("2028") == ["budget_windows[A, 2026, 2027]"]
    assert narrow("2028", **BANDS) == []
    with_floor = (window("A", "2026", "2028", ceiling=14),)
    floors = (8, 7, 0)
    assert told(budgeted(10, 10, 10, floors=floors, budget_windows=with_floor))
    assert not told(budgeted(10, 10, 10, floors=floors, budget_windows=with_floor, **BANDS))
    assert told(budgeted(10, 10, 10, floors=(8, 6, 1), budget_windows=with_floor, **BANDS))


def test_what_is_carried_counts_once() -> None:
    """10 each year, 5 may be carried: 15 in 2027 or 10 in 2026, not both."""
    assert told(budgeted(10, 10, limit=5, floors=(0, 15))) == []
    assert told(budgeted(10, 10, limit=5, floors=(0, 16))) == ["budgets[A, 2027]"]
    assert told(budgeted(10, 10, limit=5, floors=(5, 15))) == []
    assert told(budgeted(10, 10, 10, limit=5, floors=(6, 15, 0))) == ["budgets[A, 2027]"]


def test_a_window_that_runs_backwards_is_told_and_nothing_made_of_it() -> None:
    scenario = budgeted(10, 10, budget_windows=(window("A", "2027", "2026", ceiling=0, floor=99),))
    (problem,) = window_problems(scenario, Unread())
    assert problem.address == "budget_windows[A, 2027, 2026]"
    assert told(scenario) == []


@pytest.mark.parametrize(
    "rows",
    [
        {"periods": ({"period": "2027"},)},
        {"periods": ({"start": "324"},)},
        {"fund_limits": ({"fund": "F", "state": "A"},)},
        {"fund_limits": ({"fund": "F"},)},
    ],
    ids=str,
)
def test_rows_that_cannot_be_read_are_given_the_benefit_of_the_doubt(rows: Any) -> None:
    assert told(budgeted(10, floors=(11,))) == ["budgets[A, 2026]"]
    assert told(budgeted(10, floors=(11,)), Unread(rows)) == []


def test_rows_of_others_and_unread_weights_hide_nothing() -> None:
    elsewhere: dict[str, Any] = {
        "periods": ({"period": "2026", "start": "312"},),
        "fund_limits": ({"fund": "F", "state": "B"},),
    }
    assert told(budgeted(10, floors=(11,)), Unread(elsewhere)) == ["budgets[A, 2026]"]


def test_bands_that_cannot_be_read_may_give_rebates() -> None:
    rows = (window("A", "2026", "2027", ceiling=4), window("A", "2026", "2026", floor=5))
    scenario = budgeted(10, 10, budget_windows=rows)
    assert told(scenario) == ["budget_windows[A, 2026, 2026]"]
    assert told(scenario, Unread({"price_bands": ({"line": "L"},)})) == []


def spread(most: int, count: int) -> Iterator[tuple[int, ...]]:
    """All ways to draw at most so much over the periods."""
    ways = product(range(most + 1), repeat=count)
    return (loans for loans in ways if sum(loans) <= most)


def possible(scenario: Scenario) -> bool:
    """Whether some spending, by enumeration, holds all budgets and windows of A."""
    count, loans = len(scenario.periods), scenario.fund_limits[0].amount
    least = (0,) * (count - 1) + (-2 if scenario.price_bands else 0,)
    ranges = [range(low, 9) for low in least]
    return any(
        _holds(scenario, spent, drawn)
        for spent in product(*ranges)
        for drawn in spread(loans, count)
    )


def _holds(scenario: Scenario, spent: tuple[int, ...], drawn: tuple[int, ...]) -> bool:
    carried = 0
    for budget_, paid, loan in zip(scenario.budgets, spent, drawn, strict=True):
        left = budget_.ceiling + carried + loan - paid
        if left < 0 or (budget_.floor and paid < budget_.floor):
            return False
        carried = min(left, budget_.carry_over_limit)
    totals, borrowed = [0, *accumulate(spent)], [0, *accumulate(drawn)]
    for row in scenario.budget_windows:
        first, last = (scenario.period_index[code] for code in (row.first_period, row.last_period))
        total = totals[last + 1] - totals[first]
        own = total - borrowed[last + 1] + borrowed[first]
        if (row.ceiling is not None and own > row.ceiling) or (row.floor and total < row.floor):
            return False
    return True


def drawn_at_random(seed: int) -> Scenario:
    random = Random(seed)
    windows = []
    for first, last in random.sample([(0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2)], 3):
        ceiling = random.choice((None, random.randint(0, 5)))
        floor = random.choice((0, random.randint(0, 6)))
        windows.append(window("A", YEARS[first], YEARS[last], ceiling=ceiling, floor=floor))
    return budgeted(
        *(random.randint(0, 4) for _ in YEARS),
        floors=tuple(random.choice((0, 0, random.randint(0, 4))) for _ in YEARS),
        limit=random.randint(0, 2),
        loans=random.choice((0, 0, 1)),
        budget_windows=tuple(windows),
        **random.choice((BANDS, {})),
    )


def test_what_is_told_is_out_of_reach_by_enumeration() -> None:
    """Never a false problem; and most of what is out of reach is told."""
    seen = {(True, True): 0, (True, False): 0, (False, True): 0, (False, False): 0}
    for seed in range(250):
        scenario = drawn_at_random(seed)
        found = bool(told(scenario))
        seen[found, not found and possible(scenario)] += 1
        if found:
            assert not possible(scenario), seed
    assert seen[True, False] > 60
    assert seen[False, True] > 60
    assert seen[False, False] < 25
